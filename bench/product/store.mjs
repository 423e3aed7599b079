// The product's own intake, from the bytes of a body to its committed rows, and its reading back in declaration order.
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { Intake } from '../../dist/intake/intake.js';
import { CurrentRules } from '../../dist/intake/lists/current-rules.js';
import { readManifest } from '../../dist/intake/read-manifest.js';
import { AccessStore } from '../../dist/store/access.store.js';
import { Database } from '../../dist/store/database.js';
import { ListStore } from '../../dist/store/list.store.js';
import { ManifestStore } from '../../dist/store/manifest.store.js';
import { PlanStore } from '../../dist/store/plan.store.js';
import { SettingsStore } from '../../dist/store/settings.store.js';
import { compareNumbers, digestOf } from '../equal/rows.mjs';
import { UPSTREAM_KEY } from '../harness/database.mjs';
import { ndjson, today } from '../subjects/manifest.mjs';

/** As a request body comes from the network. */
const CHUNK = 64 * 1024;

async function* chunks(body) {
  for (let from = 0; from < body.length; from += CHUNK) yield body.subarray(from, from + CHUNK);
}

/** Answers a function that takes a body in, as the controller does. */
export async function intakeOf(database) {
  const caller = await new AccessStore(database).callerOf(UPSTREAM_KEY);
  const rules = new CurrentRules(new ListStore(database), new SettingsStore(database));
  const intake = new Intake(new ManifestStore(database));
  const options = { onInvalid: 'reject', dryRun: false, language: 'en' };
  return async (body) => {
    const day = today();
    const trade = await rules.forTenant(caller.tenantId, day);
    const read = { format: 'ndjson', tenant: caller.tenant, today: day, requireIdentity: true, trade };
    const { receipt } = await intake.accept(caller, { source: readManifest(chunks(body), read), trade }, options);
    return receipt;
  };
}

/** Empties the tables that a manifest fills; the stock of numbers and the tenant stay. */
export async function clearManifests({ pool }) {
  await pool.query('TRUNCATE consignment');
  await pool.query('DELETE FROM manifest');
  await pool.query('DELETE FROM flight');
}

export async function openStore({ url, consignments }) {
  const database = new Database(url, { connections: 2 });
  const body = ndjson(consignments);
  const take = await intakeOf(database);
  return {
    before: () => clearManifests(database),
    run: () => take(body),
    output: async (path) => {
      await clearManifests(database);
      await take(body);
      const rows = await database.rows('SELECT body FROM consignment');
      writeFileSync(path, digestOf(rows.map(({ body: text }) => JSON.parse(text)).sort(compareNumbers)));
    },
    close: () => database.close(),
  };
}

export async function openRead({ url, run, declarations }) {
  const database = new Database(url, { connections: 2 });
  const plans = new PlanStore(database);
  const read = async (each) => {
    for (let index = 0; index < declarations; index += 1) each((await plans.placed(run, [index])).get(index));
  };
  return {
    run: () => read(() => {}),
    output: async (path) => {
      const found = [];
      await read((rows) => found.push(...rows.map(({ consignment }) => consignment)));
      writeFileSync(path, digestOf(found));
    },
    close: () => database.close(),
  };
}
