import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from './allow.js';
import { Describe } from './describe.js';
import { Readiness } from './readiness.js';

const healthSchema = z.object({ status: z.enum(['live', 'ready']) });

type Health = z.infer<typeof healthSchema>;

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Public()
  @Describe({ summary: 'The process runs', answer: { description: 'It answers', schema: healthSchema } })
  live(): Health {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @Describe({
    summary: 'The process can do its work',
    description: 'Else a problem whose detail names what it lacks: `database`, `migrations`, `queue`, `clock`, `archive`, `worker`.',
    answer: { description: 'Database, queue and storage are there', schema: healthSchema },
    problems: ['overloaded'],
  })
  async ready(): Promise<Health> {
    await this.readiness.check();
    return { status: 'ready' };
  }
}
