import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Beside `src` and `dist` alike. */
const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma', import.meta.url));

/** Any number, the same in every process: two of them never migrate at once. */
const MIGRATION_LOCK = 7_201_126;

/**
 * Brings a database to the schema in `prisma/` with Prisma's own engine, and makes the queue's tables.
 *
 * The engine runs as WebAssembly: the native one is downloaded at install time, which a closed network forbids. It writes
 * the normal `_prisma_migrations`, so Prisma's command can take over.
 */
export async function migrate(databaseUrl: string, { queue = true } = {}): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => {});
  const lock = await pool.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await applyPrismaMigrations(databaseUrl);
    if (queue) await runMigrations(lock);
  } finally {
    lock.release(true);
    await pool.end();
  }
}

async function applyPrismaMigrations(databaseUrl: string): Promise<void> {
  // Neither free() nor the adapter closes a pool of its own making, and the process would linger: it gets ours.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => {});
  const schema = readFileSync(join(PRISMA_FOLDER, 'schema.prisma'), 'utf8');
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  const engine = await schemaEngine().new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter);
  try {
    await engine.applyMigrations({ filters: { externalTables: [], externalEnums: [] }, migrationsList: migrationsList() });
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The adapter cuts a migration at every semicolon, those within functions as well; whole it is one transaction besides. */
class WholeScripts extends PrismaPg {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool);
    this.#pool = pool;
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => void (await this.#pool.query(script));
    return adapter;
  }
}

function migrationsList() {
  const baseDir = join(PRISMA_FOLDER, 'migrations');
  const lock = join(baseDir, 'migration_lock.toml');
  const names = (existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : []).filter((entry) => entry.isDirectory());
  return {
    baseDir,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: existsSync(lock) ? readFileSync(lock, 'utf8') : null },
    migrationDirectories: names
      .map(({ name }) => name)
      .sort()
      .map((path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

let loaded: typeof bindings.SchemaEngine | undefined;

/** Prisma's schema engine; one instance a process, because its bindings keep views of one memory. */
export function schemaEngine(): typeof bindings.SchemaEngine {
  if (loaded !== undefined) return loaded;
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const imports: Record<string, WebAssembly.ImportValue> = {};
  for (const [name, binding] of Object.entries(bindings)) {
    // The engine leaves a lock timer of ten seconds behind, which must not keep the process alive.
    imports[name] = name.startsWith('__wbg_setTimeout_')
      ? (handler: () => void, delayMs: number) => setTimeout(handler, delayMs).unref()
      : (binding as WebAssembly.ImportValue);
  }
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': imports });
  const { __wbg_set_wasm } = bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  __wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  loaded = bindings.SchemaEngine;
  return loaded;
}
