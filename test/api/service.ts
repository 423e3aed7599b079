import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { type Config, readConfig } from '../../src/config.js';
import { createHttpApp } from '../../src/http/create-app.js';
import { organisationWithKey, type Role, randomKey } from '../../src/store/access.store.js';
import { Database } from '../../src/store/database.js';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate } from '../../src/store/migrate.js';

/** The HTTP application on a database of its own. */
export interface TestService {
  app: NestFastifyApplication;
  config: Config;
  database: Database;
  stopDatabase(): Promise<void>;
  close(): Promise<void>;
}

/** Started once a spec file; everything lies in one folder that is removed at the end. */
export async function startService(): Promise<TestService> {
  const folder = await mkdtemp('/var/tmp/waybridge-api-');
  await chmod(folder, 0o755); // the database runs under an account of its own
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  await migrate(postgres.url);
  const config: Config = {
    ...readConfig({ WAYBRIDGE_DATA: folder, LOG_FILE: join(folder, 'service.log') }),
    databaseUrl: postgres.url,
  };
  const app = await createHttpApp(AppModule.with(config), config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(Database, { strict: false });
  return {
    app,
    config,
    database,
    stopDatabase: () => postgres.stop(),
    close: async () => {
      await app.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface TestOrganisation {
  key: string;
  id: string;
  bearer: { authorization: string };
}

/** A tenant with organisations by name, each with one key. */
export async function addTenant<N extends string>(
  database: Database,
  name: string,
  organisations: Record<N, { roles: Role[]; carrier?: string; destinations?: string[] }>,
): Promise<{ id: string; organisations: Record<N, TestOrganisation> }> {
  const tenant = await (await database.prisma()).tenant.create({ data: { name } });
  const made: Partial<Record<N, TestOrganisation>> = {};
  for (const label in organisations) {
    const key = randomKey();
    const { id } = await (await database.prisma()).organisation.create({
      data: { tenantId: tenant.id, ...organisationWithKey({ name: label, key, ...organisations[label] }) },
    });
    made[label] = { key, id, bearer: { authorization: `Bearer ${key}` } };
  }
  const isWhole = (all: Partial<Record<N, TestOrganisation>>): all is Record<N, TestOrganisation> =>
    Object.keys(all).length === Object.keys(organisations).length;
  if (!isWhole(made)) throw new Error('an organisation is missing');
  return { id: tenant.id, organisations: made };
}
