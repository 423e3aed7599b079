import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import { type Flight, flightId } from '../domain/flight.js';
import { organisationWithKey, type Role, randomKey, roles } from '../store/access.store.js';
import type { Database } from '../store/database.js';

const samples = new URL('../../samples/', import.meta.url);

const organisations: Record<Role, { name: string; carrier?: string }> = {
  upstream: { name: 'Sample consolidator' },
  broker: { name: 'Sample customs broker' },
  airline: { name: 'Aviastar-TU', carrier: '4B' },
  admin: { name: 'Sample operator' },
};

/** Days before and after today that the sample's rates are put in for. */
const RATES_BEFORE = 3;
const RATES_AFTER = 30;

type Keys = Record<Role, string>;

/**
 * On the first start of an embedded installation: one tenant with an organisation and a key for each role, stock, rates,
 * settings, and the sample flight of today, posted and closed over the public API like any other. The keys are told then.
 * A first start that was cut off is taken up where it was; later starts do nothing.
 */
export async function demonstrate(database: Database, config: Config, url: string, tell: (line: string) => void): Promise<void> {
  // Holds the keys until all is done, and is gone then: they cannot be read back from the database.
  const pending = join(config.dataFolder, 'demonstration.json');
  const isFirst = (await database.prisma.tenant.count()) === 0;
  if (!isFirst && !existsSync(pending)) return;
  if (!existsSync(pending)) writeFileSync(pending, JSON.stringify(makeKeys(config.demoKeys)), { mode: 0o600 });
  const keys: Keys = JSON.parse(readFileSync(pending, 'utf8'));
  if (isFirst) await makeTenant(database, keys);
  tell('Keys of the demonstration, shown this once, for `Authorization: Bearer …`:');
  tell(`  upstream ${keys.upstream}   broker ${keys.broker}`);
  tell(`  airline ${keys.airline}   admin ${keys.admin}`);
  const call = caller(url);
  await putSettings(call, keys.admin);
  const flight = await postSample(call, keys.upstream);
  await call('POST', `/v1/flights/${flight}/close`, keys.upstream);
  rmSync(pending);
  tell(`The sample flight is on its way: ${url}/v1/flights/${flight}, documents at …/documents, one ZIP at …/archive`);
}

async function makeTenant(database: Database, keys: Keys): Promise<void> {
  await database.prisma.tenant.create({
    data: {
      name: 'Demonstration',
      organisations: { create: roles.map((role) => organisationWithKey({ ...organisations[role], roles: [role], key: keys[role] })) },
    },
  });
}

/** The keys that are set, and random ones for the other roles. */
function makeKeys(given: string | undefined): Keys {
  const set = parseKeys(given);
  const keyOf = (role: Role) => set.get(role) ?? randomKey();
  return { upstream: keyOf('upstream'), broker: keyOf('broker'), airline: keyOf('airline'), admin: keyOf('admin') };
}

/** `role:key,role:key` of WAYBRIDGE_DEMO_KEYS. */
function parseKeys(text: string | undefined): Map<Role, string> {
  const keys = new Map<Role, string>();
  for (const entry of (text ?? '').split(',')) {
    const role = roles.find((name) => entry.startsWith(`${name}:`));
    if (role !== undefined) keys.set(role, entry.slice(role.length + 1));
  }
  return keys;
}

type Call = (method: string, path: string, key: string, body?: string, headers?: Record<string, string>) => Promise<void>;

function caller(url: string): Call {
  return async (method, path, key, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
    await response.arrayBuffer();
  };
}

async function putSettings(call: Call, admin: string): Promise<void> {
  await call('POST', '/v1/waybill-stock', admin, read('waybill-stock.json'));
  for (const [airport, settings] of Object.entries(JSON.parse(read('destinations.json')))) {
    await call('PUT', `/v1/destinations/${airport}`, admin, JSON.stringify(settings));
  }
  const rates = read('exchange-rates.json');
  for (let day = -RATES_BEFORE; day <= RATES_AFTER; day += 1) await call('PUT', `/v1/exchange-rates/${moscowDay(day)}`, admin, rates);
}

/** Posts the sample under today's date and returns its flight. */
async function postSample(call: Call, upstream: string): Promise<string> {
  const manifest: { manifestId: string; flight: Flight } = JSON.parse(read('manifest.json'));
  const date = moscowDay(0);
  const dated = (instant: string | undefined) => instant?.replace(/^\d{4}-\d{2}-\d{2}/, date);
  const { departsAt, arrivesAt } = manifest.flight;
  const flight = { ...manifest.flight, date, departsAt: dated(departsAt), arrivesAt: dated(arrivesAt) };
  const body = JSON.stringify({ ...manifest, manifestId: `SAMPLE-${date.replaceAll('-', '')}`, flight });
  await call('POST', '/v1/manifests', upstream, body, { 'idempotency-key': `sample-${date}` });
  return flightId(flight);
}

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, samples)), 'utf8');

/** A day by Moscow's clock, which customs and the service go by; `offset` in days. */
function moscowDay(offset: number): string {
  return new Date(Date.now() + (3 + offset * 24) * 3_600_000).toISOString().slice(0, 10);
}
