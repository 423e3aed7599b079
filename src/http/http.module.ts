import { Module } from '@nestjs/common';
import { AuthGuard } from './auth.guard.js';
import { HealthController, Readiness } from './health.controller.js';
import { API_SCHEMAS } from './openapi.js';

/** What every HTTP process has beside its routes: who may enter, and how it is. */
@Module({
  controllers: [HealthController],
  providers: [AuthGuard, Readiness, { provide: API_SCHEMAS, useValue: {} }],
  exports: [AuthGuard, Readiness],
})
export class HttpModule {}
