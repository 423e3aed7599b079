import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from './config.js';
import { ConfigModule } from './config.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { StoreModule } from './store/store.module.js';

/** What the queue process is made of. */
@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    return {
      module: WorkerModule,
      imports: [ConfigModule.with(config), StoreModule, JobsModule.with(config), MetricsModule.with('worker')],
    };
  }
}
