import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import type { Finding } from '../../src/domain/problem.js';
import { textOf } from '../../src/domain/wording/wording.js';
import { sharers } from '../../src/store/cross-checks/cross-rows.js';
import { SharedRows } from '../../src/store/cross-checks/shared-rows.js';
import { type CrossFindings, type CrossScope, crossFindings } from '../../src/store/cross-checks.js';
import { Database, type PoolClient } from '../../src/store/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.js';
import { migrate } from '../../src/store/migrate.js';

interface Row {
  hwb?: string;
  order?: string;
  /** Who receives, by tax number unless it is the document's own key. */
  who?: number;
  document?: number;
  kind?: 'individual' | 'company';
  kopecks?: number;
  grams?: number;
  held?: boolean;
  problems?: readonly Finding[];
}

/** Twenty thousand roubles and 31 kg are free; one euro is a hundred roubles. */
const NORM = { eurHundredths: 200_00, kopecks: 20_000_00, grams: 31_000 };

describe('findings across consignments', () => {
  const folder = mkdtempSync('/var/tmp/waybridge-cross-');
  let server: EmbeddedPostgres;
  let database: Database;
  let tenant: string;
  let organisation: string;
  let serial = 0;

  beforeAll(async () => {
    chmodSync(folder, 0o755);
    server = await startEmbeddedPostgres(folder);
    await migrate(server.url, { queue: false });
    database = new Database(server.url);
  });

  beforeEach(async () => {
    serial += 1;
    [tenant, organisation] = await addTenant(`Test ${serial}`);
  });

  afterAll(async () => {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function addTenant(name: string): Promise<[string, string]> {
    const prisma = await database.prisma();
    const { id } = await prisma.tenant.create({ data: { name } });
    return [id, (await prisma.organisation.create({ data: { tenantId: id, name: 'Sender' } })).id];
  }

  async function addRows(client: Pick<PoolClient, 'query'>, key: number, rows: readonly Row[]): Promise<void> {
    for (const [sequence, row] of rows.entries()) {
      const { hwb, order, who, document, kind = 'individual', kopecks, grams = 100, held = false, problems } = row;
      await client.query(
        `INSERT INTO consignment (manifest_key, sequence, house_waybill, order_number, consignee_key, document_key, consignee_kind, reported_kopecks, gross_weight_g,
           held, problems, content_hash, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '\\x00', '{}')`,
        [
          key,
          sequence,
          hwb,
          order,
          who ?? serial * 1_000 + sequence,
          document,
          kind,
          kopecks,
          grams,
          held,
          problems && JSON.stringify(problems),
        ],
      );
    }
  }

  /** A current manifest of a flight that is there, or is made; answers both keys. */
  async function addManifest(flight: string, manifestId: string, rows: readonly Row[], owner: [string, string] = [tenant, organisation]) {
    const [, day] = flight.split('-');
    const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    const [{ id: flightKey }] = await database.rows<{ id: string }>(
      `INSERT INTO flight (id, tenant_id, code, carrier, number, date, origin, destination, revision) VALUES (gen_random_uuid(), $1, $2, '4B', '1', $3, 'HGH', 'SVO', 1)
       ON CONFLICT (tenant_id, code) DO UPDATE SET revision = 1 RETURNING id`,
      [owner[0], flight, date],
    );
    await database.rows('UPDATE manifest SET current = false WHERE tenant_id = $1 AND manifest_id = $2', [owner[0], manifestId]);
    const [{ id: key }] = await database.rows<{ id: number }>(
      `INSERT INTO manifest (tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, content_hash)
       VALUES ($1, $2, $3, $4, (SELECT count(*) + 1 FROM manifest WHERE tenant_id = $1 AND manifest_id = $4), 'express', true, 'accepted', $5, 0, '\\x00') RETURNING id`,
      [owner[0], flightKey, owner[1], manifestId, rows.length],
    );
    await addRows(database.pool, key, rows);
    return { flightKey, key };
  }

  /** Puts a consignment into a declaration of a run of its flight. */
  async function declare(
    at: { flightKey: string; key: number },
    sequence: number,
    state: 'processing' | 'completed' | 'failed',
  ): Promise<void> {
    const [{ id }] = await database.rows<{ id: number }>(
      "INSERT INTO flight_run (flight_id, revision, state, context, plan_hash) VALUES ($1, 1, $2, '{}', '\\x00') RETURNING id",
      [at.flightKey, state],
    );
    if (state === 'completed') await database.rows('UPDATE flight SET published_revision = 1 WHERE id = $1', [at.flightKey]);
    await database.rows(
      `INSERT INTO placement (run_id, declaration, ordinal, first_goods_numeric, manifest_key, sequence, value_kopecks, value_eur, duty_kopecks, duty_basis)
       VALUES ($1, 0, 1, 1, $2, $3, 1, 1, 0, 'none')`,
      [id, at.key, sequence],
    );
  }

  const TODAY = '4B1-20261122-HGH';

  /** Loads rows as those of a manifest on its way in, looks at them, and leaves nothing behind. */
  async function look<T>(
    rows: readonly Row[],
    use: (found: CrossFindings, client: PoolClient, key: number) => Promise<T>,
    more: Partial<CrossScope> = {},
  ): Promise<T> {
    const key = 1_000_000 + serial;
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN');
      await addRows(client, key, rows);
      const scope = { tenantId: tenant, manifestKey: key, manifestId: 'M', flightCode: TODAY, month: '2026-11', norm: NORM, ...more };
      return await use(await crossFindings(client, scope), client, key);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  const toldBy = ({ list }: CrossFindings): string[] =>
    list.map(({ finding }) => `${finding.pointer} ${finding.code} ${finding.severity ?? 'error'}: ${textOf(finding)}`);

  /** What rows that come in share, as their upload knows it. */
  function sharedBy(rows: readonly Row[]): number[] {
    const shared = new SharedRows();
    for (const [sequence, { hwb, order, who, document }] of rows.entries()) {
      for (const [kind, value] of [hwb, order, who, document].entries()) shared.add(sequence, kind, value?.toString());
    }
    return shared.sequences();
  }

  /** The same, whether all rows are looked at or those that share something. */
  async function told(rows: readonly Row[], more: Partial<CrossScope> = {}): Promise<string[]> {
    const [all, few] = [more, { ...more, shared: sharedBy(rows) }];
    const found = await look(rows, async (each) => toldBy(each), all);
    expect(await look(rows, async (each) => toldBy(each), few)).toEqual(found);
    return found;
  }

  it('C18: a number that stands twice in the manifest is a fault of the later place, which names the first', async () => {
    const rows = [{ hwb: 'A', order: '1' }, { hwb: 'B' }, { hwb: 'A', order: '2' }, { hwb: 'C', order: '1' }, { hwb: 'A' }, {}, {}];
    expect(await told(rows)).toEqual([
      '/consignments/2/houseWaybill duplicate error: Same value as /consignments/0/houseWaybill',
      '/consignments/3/orderNumber duplicate error: Same value as /consignments/0/orderNumber',
      '/consignments/4/houseWaybill duplicate error: Same value as /consignments/0/houseWaybill',
    ]);
    // Without the head nobody knows of which flight it is; what the manifest alone tells is told.
    const key = 2_000_000;
    const { list } = await database.transaction(async (client) => {
      await addRows(client, key, rows);
      return crossFindings(client, { tenantId: tenant, manifestKey: key });
    });
    expect(list).toHaveLength(3);
  });

  it('C18: another manifest of the flight holds the house waybill', async () => {
    await addManifest(TODAY, 'OTHER', [{ hwb: 'A' }]);
    await addManifest(TODAY, 'OTHER', [{ hwb: 'B' }]); // A is no longer in it
    await addManifest(TODAY, 'M', [{ hwb: 'C' }]); // this manifest's own earlier revision
    expect(await told([{ hwb: 'A' }, { hwb: 'B' }, { hwb: 'C' }])).toEqual([
      '/consignments/1/houseWaybill duplicate error: Another manifest of this flight holds it',
    ]);
  });

  it('C18: another flight declares the house waybill, or carries it', async () => {
    const published = await addManifest('4B1-20261120-HGH', 'P', [{ hwb: 'A' }, { hwb: 'B' }]);
    await declare(published, 0, 'completed');
    await addManifest('4B1-20261120-HGH', 'P', [{ hwb: 'B' }]); // replaced, but A is declared until the next set is published
    await declare(await addManifest('4B1-20261121-HGH', 'Q', [{ hwb: 'C' }]), 0, 'processing');
    await declare(await addManifest('4B2-20261121-HGH', 'R', [{ hwb: 'D' }]), 0, 'failed');
    await addManifest('4B1-20251121-HGH', 'OLD', [{ hwb: 'E' }]);
    await addManifest('4B1-20251122-HGH', 'YEAR', [{ hwb: 'F' }]);
    await addManifest('4B9-20261121-HGH', 'S', [{ hwb: 'G' }], await addTenant(`Neighbour ${serial}`));
    expect(await told(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((hwb) => ({ hwb })))).toEqual([
      '/consignments/0/houseWaybill duplicate error: Flight 4B1-20261120-HGH declares it already',
      '/consignments/1/houseWaybill duplicate warning: Flight 4B1-20261120-HGH carries it as well',
      '/consignments/2/houseWaybill duplicate error: Flight 4B1-20261121-HGH declares it already',
      '/consignments/3/houseWaybill duplicate warning: Flight 4B2-20261121-HGH carries it as well',
      '/consignments/5/houseWaybill duplicate warning: Flight 4B1-20251122-HGH carries it as well',
    ]);
  });

  it('C18: of several flights the gravest is named, once', async () => {
    await addManifest('4B2-20261121-HGH', 'R', [{ hwb: 'A' }]);
    await declare(await addManifest('4B1-20261119-HGH', 'Q', [{ hwb: 'A' }]), 0, 'completed');
    expect(await told([{ hwb: 'A' }])).toEqual([
      '/consignments/0/houseWaybill duplicate error: Flight 4B1-20261119-HGH declares it already',
    ]);
  });

  it('leaves numbers that stand twice on the flight to who knows of them', async () => {
    await addManifest(TODAY, 'OTHER', [{ hwb: 'A' }]);
    await addManifest('4B2-20261121-HGH', 'R', [{ hwb: 'A' }]);
    const again = 'Same value as /consignments/0/houseWaybill';
    const values = ['/consignments/0/houseWaybill'];
    const known: Finding = { pointer: '/consignments/1/houseWaybill', code: 'duplicate', detail: 'Same value as {0}', values };
    await look(
      [{ hwb: 'A' }, { hwb: 'A', held: true, problems: [known] }],
      async (found, client, key) => {
        expect(toldBy(found)).toEqual(
          [0, 1].map((at) => `/consignments/${at}/houseWaybill duplicate warning: Flight 4B2-20261121-HGH carries it as well`),
        );
        await found.apply();
        await (await crossFindings(client, { tenantId: tenant, manifestKey: key, sequences: [1], knowsNumbers: true })).apply();
        expect((await stateOf(client, key))[1]).toBe(`held ${again}`);
      },
      { knowsNumbers: true },
    );
  });

  it('C5: a tax number with several documents, a document with several tax numbers', async () => {
    const rows = [
      { who: 1, document: 11 },
      { who: 1, document: 12 },
      { who: 1, document: 13 },
      { who: 2, document: 21 },
      { who: 3, document: 21 },
      { who: 4, document: 41 },
      { who: 4, document: 41 },
      { who: 21, document: 21 }, // known by the document alone: nothing to compare
      { who: 5 },
      { who: 5 },
    ];
    const at = (index: number) => `/consignments/${index}/consignee/identityDocument identity_mismatch warning:`;
    expect(await told(rows)).toEqual([
      `${at(0)} The same tax number comes with 2 other identity documents`,
      `${at(1)} The same tax number comes with 2 other identity documents`,
      `${at(2)} The same tax number comes with 2 other identity documents`,
      `${at(3)} The same identity document comes with 1 other tax numbers`,
      `${at(4)} The same identity document comes with 1 other tax numbers`,
    ]);
  });

  it('C19: one person with several consignments above the norm on the flight', async () => {
    await addManifest(TODAY, 'OTHER', [
      { who: 1, kopecks: 12_000_00, grams: 400 },
      { who: 2, kopecks: 12_000_00, held: true },
    ]);
    const rows = [
      { who: 1, kopecks: 8_000_01, grams: 632 },
      { who: 2, kopecks: 8_000_01 },
      { who: 3, kopecks: 90_000_00 }, // alone: the duty tells of it
      { who: 4, kopecks: 10_000_00 },
      { who: 4, kopecks: 10_000_00 }, // exactly the norm
      { who: 5, grams: 20_000 },
      { who: 5, grams: 11_001 },
      { who: 6, kopecks: 30_000_00, kind: 'company' },
      { who: 6, kopecks: 30_000_00, kind: 'company' },
    ] satisfies Row[];
    const at = (index: number) => `/consignments/${index}/consignee recipient_over_norm warning: The consignee has`;
    expect(await told(rows)).toEqual([
      `${at(0)} 2 consignments on this flight, 200.00 EUR and 1.032 kg together: above the duty-free norm`,
      `${at(5)} 2 consignments on this flight, 0.00 EUR and 31.001 kg together: above the duty-free norm`,
      `${at(6)} 2 consignments on this flight, 0.00 EUR and 31.001 kg together: above the duty-free norm`,
    ]);
    expect(await told(rows, { norm: undefined })).toEqual([]);
    expect(await told(rows, { norm: { ...NORM, grams: undefined } })).toHaveLength(1);
  });

  it('C19: one person above the norm in the month, over all flights', async () => {
    await addManifest('4B1-20261101-HGH', 'A', [
      { who: 1, kopecks: 15_000_00 },
      { who: 2, kopecks: 15_000_00 },
    ]);
    await addManifest('4B1-20261130-HGH', 'B', [{ who: 1, kopecks: 4_000_00 }]);
    await addManifest('4B1-20261031-HGH', 'C', [{ who: 2, kopecks: 15_000_00 }]);
    await addManifest('4B1-20261201-HGH', 'D', [{ who: 2, kopecks: 15_000_00 }]);
    expect(
      await told([
        { who: 1, kopecks: 5_000_00 },
        { who: 2, kopecks: 5_000_00 },
      ]),
    ).toEqual([
      '/consignments/0/consignee recipient_over_norm warning: The consignee has 3 consignments in 2026-11, 240.00 EUR and 0.3 kg together: above the duty-free norm',
    ]);
  });

  it('C19: what stands twice is not summed twice', async () => {
    const twice = { hwb: 'A', who: 1, kopecks: 15_000_00 };
    expect(await told([twice, twice])).toEqual([
      '/consignments/1/houseWaybill duplicate error: Same value as /consignments/0/houseWaybill',
    ]);
  });

  it('lists the first thousand and counts all', async () => {
    const rows = Array.from({ length: 1_051 }, (_, n) => ({ hwb: n < 1_010 ? 'A' : `B${n}`, order: n < 51 ? '1' : `${n}` }));
    await look(rows, async ({ list, counts }) => {
      expect(list).toHaveLength(1_000);
      expect(list.slice(0, 3).map(({ finding }) => finding.pointer)).toEqual([
        '/consignments/1/houseWaybill',
        '/consignments/1/orderNumber',
        '/consignments/2/houseWaybill',
      ]);
      expect(counts).toEqual([{ code: 'duplicate', severity: 'error', count: 1_009 + 50 }]);
    });
  });

  const stateOf = async (client: PoolClient, key: number) =>
    (
      await client.query<{ sequence: number; held: boolean; problems: Finding[] | null }>(
        'SELECT sequence, held, problems FROM consignment WHERE manifest_key = $1 ORDER BY sequence',
        [key],
      )
    ).rows.map(({ held, problems }) => `${held ? 'held' : 'good'} ${(problems ?? []).map((finding) => textOf(finding)).join('; ')}`.trim());

  it('adds to the problems of the rows, and holds those with an error', async () => {
    const blank: Finding = { pointer: '/consignments/1/bag', code: 'blank', severity: 'warning', detail: 'Must not be empty' };
    const rows = [{ hwb: 'A', who: 1, document: 1_1 }, { hwb: 'A', who: 2, problems: [blank] }, { hwb: 'B', who: 1, document: 1_2 }, {}];
    await look(rows, async (found, client, key) => {
      expect(await stateOf(client, key)).toEqual(['good', 'good Must not be empty', 'good', 'good']);
      await found.apply();
      expect(await stateOf(client, key)).toEqual([
        'good The same tax number comes with 1 other identity documents',
        'held Must not be empty; Same value as /consignments/0/houseWaybill',
        'good The same tax number comes with 1 other identity documents',
        'good',
      ]);
    });
  });

  it('looks again at a row that was mended and at those that it shared something with', async () => {
    const hold: Finding = { pointer: '/consignments/3/goods/0', code: 'stop_word', severity: 'hold', detail: 'Must not be empty' };
    const rows = [{ hwb: 'A' }, { hwb: 'A' }, { hwb: 'A' }, { hwb: 'B', held: true, problems: [hold] }, { hwb: 'C' }, { hwb: 'C' }];
    await look(rows, async (found, client, key) => {
      await found.apply();
      const before = await sharers(client, key, [0]);
      expect(before).toEqual([0, 1, 2]);
      await client.query("UPDATE consignment SET house_waybill = 'B' WHERE manifest_key = $1 AND sequence = 0", [key]);
      const scope = { tenantId: tenant, manifestKey: key, manifestId: 'M', flightCode: TODAY, month: '2026-11', norm: NORM };
      const again = await crossFindings(client, { ...scope, sequences: before });
      expect(toldBy(again)).toEqual([
        '/consignments/2/houseWaybill duplicate error: Same value as /consignments/1/houseWaybill',
        '/consignments/3/houseWaybill duplicate error: Same value as /consignments/0/houseWaybill',
      ]);
      await again.apply();
      expect(await stateOf(client, key)).toEqual([
        'good',
        'good',
        'held Same value as /consignments/1/houseWaybill',
        'held Must not be empty; Same value as /consignments/0/houseWaybill',
        'good',
        'held Same value as /consignments/4/houseWaybill',
      ]);
      const approval = { pointer: '/goods/0', code: hold.code };
      await client.query("UPDATE consignment SET house_waybill = 'D', approvals = $2 WHERE manifest_key = $1 AND sequence = 3", [
        key,
        JSON.stringify([approval]),
      ]);
      await (await crossFindings(client, { ...scope, sequences: [3] })).apply();
      expect((await stateOf(client, key))[3]).toBe('good Must not be empty');
    });
  });
});
