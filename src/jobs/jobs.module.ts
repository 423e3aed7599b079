import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from '../config.js';
import { Publisher } from '../publish/publisher.js';
import { AuditSealing } from './audit.sealing.js';
import { ClockWatch } from './clock-watch.js';
import { DocumentRepairer } from './document-repairer.js';
import { FlightProcessor } from './flight.processor.js';
import { FlightRunner } from './flight.runner.js';
import { OutboxRelay } from './outbox.relay.js';
import { FLIGHT_QUEUE, queueConnection } from './queue.js';
import { QueueMetrics } from './queue-metrics.js';
import { Reconciler } from './reconciler.js';
import { RunGuard } from './run-guard.js';

/** Everything that walks a closed flight to its published documents. */
@Module({})
export class JobsModule {
  static with(config: Config): DynamicModule {
    return {
      module: JobsModule,
      imports: [BullModule.forRoot({ connection: queueConnection(config) }), BullModule.registerQueue({ name: FLIGHT_QUEUE })],
      providers: [
        Publisher,
        FlightRunner,
        RunGuard,
        FlightProcessor,
        ClockWatch,
        OutboxRelay,
        Reconciler,
        QueueMetrics,
        AuditSealing,
        DocumentRepairer,
      ],
    };
  }
}
