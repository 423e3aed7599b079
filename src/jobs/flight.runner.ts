import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ExchangeRates } from '../domain/exchange-rates.js';
import type { FlightPlan } from '../domain/flight-plan.js';
import { planFlight } from '../plan/plan-flight.js';
import { rulesOn } from '../plan/rule-set.js';
import { Publisher } from '../publish/publisher.js';
import { NumberStore } from '../store/number.store.js';
import { PlanStore } from '../store/plan.store.js';
import { type Run, RunStore } from '../store/run.store.js';

const PROGRESS_EVERY_MS = 300;

/** One run of a flight. May be repeated or overtaken at any line: every write carries the run's epoch. */
@Injectable()
export class FlightRunner {
  constructor(
    private readonly runs: RunStore,
    private readonly plans: PlanStore,
    private readonly numbers: NumberStore,
    private readonly publisher: Publisher,
  ) {}

  async run(run: Run, signal: AbortSignal): Promise<void> {
    await this.runs.progress(run, 'plan', 0, 1);
    if ((await this.plans.load(run.id)) === undefined) await this.#plan(run);
    signal.throwIfAborted();
    await this.runs.progress(run, 'number', 0, 1);
    await this.#number(run);
    signal.throwIfAborted();
    const drafts = await this.publisher.drafts(run);
    const documents = await this.publisher.stage(run, drafts, this.#report(run, drafts.length), signal);
    signal.throwIfAborted();
    await this.runs.progress(run, 'publish', 0, documents.length);
    await this.publisher.publishAll(run, documents);
  }

  async #plan(run: Run): Promise<void> {
    const { date, rates } = run.context.rates;
    await this.runs.fenced(run, async (client) => {
      const earlier = await this.plans.earlier(client, run.flight.id);
      const plan = planFlight({
        facts: await this.plans.facts(client, run.flight),
        rates: new ExchangeRates(date, rates),
        rules: rulesOn(date),
        earlier: earlier.places,
        usedSlots: earlier.usedSlots,
      });
      await this.plans.holdUnplaced(client, run.flight.id, plan.findings);
      await this.plans.save(client, run.id, plan, planHash(plan));
    });
  }

  async #number(run: Run): Promise<void> {
    const plan = await this.plans.load(run.id);
    const slots = (plan?.waybills ?? []).map(({ slot }) => slot);
    await this.runs.fenced(run, async (client) => {
      await this.plans.setNumbers(client, run.id, await this.numbers.allot(client, run.flight, slots));
    });
  }

  /** Progress for people: a few times a second, not at each document. */
  #report(run: Run, total: number): (done: number) => Promise<void> {
    let last = 0;
    return async (done) => {
      const now = performance.now();
      if (done < total && done > 0 && now - last < PROGRESS_EVERY_MS) return;
      last = now;
      await this.runs.progress(run, 'render', done, total);
    };
  }
}

/** SHA-256 over which consignment stands where: equal plans, equal hashes. */
function planHash({ declarations, waybills, placements }: FlightPlan): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([waybills, declarations]));
  for (const { declaration, ordinal, firstGoodsNumeric, facts } of placements) {
    hash.update(`${declaration} ${ordinal} ${firstGoodsNumeric} ${facts.houseWaybill}\n`);
  }
  return hash.digest();
}
