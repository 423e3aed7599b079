import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { DomainError } from '../domain/problem.js';
import { Database } from '../store/database.js';
import { Public } from './allow.js';
import { Describe } from './describe.js';

/** Probes come often and from many sides: what they ask is looked up once in so long. */
const REMEMBERED_MS = 500;
const PROBE_TIMEOUT_MS = 2_000;

const healthSchema = z.object({ status: z.enum(['live', 'ready']) });
type Health = z.infer<typeof healthSchema>;

/** Whether this process can do its work. Stops being ready the moment it is told to stop. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  #isStopping = false;
  #last: { at: number; probe: Promise<void> } | undefined;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** True from the first moment of a shutdown on. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  onModuleDestroy(): void {
    this.#isStopping = true;
  }

  /** Errors: `overloaded` when stopping, `dependency-unavailable` with what is missing. */
  check(): Promise<void> {
    if (this.#isStopping) return Promise.reject(new DomainError('overloaded', 'This process is stopping'));
    const now = performance.now();
    if (this.#last === undefined || now - this.#last.at > REMEMBERED_MS) this.#last = { at: now, probe: this.#probe() };
    return this.#last.probe;
  }

  async #probe(): Promise<void> {
    const [database, folder] = await Promise.all([inTime(this.database.rows('SELECT 1')), inTime(this.#write())]);
    const missing = [...(database ? [] : ['the database']), ...(folder ? [] : ['the data folder'])];
    if (missing.length > 0) throw new DomainError('dependency-unavailable', `Out of reach: ${missing.join(', ')}`);
  }

  /** A full or read-only disk shows only when it is written to. */
  async #write(): Promise<void> {
    const path = join(this.config.dataFolder, `.probe-${process.pid}-${randomUUID()}`);
    await writeFile(path, 'ready');
    await rm(path, { force: true });
  }
}

/** False if the work fails or takes too long. */
async function inTime(work: Promise<unknown>): Promise<boolean> {
  const giveUp = new AbortController();
  const late = sleep(PROBE_TIMEOUT_MS, false, { signal: giveUp.signal, ref: false }).catch(() => false);
  const done = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    giveUp.abort();
  }
}

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
    answer: { description: 'Database and storage are there', schema: healthSchema },
    problems: ['overloaded'],
  })
  async ready(): Promise<Health> {
    await this.readiness.check();
    return { status: 'ready' };
  }
}
