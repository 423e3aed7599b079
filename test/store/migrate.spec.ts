import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate, migrationNames } from '../../src/store/migrate.js';

const [FIRST, SECOND] = migrationNames();

describe('migrations', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-migrate-');
  let server: EmbeddedPostgres;
  let admin: pg.Client;
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    admin = await clientOf(server.url);
  });

  afterAll(async () => {
    for (const client of clients) await client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function clientOf(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    return client;
  }

  async function freshDatabase(name: string): Promise<string> {
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  const applied = async (client: pg.Client): Promise<string[]> =>
    (await client.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at')).rows.map(
      ({ name }) => name,
    );

  it('are harmless when several processes run them at once', async () => {
    const url = await freshDatabase('together');
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(await applied(await clientOf(url))).toEqual(migrationNames());
    await migrate(url);
  });

  it('change nothing when they are cut off, and are tried again', async () => {
    const url = await freshDatabase('cut_off');
    await migrate(url, { queue: false, only: [FIRST] });
    const [holder, looker] = [await clientOf(url), await clientOf(url)];
    // The second changes the consignments first, and comes to the placements later.
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE placement IN ACCESS EXCLUSIVE MODE');
    const migrating = migrate(url, { queue: false });
    migrating.catch(() => {});
    const waiting = `SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'placement'::regclass`;
    let pid: number | undefined;
    for (; pid === undefined; await sleep(20)) pid = (await looker.query<{ pid: number }>(waiting)).rows[0]?.pid;
    await looker.query('SELECT pg_terminate_backend($1)', [pid]);
    await expect(migrating).rejects.toThrow(`migration ${SECOND} failed and has changed nothing`);
    await holder.query('ROLLBACK');
    expect(await applied(looker)).toEqual([FIRST]);
    const { rowCount } = await looker.query(
      "SELECT 1 FROM information_schema.columns WHERE table_name = 'consignment' AND column_name = 'source'",
    );
    expect(rowCount).toBe(0);
    await migrate(url, { queue: false });
    expect(await applied(looker)).toEqual(migrationNames());
  });

  it('go no further where an earlier version left one half done', async () => {
    const url = await freshDatabase('half_done');
    await migrate(url, { queue: false, only: [FIRST] });
    const client = await clientOf(url);
    await client.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('half', '', $1)`, [SECOND]);
    await expect(migrate(url, { queue: false })).rejects.toThrow('was left half done');
    expect(await applied(client)).toEqual([FIRST, SECOND]);
  });
});
