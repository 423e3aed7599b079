import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { COMMAND_LINE } from '../domain/audit.js';
import { isCarrier } from '../domain/codes/carriers.js';
import { serviceConfig } from '../service-config.js';
import { keysAdded, organisationWithKey, type Role, randomKey, roles } from '../store/access.store.js';
import { Database } from '../store/database.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';

export const KEY_USAGE = `waybridge key --tenant NAME --organisation NAME --role ROLE [options]

Makes an organisation with an API key, and its tenant where there is none of the name. The key is printed once and kept nowhere.
Works on DATABASE_URL, or on the embedded database while \`npm start\` runs.

  --role ROLE            ${roles.join(', ')}; several with commas
  --carrier CODE         an airline's designator, whose flights it sees
  --destinations LIST    airports that a broker represents, SVO,SVX; all of the tenant if left out
`;

/** Makes a key and prints it. Errors: UsageError, ConfigError. */
export async function addKey(args: readonly string[], terminal: Terminal): Promise<number> {
  const { tenant: name, ...organisation } = options(args);
  const database = new Database(serviceConfig(readConfig()).databaseUrl, { connections: 1 });
  try {
    const prisma = await database.prisma();
    const tenant = await prisma.tenant.upsert({ where: { name }, create: { name }, update: {} });
    const taken = await prisma.organisation.findFirst({ where: { tenantId: tenant.id, name: organisation.name } });
    if (taken !== null) throw new UsageError(`The tenant has an organisation ${organisation.name} already`);
    const key = randomKey();
    await prisma.$transaction(async (all) => {
      const data = { tenantId: tenant.id, ...organisationWithKey({ ...organisation, key }) };
      const made = await all.organisation.create({ data, include: { keys: true } });
      await all.auditEntry.createMany({ data: keysAdded(COMMAND_LINE, tenant.id, made) });
    });
    terminal.out.write(`${key}\n`);
    return 0;
  } finally {
    await database.close();
  }
}

function options(args: readonly string[]): { tenant: string; name: string; roles: Role[]; carrier?: string; destinations: string[] } {
  const { values } = parsed(args);
  const { tenant, organisation: name, role = '', carrier, destinations = '' } = values;
  if (tenant === undefined || name === undefined) throw new UsageError('--tenant and --organisation are needed');
  const held = roles.filter((known) => role.split(',').includes(known));
  if (held.length === 0 || held.length !== role.split(',').length) throw new UsageError(`--role is one or more of ${roles.join(', ')}`);
  if (held.includes('airline') && carrier === undefined) throw new UsageError('--carrier is needed for the role airline');
  if (carrier !== undefined && !isCarrier(carrier)) throw new UsageError(`--carrier ${carrier} is not known`);
  return {
    tenant,
    name,
    roles: held,
    destinations: destinations.split(',').filter(Boolean),
    ...(carrier === undefined ? {} : { carrier }),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { tenant: text, organisation: text, role: text, carrier: text, destinations: text } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
