import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import { SERVICE } from '../domain/audit.js';
import { addDays, moscowDay } from '../domain/calendar.js';
import type { Destination } from '../domain/destination.js';
import type { ExchangeRate } from '../domain/exchange-rates.js';
import { type Flight, flightId } from '../domain/flight.js';
import { keysAdded, organisationWithKey, type Role, randomKey, roles } from '../store/access.store.js';
import type { Database } from '../store/database.js';
import { ListStore } from '../store/list.store.js';
import { NumberStore } from '../store/number.store.js';
import { SettingsStore } from '../store/settings.store.js';
import { importLists } from './sample-lists.js';

const samples = new URL('../../samples/', import.meta.url);

const CARRIER = '4B';

const organisations: Record<Role, { name: string; carrier?: string }> = {
  upstream: { name: 'Sample consolidator' },
  broker: { name: 'Sample customs broker' },
  airline: { name: 'Aviastar-TU', carrier: CARRIER },
  admin: { name: 'Sample operator' },
};

/** Days before and after today that the sample's rates are put in for. */
const RATES_BEFORE = 3;
const RATES_AFTER = 30;

const TENANT = 'Demonstration';

type Keys = Record<Role, string>;

/** Holds the keys until the demonstration is whole, and is gone then: they cannot be read back from the database. */
const pendingFile = (config: Config) => join(config.dataFolder, 'demonstration.json');

/**
 * On the first start of an embedded installation, before it listens: one tenant with an organisation and a key for each role,
 * waybill stock, rates, tariffs and settings. Nothing on later starts; a first start that was cut off is taken up where it was.
 */
export async function prepareDemonstration(database: Database, config: Config): Promise<void> {
  const prisma = await database.prisma();
  if (!existsSync(pendingFile(config))) {
    if ((await prisma.tenant.count()) > 0) return;
    writeFileSync(pendingFile(config), JSON.stringify(makeKeys(config.demoKeys)), { mode: 0o600 });
  }
  const tenant = (await prisma.tenant.findFirst({ where: { name: TENANT } })) ?? (await makeTenant(database, readKeys(config)));
  await putSettings(database, tenant.id);
}

/** A prepared demonstration whose sample flight is still to be flown. */
export interface Demonstration {
  keys: Keys;
  /** Posts and closes the sample flight over the public API, like any sender; answers the flight. */
  flySample(url: string): Promise<string>;
}

export function pendingDemonstration(config: Config): Demonstration | undefined {
  if (!existsSync(pendingFile(config))) return undefined;
  const keys = readKeys(config);
  return {
    keys,
    flySample: async (url) => {
      const flight = await postSample(url, keys.upstream);
      rmSync(pendingFile(config));
      return flight;
    },
  };
}

const readKeys = (config: Config): Keys => JSON.parse(readFileSync(pendingFile(config), 'utf8'));

async function makeTenant(database: Database, keys: Keys): Promise<{ id: string }> {
  const prisma = await database.prisma();
  return prisma.$transaction(async (all) => {
    const tenant = await all.tenant.create({
      data: {
        name: TENANT,
        organisations: { create: roles.map((role) => organisationWithKey({ ...organisations[role], roles: [role], key: keys[role] })) },
      },
      include: { organisations: { include: { keys: true } } },
    });
    await all.auditEntry.createMany({ data: tenant.organisations.flatMap((made) => keysAdded(SERVICE, tenant.id, made)) });
    return tenant;
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

async function putSettings(database: Database, tenantId: string): Promise<void> {
  const { prefix, from, to }: { prefix: string; from: string; to: string } = JSON.parse(read('waybill-stock.json'));
  await new NumberStore(database).addRange(tenantId, CARRIER, prefix, Number(from), Number(to));
  const settings = new SettingsStore(database);
  for (const [airport, destination] of Object.entries<Destination>(JSON.parse(read('destinations.json')))) {
    await settings.putDestination(tenantId, airport, destination);
  }
  const { rates }: { rates: ExchangeRate[] } = JSON.parse(read('exchange-rates.json'));
  for (let day = -RATES_BEFORE; day <= RATES_AFTER; day += 1) await settings.putRates(tenantId, addDays(moscowDay(new Date()), day), rates);
  await importLists(
    new ListStore(database),
    { tenantId, organisationId: await operatorOf(database, tenantId) },
    new URL('lists/', samples),
  );
}

async function operatorOf(database: Database, tenantId: string): Promise<string> {
  const prisma = await database.prisma();
  const { id } = await prisma.organisation.findFirstOrThrow({ where: { tenantId, name: organisations.admin.name } });
  return id;
}

/** Posts the sample under today's date, closes its flight and answers it. The date stands in the first line only. */
async function postSample(url: string, key: string): Promise<string> {
  const sample = readFileSync(fileURLToPath(new URL('manifest.json', samples)));
  const end = sample.indexOf('\n');
  const stored: { flight: Flight } = JSON.parse(`${sample.toString('utf8', 0, end)}]}`);
  const head = sample.toString('utf8', 0, end).replaceAll(stored.flight.date, moscowDay(new Date()));
  const { flight }: { flight: Flight } = JSON.parse(`${head}]}`);
  const body = Buffer.concat([Buffer.from(head), sample.subarray(end)]);
  await post(`${url}/v1/manifests`, key, { 'content-type': 'application/json', 'idempotency-key': `sample-${flight.date}` }, body);
  await post(`${url}/v1/flights/${flightId(flight)}/close`, key);
  return flightId(flight);
}

/** By node:http: the first `fetch` of a process compiles a parser for 30 MiB, half of which it would keep. */
async function post(url: string, key: string, headers: Record<string, string> = {}, body = Buffer.alloc(0)): Promise<void> {
  const sent = request(url, { method: 'POST', agent: false, headers: { authorization: `Bearer ${key}`, ...headers } });
  const answered = once(sent, 'response');
  sent.end(body);
  const [response]: IncomingMessage[] = await answered;
  if (response === undefined) throw new Error(`${new URL(url).pathname} did not answer`);
  const answer = await text(response);
  const { statusCode = 0 } = response;
  if (statusCode < 200 || statusCode > 299) throw new Error(`${new URL(url).pathname} answered ${statusCode} ${answer.slice(0, 500)}`);
}

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, samples)), 'utf8');
