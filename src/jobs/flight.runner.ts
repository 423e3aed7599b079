import { fileURLToPath } from 'node:url';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Piscina } from 'piscina';
import { CONFIG, type Config } from '../config.js';
import { failpoint } from '../failpoints/failpoints.js';
import { RunMetrics } from '../metrics/run-metrics.js';
import { PLANNER_VERSION } from '../plan/plan-flight.js';
import { Publisher } from '../publish/publisher.js';
import { type ThreadAnswer, unpacked } from '../publish/thread-answer.js';
import { NumberStore } from '../store/number.store.js';
import { PlanStore } from '../store/plan.store.js';
import { type Run, RunStore } from '../store/run.store.js';
import type { PlanTask } from './plan.thread.js';
import { namesOf } from './run-names.js';

const PLAN_THREAD = fileURLToPath(new URL('./plan.thread.js', import.meta.url));

/** Of a flight above this the facts, about 1 KiB a consignment, are not held beside the idle threads of the flight before. */
const PLANNED_ALONE = 150_000;

/**
 * Up to this a flight is planned in a render thread, which is there and has its code compiled: a thread of its own would take as long to
 * start as the planning of 5 000. Above it the facts would make that thread's heap larger for good.
 */
const PLANNED_BESIDE = 20_000;

/** A plan that hangs must not hold a flight for ever; one of 250 000 consignments may take so many times what a document may. */
const PLANS_TO_A_DOCUMENT = 5;

const PROGRESS_EVERY_MS = 300;

/** One run of a flight. May be repeated or overtaken at any line: every write carries the run's epoch. */
@Injectable()
export class FlightRunner {
  readonly #logger = new Logger(FlightRunner.name);

  constructor(
    private readonly runs: RunStore,
    private readonly plans: PlanStore,
    private readonly numbers: NumberStore,
    private readonly publisher: Publisher,
    private readonly metrics: RunMetrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(run: Run, signal: AbortSignal): Promise<void> {
    await this.metrics.stage('plan', async () => {
      await this.runs.progress(run, 'plan', 0, 1);
      if ((await this.plans.load(run.id)) === undefined && !(await this.#takeOver(run))) await this.#plan(run, signal);
    });
    signal.throwIfAborted();
    await this.metrics.stage('number', async () => {
      await this.runs.progress(run, 'number', 0, 1);
      await this.#number(run);
    });
    signal.throwIfAborted();
    const documents = await this.metrics.stage('render', async () => {
      const drafts = await this.publisher.drafts(run);
      return this.publisher.stage(run, drafts, this.#report(run, drafts.length), signal);
    });
    signal.throwIfAborted();
    await this.metrics.stage('publish', async () => {
      await this.runs.progress(run, 'publish', 0, documents.length);
      await this.publisher.publishAll(run, documents);
    });
  }

  /** After a change that no plan looks at: three quarters of the cost of an amendment are a plan made anew. */
  #takeOver(run: Run): Promise<boolean> {
    return this.runs.fenced(run, (client) => this.plans.takeOver(client, run, PLANNER_VERSION));
  }

  async #plan({ id, epoch, flight }: Run, stopping: AbortSignal): Promise<void> {
    const { databaseUrl, leaseMs, failpoints } = this.config;
    const task: PlanTask = { databaseUrl, leaseMs, runId: id, epoch, failpoints };
    const size = await this.plans.size(flight.id);
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(PLANS_TO_A_DOCUMENT * this.config.renderTimeoutMs)]);
    if (size <= PLANNED_BESIDE) return this.publisher.inThread(PLAN_THREAD, 'plan', task, signal);
    if (size > PLANNED_ALONE) await this.publisher.rest();
    const thread = new Piscina({
      filename: PLAN_THREAD,
      maxThreads: 1,
      atomics: 'disabled',
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    try {
      const answer: ThreadAnswer<void> = await thread.run(task, { name: 'plan', signal });
      unpacked(answer);
    } finally {
      await thread.destroy();
    }
  }

  async #number(run: Run): Promise<void> {
    const plan = await this.plans.load(run.id);
    const slots = (plan?.waybills ?? []).map(({ slot }) => slot);
    await this.runs.fenced(run, async (client) => {
      await this.plans.setNumbers(client, run.id, await this.numbers.allot(client, run.flight, slots));
      failpoint('awb.after_take');
    });
    failpoint('awb.after_commit');
    await this.#warnOfLowStock(run);
  }

  /** In time, before a flight has to wait. */
  async #warnOfLowStock(run: Run): Promise<void> {
    const { tenantId, carrier } = run.flight;
    const free = await this.numbers.lowStock(tenantId, carrier, this.config.stock);
    if (free === undefined) return;
    this.#logger.warn({ msg: 'stock of air waybill numbers is low', ...namesOf(run), tenant: tenantId, carrier, free });
  }

  /** Progress for people: a few times a second, not at each document. */
  #report(run: Run, total: number): (done: number, secondsLeft?: number) => Promise<void> {
    let last = 0;
    return async (done, secondsLeft) => {
      const now = performance.now();
      if (done < total && done > 0 && now - last < PROGRESS_EVERY_MS) return;
      last = now;
      await this.runs.progress(run, 'render', done, total, secondsLeft);
    };
  }
}
