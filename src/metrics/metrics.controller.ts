import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import type { Caller } from '../store/access.store.js';
import { exposition, METRICS_MEDIA_TYPE, Metrics } from './metrics.js';
import { WorkerWatch } from './worker-watch.js';

@ApiTags('Health')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly worker: WorkerWatch,
  ) {}

  /** Not for everybody: it tells how busy an operator is. What bears another tenant's id is left out. */
  @Get()
  @Allow(['admin'])
  @Header('content-type', METRICS_MEDIA_TYPE)
  @Describe({
    summary: 'What is measured, for Prometheus',
    description: 'The same without a key on `METRICS_PORT`, where that is set.',
    answer: { description: 'Text of Prometheus', mediaTypes: ['text/plain'] },
  })
  async read(@CurrentCaller() { tenantId }: Caller): Promise<string> {
    return exposition([await this.metrics.read(), this.worker.metrics], tenantId);
  }
}
