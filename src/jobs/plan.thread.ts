import { createHash } from 'node:crypto';
import { ExchangeRates } from '../domain/exchange-rates.js';
import type { FlightPlan } from '../domain/flight-plan.js';
import { armFailpoints, failpoint } from '../failpoints/failpoints.js';
import { PLANNER_VERSION, planFlight, RETOLD } from '../plan/plan-flight.js';
import { rulesOn } from '../plan/rule-set.js';
import { answering, type ThreadAnswer } from '../publish/thread-answer.js';
import type { ContentHashes } from '../store/content-hashes.js';
import { Database, type PoolClient } from '../store/database.js';
import { declaredElsewhere, planAlone } from '../store/declared-elsewhere.js';
import { ListStore } from '../store/list.store.js';
import { PlanStore } from '../store/plan.store.js';
import { storePlanFindings } from '../store/plan-findings.js';
import { type Run, RunStore } from '../store/run.store.js';
import { PlanProgress } from './plan-progress.js';

/** Ids and settings: the thread reads the flight itself. */
export interface PlanTask {
  databaseUrl: string;
  leaseMs: number;
  runId: number;
  epoch: number;
  failpoints?: string | undefined;
}

/** The thread's own, as long as it lives: what it leaves idle is closed by the pool. */
let database: Database | undefined;

/**
 * Plans a run in one transaction, in a thread: the main thread goes on keeping the lease meanwhile. Of a large flight it is one that
 * ends with it, and the memory of all facts goes with the thread.
 */
export function plan({ databaseUrl, leaseMs, runId, epoch, failpoints }: PlanTask): Promise<ThreadAnswer<void>> {
  return answering(async () => {
    armFailpoints(failpoints);
    database ??= new Database(databaseUrl, { connections: 2 });
    const runs = new RunStore(database, leaseMs);
    const run = await runs.load(runId);
    if (run === undefined) throw new Error(`no run ${runId}`);
    await planRun(runs, new PlanStore(database), new ListStore(database), { ...run, epoch });
  });
}

async function planRun(runs: RunStore, plans: PlanStore, lists: ListStore, run: Run): Promise<void> {
  const { rates, tariffs = null, regime, personalFee } = run.context;
  const tariffRows = tariffs === null ? [] : await lists.rows(run.flight.tenantId, 'tariffs', tariffs);
  const progress = new PlanProgress(runs, run, await plans.size(run.flight.id));
  const prepare = async (client: PoolClient): Promise<{ planned: FlightPlan; contents: ContentHashes }> => {
    const earlier = await plans.earlier(client, run.flight.id);
    const { facts, contents } = await plans.facts(client, run.flight, (rows) => progress.read(rows));
    await planAlone(client, run.flight);
    const asked = declaredElsewhere(client, run.flight);
    // While the server looks for what is declared elsewhere it is planned as if there were nothing, as nearly always there is not.
    const planWithout = (taken: ReadonlyMap<string, string>): FlightPlan =>
      planFlight({
        facts,
        rates: new ExchangeRates(rates.date, rates.rates),
        rules: rulesOn(rates.date, { regime, personalFee }),
        tariffs: tariffRows,
        declaredElsewhere: taken,
        earlier: earlier.places,
        usedSlots: earlier.usedSlots,
        flight: run.flight,
      });
    const [elsewhere, whole] = await Promise.all([asked, Promise.resolve(NONE).then(planWithout)]);
    const planned = elsewhere.size === 0 ? whole : planWithout(elsewhere);
    await progress.planned();
    return { planned, contents };
  };
  await runs.fencedAfter(run, prepare, async (client, { planned, contents }) => {
    await storePlanFindings(client, run.flight.id, planned.findings, RETOLD);
    await plans.save(client, run.id, planned, { contents, hash: planHash(planned), version: PLANNER_VERSION });
    failpoint('plan.before_commit');
  });
  failpoint('plan.after_commit');
}

/** Nothing is declared elsewhere. */
const NONE: ReadonlyMap<string, string> = new Map();

const HASH_PIECE = 64 * 1024;

/** SHA-256 over which consignment stands where: equal plans, equal hashes. */
function planHash({ declarations, waybills, placements }: FlightPlan): Buffer {
  const hash = createHash('sha256').update(JSON.stringify([waybills, declarations]));
  let lines = '';
  for (const { declaration, ordinal, firstGoodsNumeric, facts } of placements) {
    lines += `${declaration} ${ordinal} ${firstGoodsNumeric} ${facts.houseWaybill}\n`;
    // In pieces: one call for a thousand lines or so.
    if (lines.length >= HASH_PIECE) {
      hash.update(lines);
      lines = '';
    }
  }
  return hash.update(lines).digest();
}
