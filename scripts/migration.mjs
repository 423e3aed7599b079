// Writes the next migration from prisma/schema.prisma (`node scripts/migration.mjs create NAME`), or says whether the
// migrations and the schema agree (`check`). Works on a scratch database of its own in an embedded server.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const { startEmbeddedPostgres } = await import('../dist/store/embedded-postgres.js');
const { migrate } = await import('../dist/store/migrate.js');
const { schemaEngine } = await import('../dist/store/schema-engine.js');

const CATALOG_CHAR = 18;
const TEXT = 25;

/** The adapter does not know the catalogue's "char" type, which the engine reads when it describes a live database. */
class CatalogAdapter extends PrismaPg {
  async connect() {
    const adapter = await super.connect();
    const io = adapter.performIO.bind(adapter);
    const read = adapter.queryRaw.bind(adapter);
    const charColumns = new WeakMap();
    adapter.performIO = async (query) => {
      const result = await io(query);
      const hits = (result.fields ?? []).flatMap((field, index) => (field.dataTypeID === CATALOG_CHAR ? [index] : []));
      for (const index of hits) result.fields[index].dataTypeID = TEXT;
      charColumns.set(query, hits);
      return result;
    };
    adapter.queryRaw = async (query) => {
      const result = await read(query);
      for (const index of charColumns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) };
const [command, name = 'change'] = process.argv.slice(2);
const folder = mkdtempSync('/var/tmp/waybridge-migration-');
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
try {
  await migrate(server.url, { queue: false });
  const path = 'prisma/schema.prisma';
  const content = readFileSync(path, 'utf8');
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogAdapter({ connectionString: server.url }));
  const engine = await schemaEngine().new({ datamodels: [[path, content]] }, () => {}, adapter);
  const schema = { files: [{ path, content }] };
  const { stdout, exitCode } = await engine.diff({
    from: { tag: 'schemaDatasource', configDir: process.cwd(), ...schema },
    to: { tag: 'schemaDatamodel', ...schema },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  if (exitCode === 0) console.log('the migrations and the schema agree');
  else if (command === 'create') {
    const target = join('prisma/migrations', `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'migration.sql'), stdout);
    writeFileSync('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
    console.log(target);
  } else {
    console.log(`the migrations lack:\n${stdout}`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
