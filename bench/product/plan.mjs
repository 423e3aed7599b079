// Plans the one flight that is stored, as a run of it does, and stores the plan.
import { ExchangeRates } from '../../dist/domain/exchange-rates.js';
import { planFlight } from '../../dist/plan/plan-flight.js';
import { rulesOn } from '../../dist/plan/rule-set.js';
import { ListStore } from '../../dist/store/list.store.js';
import { PlanStore } from '../../dist/store/plan.store.js';
import { SettingsStore } from '../../dist/store/settings.store.js';
import { today } from '../subjects/manifest.mjs';

const RATES_DAYS_BACK = 10;

/** Answers the run's id and the plan. */
export async function storePlan(database) {
  const [flight] = await database.rows('SELECT id, tenant_id, destination FROM flight');
  const { date, rates } = await new SettingsStore(database).latestRates(flight.tenant_id, today(), RATES_DAYS_BACK);
  const lists = new ListStore(database);
  const version = (await lists.versions(flight.tenant_id)).get('tariffs');
  const tariffs = await lists.rows(flight.tenant_id, 'tariffs', version);
  const plans = new PlanStore(database);
  return database.transaction(async (client) => {
    const { facts, contents } = await plans.facts(client, flight);
    const plan = planFlight({ facts, rates: new ExchangeRates(date, rates), rules: rulesOn(date), tariffs });
    const { rows } = await client.query(`INSERT INTO flight_run (flight_id, revision, context) VALUES ($1, 1, '{}') RETURNING id`, [
      flight.id,
    ]);
    await plans.save(client, rows[0].id, plan, { contents, hash: Buffer.alloc(32), version: '' });
    return { run: rows[0].id, plan };
  });
}
