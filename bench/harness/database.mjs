// An embedded PostgreSQL for the rows that measure a store: the product's tables with its demonstration, and the ordinary stack's.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { prepareDemonstration } from '../../dist/demonstration/demonstration.js';
import { Database } from '../../dist/store/database.js';
import { startEmbeddedPostgres } from '../../dist/store/embedded-postgres.js';
import { migrate } from '../../dist/store/migrate.js';
import { schemaEngine } from '../../dist/store/schema-engine.js';
import { commandOf, descendants, serverCpuSeconds } from './processes.mjs';

export const UPSTREAM_KEY = 'bench-upstream-key';
const ADMIN_KEY = 'bench-admin-key';

const PEER_SCHEMA = fileURLToPath(new URL('../peers/schema.prisma', import.meta.url));

/** Starts a server of its own; `files` is a folder that the server may write to. Ends with `close`. */
export async function startDatabase({ queue = false } = {}) {
  const folder = mkdtempSync('/var/tmp/waybridge-bench-db-');
  chmodSync(folder, 0o777);
  const server = await startEmbeddedPostgres(join(folder, 'postgres'));
  await migrate(server.url, { queue });
  const database = new Database(server.url, { connections: 2 });
  await prepareDemonstration(database, { dataFolder: folder, demoKeys: `upstream:${UPSTREAM_KEY},admin:${ADMIN_KEY}` });
  await makePeerTables(server.url);
  await database.close();
  const pid = postmasterPid();
  return {
    url: server.url,
    files: folder,
    pid,
    cpuSeconds: () => serverCpuSeconds(pid),
    pids: () => descendants(pid),
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server below this process; its shell is above it. */
function postmasterPid() {
  const pid = descendants(process.pid).find((each) => /postgres$/.test(commandOf(each)[0] ?? ''));
  if (pid === undefined) throw new Error('the server is not below this process');
  return pid;
}

/** The ordinary stack's tables, as Prisma's own engine writes them. */
async function makePeerTables(url) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => process.stderr.write(message) };
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const content = readFileSync(PEER_SCHEMA, 'utf8');
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const engine = await schemaEngine().new({ datamodels: [[PEER_SCHEMA, content]] }, () => {}, adapter);
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: PEER_SCHEMA, content }] },
    script: true,
    exitCode: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  await pool.query(stdout);
  await pool.end();
}
