import { Module } from '@nestjs/common';
import { MetricsController } from '../metrics/metrics.controller.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { AuthGuard } from './auth.guard.js';
import { HealthController } from './health.controller.js';
import { API_SCHEMAS } from './openapi.js';
import { RateLimit } from './rate-limit.js';
import { Readiness } from './readiness.js';

/** What every HTTP process has beside its routes: who may enter, and how it is. */
@Module({
  imports: [MetricsModule.with('api')],
  controllers: [HealthController, MetricsController],
  providers: [AuthGuard, RateLimit, Readiness, { provide: API_SCHEMAS, useValue: {} }],
  exports: [AuthGuard, Readiness],
})
export class HttpModule {}
