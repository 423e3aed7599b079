import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { probeArchive } from '../archive/probe.js';
import { CONFIG, type Config } from '../config.js';
import { DomainError } from '../domain/problem.js';
import { WorkerWatch } from '../metrics/worker-watch.js';
import { MOST_CLOCK_MS } from '../store/clock.js';
import { ReadinessStore } from '../store/readiness.store.js';
import { probeRedis } from './probe-redis.js';

/** Probes come often and from many sides: what they ask is looked up once in so long. */
const REMEMBERED_MS = 1_000;
const PROBE_TIMEOUT_MS = 2_000;

/** What a process may lack. `docs/on-call.md` says of each what to do. */
export type Lack = 'database' | 'migrations' | 'queue' | 'clock' | 'archive' | 'worker';

/** Whether this process can do its work. Stops being ready the moment it is told to stop. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  readonly #logger = new Logger(Readiness.name);
  #told: string | undefined;
  #isStopping = false;
  #last: { at: number; lacks: Promise<Lack[]> } | undefined;

  constructor(
    private readonly database: ReadinessStore,
    private readonly worker: WorkerWatch,
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
  async check(): Promise<void> {
    const lacks = await this.lacks();
    if (this.#isStopping) throw new DomainError('overloaded', 'This process is stopping');
    if (lacks.length > 0) throw new DomainError('dependency-unavailable', `Not ready: ${lacks.join(', ')}`);
  }

  /** What is missing, as of the last second. */
  async lacks(): Promise<Lack[]> {
    if (this.#isStopping) return [];
    const now = performance.now();
    if (this.#last === undefined || now - this.#last.at > REMEMBERED_MS) this.#last = { at: now, lacks: this.#look() };
    const found = await this.#last.lacks;
    const lacks: Lack[] = this.worker.isMissing ? [...found, 'worker'] : found;
    this.#tell(lacks.join(', '));
    return lacks;
  }

  /** One line a change, not one a probe. */
  #tell(missing: string): void {
    if (missing === this.#told) return;
    this.#told = missing;
    if (missing === '') this.#logger.log('ready');
    else this.#logger.warn({ msg: 'not ready', detail: missing });
  }

  async #look(): Promise<Lack[]> {
    const { redisUrl, dataFolder } = this.config;
    const [database, queue, archive] = await Promise.all([
      inTime(this.database.state()),
      redisUrl === undefined ? undefined : inTime(probeRedis(redisUrl).then(() => true)),
      inTime(probeArchive(dataFolder).then(() => true)),
    ]);
    const hasQueue = redisUrl === undefined ? database?.hasQueue !== false : queue === true;
    const lacks: [Lack, boolean][] = [
      ['database', database === undefined],
      ['migrations', database !== undefined && database.missingMigrations > 0],
      ['queue', !hasQueue],
      ['clock', database !== undefined && Math.abs(database.clockAheadMs) > MOST_CLOCK_MS],
      ['archive', archive !== true],
    ];
    return lacks.flatMap(([lack, isLacking]) => (isLacking ? [lack] : []));
  }
}

/** What the work comes to; undefined if it fails or takes too long. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const giveUp = new AbortController();
  const late = sleep(PROBE_TIMEOUT_MS, undefined, { signal: giveUp.signal, ref: false }).catch(() => undefined);
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    giveUp.abort();
  }
}
