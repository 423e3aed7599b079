import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runAudit } from '../../src/cli/audit.js';
import { auditOptions } from '../../src/cli/audit-options.js';
import { SERVICE } from '../../src/domain/audit.js';
import { AuditStore } from '../../src/store/audit.store.js';
import { type ChainScope, verifyChain } from '../../src/store/audit-chain.js';
import { AuditLog } from '../../src/store/audit-log.js';
import { AuditSealer } from '../../src/store/audit-sealer.js';
import { writeAudit } from '../../src/store/audit-writing.js';
import { Database } from '../../src/store/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate } from '../../src/store/migrate.js';

const noteOf = (tenantId: string, nth: number) => ({
  tenantId,
  by: SERVICE,
  event: { action: 'document.downloaded', object: `DOCUMENT-${nth}`, details: { nth, name: 'Чехол' } } as const,
});

describe('the audit log on a real database', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-audit-');
  let server: EmbeddedPostgres;
  let database: Database;
  let store: AuditStore;
  let sealer: AuditSealer;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    await migrate(server.url, { queue: false });
    database = new Database(server.url);
    store = new AuditStore(database);
    sealer = new AuditSealer(database);
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const add = (tenantId: string, from: number, count: number) =>
    writeAudit(
      database.pool,
      Array.from({ length: count }, (_, i) => noteOf(tenantId, from + i)),
    );

  /** A tenant with a sealed chain of so many entries. */
  async function chainOf(count: number): Promise<string> {
    const { id } = await (await database.prisma()).tenant.create({ data: { name: randomUUID() } });
    await add(id, 1, count);
    await sealer.seal();
    return id;
  }

  async function verified(tenantId: string, scope?: ChainScope) {
    const head = (await store.heads()).find((one) => one.tenantId === tenantId);
    if (head === undefined) throw new Error('no chain');
    return verifyChain(store, head, scope);
  }

  /** As somebody would who has the whole database: without triggers. */
  const tamper = (sql: string, values: unknown[]) =>
    database.transaction(async (client) => {
      await client.query('SET LOCAL session_replication_role = replica');
      for (const statement of sql.split(';')) {
        const { rowCount } = await client.query(statement, values);
        expect(rowCount).toBeGreaterThan(0);
      }
    });

  it('is sealed in the order of its ids, each entry hanging on the one before', async () => {
    const tenant = await chainOf(3);
    await add(tenant, 4, 2);
    await sealer.seal();
    const links = await store.links(tenant, 0, 100);
    expect(links.map(({ position, object }) => [position, object])).toEqual([1, 2, 3, 4, 5].map((n) => [n, `DOCUMENT-${n}`]));
    expect(links[4].previousHash).toEqual(links[3].hash);
    expect(await verified(tenant)).toMatchObject({ checked: 5, position: 5, hash: links[4].hash.toString('hex'), broken: undefined });
    expect(await verified(tenant, { from: 4 })).toMatchObject({ checked: 2, broken: undefined });
    expect(await verified(tenant, { from: 6 })).toMatchObject({ checked: 0, broken: undefined });
  });

  it('seals what is committed while a transaction that began before is still at work, and that one behind it', async () => {
    const tenant = await chainOf(1);
    await database.transaction(async (client) => {
      await writeAudit(client, [noteOf(tenant, 2)]);
      await add(tenant, 3, 1);
      await sealer.seal();
      expect((await store.links(tenant, 0, 9)).map(({ object }) => object)).toEqual(['DOCUMENT-1', 'DOCUMENT-3']);
    });
    await sealer.seal();
    expect((await store.links(tenant, 0, 9)).map(({ object }) => object)).toEqual(['DOCUMENT-1', 'DOCUMENT-3', 'DOCUMENT-2']);
    expect((await verified(tenant)).broken).toBeUndefined();
  });

  it('has one chain however many seal at once while entries come', async () => {
    const tenant = await chainOf(1);
    const adding = (async () => {
      for (let from = 2; from < 602; from += 20) await add(tenant, from, 20);
    })();
    await Promise.all([
      adding,
      ...Array.from({ length: 4 }, async () => {
        for (let i = 0; i < 20; i += 1) await sealer.seal();
      }),
    ]);
    await sealer.seal();
    expect(await verified(tenant)).toMatchObject({ checked: 601, broken: undefined });
  });

  it('has the time of the database, and no seal that somebody brings along', async () => {
    const tenant = randomUUID();
    await database.rows(
      `INSERT INTO audit_entry (tenant_id, actor, action, object, at, position, previous_hash, hash) VALUES ($1, 'service', 'rates.put', 'X', '2001-01-01', 9, '\\x00', '\\x00')`,
      [tenant],
    );
    const [entry] = await database.rows(
      'SELECT now() - at < interval \'1 minute\' AS "isNow", position, hash FROM audit_entry WHERE tenant_id = $1',
      [tenant],
    );
    expect(entry).toEqual({ isNow: true, position: null, hash: null });
  });

  it('refuses to be changed, before it is sealed and after, or to be taken away', async () => {
    const tenant = await chainOf(2);
    await add(tenant, 3, 1);
    const refused = { code: '42501' };
    const where = 'WHERE tenant_id = $1';
    for (const sql of [
      `UPDATE audit_entry SET object = 'OTHER' ${where}`,
      `UPDATE audit_entry SET object = 'OTHER', position = 9, previous_hash = '\\x00', hash = '\\x00' ${where} AND hash IS NULL`,
      `UPDATE audit_entry SET position = 9, previous_hash = '\\x00', hash = '\\x00' ${where} AND hash IS NOT NULL`,
      `UPDATE audit_entry SET position = NULL, previous_hash = NULL, hash = NULL ${where}`,
      `DELETE FROM audit_entry ${where}`,
      `UPDATE audit_head SET position = position - 1 ${where}`,
      `DELETE FROM audit_head ${where}`,
    ]) {
      await expect(database.rows(sql, [tenant])).rejects.toMatchObject(refused);
    }
    await expect(database.rows('TRUNCATE audit_entry')).rejects.toMatchObject(refused);
    await expect(database.rows('TRUNCATE audit_head')).rejects.toMatchObject(refused);
    await sealer.seal();
    expect(await verified(tenant)).toMatchObject({ checked: 3, broken: undefined });
  });

  const set = (column: string) => `UPDATE audit_entry SET ${column} WHERE tenant_id = $1 AND position = 3`;
  it.each([
    ['another object', set(`object = 'DOCUMENT-9'`), { position: 3, fault: 'changed' }],
    ['another actor', set(`organisation_id = gen_random_uuid()`), { position: 3, fault: 'changed' }],
    ['another time', set(`at = at + interval '1 millisecond'`), { position: 3, fault: 'changed' }],
    ['other details', set(`details = '{"nth":3}'`), { position: 3, fault: 'changed' }],
    [
      'another tenant',
      `UPDATE audit_entry SET tenant_id = gen_random_uuid() WHERE tenant_id = $1 AND position = 3`,
      { position: 3, fault: 'missing' },
    ],
    ['a removed entry', 'DELETE FROM audit_entry WHERE tenant_id = $1 AND position = 3', { position: 3, fault: 'missing' }],
    ['a removed beginning', 'DELETE FROM audit_entry WHERE tenant_id = $1 AND position <= 2', { position: 1, fault: 'missing' }],
    ['a removed end', 'DELETE FROM audit_entry WHERE tenant_id = $1 AND position >= 4', { position: 4, fault: 'cut-off' }],
    ['all removed', 'DELETE FROM audit_entry WHERE tenant_id = $1', { position: 1, fault: 'cut-off' }],
    ['a seal taken off', set('position = NULL, previous_hash = NULL, hash = NULL'), { position: 3, fault: 'missing' }],
    [
      'two entries changed about',
      `UPDATE audit_entry e SET object = o.object, details = o.details, at = o.at FROM audit_entry o
       WHERE e.tenant_id = $1 AND o.tenant_id = $1 AND e.position IN (2, 3) AND o.position = 5 - e.position`,
      { position: 2, fault: 'changed' },
    ],
    [
      'two places changed about',
      `UPDATE audit_entry SET position = 3 - position - 3 WHERE tenant_id = $1 AND position IN (2, 3);
       UPDATE audit_entry SET position = 5 + position WHERE tenant_id = $1 AND position IN (-2, -3)`,
      { position: 2, fault: 'unlinked' },
    ],
    [
      'an entry sealed anew by itself',
      `UPDATE audit_entry SET object = 'OTHER', hash = sha256('another') WHERE tenant_id = $1 AND position = 3`,
      { position: 3, fault: 'changed' },
    ],
  ])('finds %s', async (_, sql, broken) => {
    const tenant = await chainOf(5);
    await tamper(sql, [tenant]);
    expect((await verified(tenant)).broken).toMatchObject(broken);
  });

  it('finds an end that was removed before more was sealed', async () => {
    const tenant = await chainOf(5);
    await tamper('DELETE FROM audit_entry WHERE tenant_id = $1 AND position >= 4', [tenant]);
    await add(tenant, 6, 2);
    await sealer.seal();
    expect((await verified(tenant)).broken).toEqual({ position: 4, id: undefined, fault: 'missing' });
  });

  it('finds a chain whose end was taken away', async () => {
    const tenant = await chainOf(2);
    await tamper('DELETE FROM audit_head WHERE tenant_id = $1', [tenant]);
    expect((await verified(tenant)).broken).toMatchObject({ position: 2, fault: 'cut-off' });
    // For the tests that follow.
    await tamper('DELETE FROM audit_entry WHERE tenant_id = $1', [tenant]);
  });

  it('finds a chain that was written anew from end to end by what is known of it', async () => {
    const tenant = await chainOf(5);
    const [, , third] = await store.links(tenant, 0, 9);
    const known = { position: 3, hash: third.hash.toString('hex') };
    expect((await verified(tenant, { known })).broken).toBeUndefined();
    await tamper(`UPDATE audit_entry SET position = NULL, previous_hash = NULL, hash = NULL, object = 'FORGED' WHERE tenant_id = $1`, [
      tenant,
    ]);
    await tamper('DELETE FROM audit_head WHERE tenant_id = $1', [tenant]);
    await sealer.seal();
    expect((await verified(tenant)).broken).toBeUndefined();
    expect((await verified(tenant, { known })).broken).toMatchObject({ position: 3, fault: 'unexpected' });
    await tamper('DELETE FROM audit_entry WHERE tenant_id = $1 AND position >= 3', [tenant]);
    await tamper('DELETE FROM audit_head WHERE tenant_id = $1', [tenant]);
    await tamper(`INSERT INTO audit_head SELECT tenant_id, position, hash FROM audit_entry WHERE tenant_id = $1 AND position = 2`, [
      tenant,
    ]);
    expect((await verified(tenant, { known })).broken).toMatchObject({ fault: 'unexpected' });
  });

  it('forgets its beginning by rule alone, says so, and still begins somewhere', async () => {
    const tenant = await chainOf(5);
    const [{ at }] = await database.rows<{ at: Date }>('SELECT clock_timestamp() AS at');
    await new Promise((later) => setTimeout(later, 5));
    await add(tenant, 6, 3);
    await sealer.seal();
    expect(await database.rows("SELECT audit_forget($1, $2, 'keeping of 5 years') AS removed", [tenant, at])).toEqual([{ removed: 5 }]);
    await sealer.seal();
    const entries = await store.list(tenant, {}, { limit: 9, isAscending: true });
    expect(entries.map(({ object, action }) => `${action} ${object}`)).toEqual([
      'document.downloaded DOCUMENT-6',
      'document.downloaded DOCUMENT-7',
      'document.downloaded DOCUMENT-8',
      'audit.forgotten 5',
    ]);
    expect(await verified(tenant)).toMatchObject({ checked: 4, position: 9, broken: undefined });
    await expect(database.rows('DELETE FROM audit_entry WHERE tenant_id = $1', [tenant])).rejects.toMatchObject({ code: '42501' });
    await tamper('DELETE FROM audit_entry WHERE tenant_id = $1 AND position = 6', [tenant]);
    expect((await verified(tenant)).broken).toMatchObject({ fault: 'missing' });
  });

  it('writes what many ask for at once in few statements, each answered when its entry is kept', async () => {
    const tenant = randomUUID();
    let statements = 0;
    const query = database.pool.query.bind(database.pool);
    const counting = new Proxy(database.pool, {
      get: (pool, name) =>
        name === 'query'
          ? (...args: Parameters<typeof query>) => {
              statements += 1;
              return query(...args);
            }
          : Reflect.get(pool, name),
    });
    const log = new AuditLog({ pool: counting });
    await Promise.all(
      Array.from({ length: 400 }, async (_, nth) => {
        const { by, event } = noteOf(tenant, nth);
        await log.note(tenant, by, event);
        const [{ count }] = await database.rows<{ count: number }>(
          'SELECT count(*) FROM audit_entry WHERE tenant_id = $1 AND object = $2',
          [tenant, event.object],
        );
        expect(count).toBe(1);
      }),
    );
    expect(statements).toBeLessThan(10);
  });

  it('tells those who ask when an entry could not be kept, and keeps the next', async () => {
    const tenant = randomUUID();
    const log = new AuditLog(database);
    const { by, event } = noteOf(tenant, 1);
    await expect(log.note('no tenant', by, event)).rejects.toThrow();
    await log.note(tenant, by, event);
    expect(await store.list(tenant, {}, { limit: 9 })).toHaveLength(1);
  });

  describe('at the command line', () => {
    const run = async (...args: string[]) => {
      const [out, err] = [new PassThrough(), new PassThrough()];
      const status = await runAudit(store, auditOptions(args), { out, err });
      out.end();
      return { status, told: await text(out) };
    };

    it('tells the end of a whole chain, and the first broken place of another', async () => {
      const tenant = await chainOf(5);
      const [{ name }] = await database.rows<{ name: string }>('SELECT name FROM tenant WHERE id = $1', [tenant]);
      const whole = await run('verify', '--tenant', name);
      expect(whole).toMatchObject({
        status: 0,
        told: expect.stringMatching(new RegExp(`^${name}: whole, 5 entries checked; it ends at 5:[0-9a-f]{64}\n`)),
      });
      const [, known] = /ends at (\S+)/.exec(whole.told) ?? [];
      expect(await run('verify', '--tenant', name, '--known', known)).toMatchObject({ status: 0 });
      expect(await run('verify', '--tenant', name, '--known', `5:${'0'.repeat(64)}`)).toMatchObject({ status: 1 });
      await tamper("UPDATE audit_entry SET result = 'other' WHERE tenant_id = $1 AND position = 2", [tenant]);
      expect(await run('verify', '--tenant', name)).toMatchObject({
        status: 1,
        told: expect.stringContaining(`${name}: BROKEN at place 2 (entry `),
      });
      expect(await run('verify', '--tenant', name, '--from', '3')).toMatchObject({ status: 0 });
      await expect(run('verify', '--tenant', 'nobody')).rejects.toThrow('no tenant nobody');
      expect(() => auditOptions(['verify', '--from', 'yesterday'])).toThrow('--from');
    });

    it('writes entries as lines with their hashes', async () => {
      const tenant = await chainOf(3);
      const [{ name }] = await database.rows<{ name: string }>('SELECT name FROM tenant WHERE id = $1', [tenant]);
      const { told } = await run('export', '--tenant', name);
      const lines = told
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ object, position, details }) => [object, position, details])).toEqual(
        [1, 2, 3].map((n) => [`DOCUMENT-${n}`, n, { nth: n, name: 'Чехол' }]),
      );
      expect(lines[2].previousHash).toBe(lines[1].hash);
    });
  });
});
