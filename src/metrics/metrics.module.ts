import { type DynamicModule, Module } from '@nestjs/common';
import { InstallationMetrics } from './installation-metrics.js';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';
import { ProcessMetrics } from './process-metrics.js';
import { RequestMetrics } from './request-metrics.js';
import { RunMetrics } from './run-metrics.js';
import { WorkerWatch } from './worker-watch.js';

/** The meters that every process has, and those of its kind. */
@Module({})
export class MetricsModule {
  static with(process: 'api' | 'worker'): DynamicModule {
    const own = process === 'api' ? [RequestMetrics, InstallationMetrics, WorkerWatch] : [RunMetrics, WorkerWatch];
    return {
      module: MetricsModule,
      global: true,
      providers: [{ provide: Metrics, useFactory: () => new Metrics(process) }, ProcessMetrics, MetricsServer, ...own],
      exports: [Metrics, ...own],
    };
  }
}
