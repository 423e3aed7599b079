import { readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Archive, archiveFolder } from '../../src/archive/archive.js';
import { type ConvergeReport, converge } from '../../src/converge/converge.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const DAY_MS = 24 * 3_600_000;

let service: TestService;
let own: Record<'upstream' | 'admin', TestOrganisation>;
let flight: string;

beforeAll(async () => {
  service = await startService();
  const tenant = await addTenant(service.database, 'Converging', { upstream: { roles: ['upstream'] }, admin: { roles: ['admin'] } });
  own = tenant.organisations;
  await service.app.listen(0, '127.0.0.1');
  await setUpTenant(service, tenant.id, own.admin);
  flight = await postFlight(service, own.upstream, '8801', sampleConsignments('8801', 30));
  const run = await planFlight(service, own.admin, flight);
  await service.database.rows(
    `INSERT INTO waybill_number (number, tenant_id, carrier, state, flight_id, slot, allotted_at)
     SELECT w.number, f.tenant_id, f.carrier, 'used', f.id, w.slot, now()
     FROM master_waybill w JOIN flight_run r ON r.id = w.run_id JOIN flight f ON f.id = r.flight_id WHERE r.id = $1`,
    [run],
  );
  await publishFlight(service, run);
  // No worker is there to send it.
  await service.database.rows('UPDATE outbox SET sent_at = now()');
});
afterAll(() => service.close());

function report(options: { flight?: string; isRepairing?: boolean } = {}): Promise<ConvergeReport> {
  const { database, config } = service;
  const archive = new Archive(archiveFolder(config.dataFolder));
  return converge({
    database,
    archive,
    schemaFolder: config.schemaFolder,
    flight: options.flight,
    isRepairing: options.isRepairing ?? false,
  });
}

const brokenIn = ({ breaches }: ConvergeReport) => breaches.map(({ invariant }) => invariant);

/** What is broken while a table holds something else than it should. */
async function brokenWith(table: string, statement: string): Promise<string[]> {
  const { database } = service;
  await database.rows(`CREATE TABLE kept AS TABLE ${table}`);
  try {
    await database.rows(statement);
    return brokenIn(await report());
  } finally {
    await database.rows(`DELETE FROM ${table}`);
    await database.rows(`INSERT INTO ${table} SELECT * FROM kept`);
    await database.rows('DROP TABLE kept');
  }
}

const shelfOf = (key: string) => join(service.config.dataFolder, 'documents', key.slice(0, 2));

describe('an installation', () => {
  it('keeps its promises, of one flight and of all', async () => {
    const whole = await report();
    expect(whole).toMatchObject({ ok: true, breaches: [], repaired: [] });
    expect(whole.checked).toMatchObject({ manifests: 1, consignments: 30, flights: 1, waybills: 3, declarations: 6, documents: 12 });
    expect((await report({ flight })).checked).toEqual(whole.checked);
    expect(await report({ flight: 'none' })).toMatchObject({ ok: true, checked: { numbers: 0 } });
  });

  it.each([
    ['a consignment that is lost', ['I1', 'I5', 'I7'], 'consignment', 'DELETE FROM consignment WHERE sequence = 3'],
    ['a consignment that is another', ['I1'], 'consignment', `UPDATE consignment SET body = replace(body, '"', ' "') WHERE sequence = 3`],
    ['a manifest that is another', ['I1'], 'manifest', "UPDATE manifest SET content_hash = sha256('')"],
    [
      'an acknowledged manifest that is lost',
      ['I1'],
      'idempotency_record',
      `UPDATE idempotency_record SET body = replace(body, 'M-8801', 'M-1')`,
    ],
    ['a manifest without a current revision', ['I2', 'I5'], 'manifest', 'UPDATE manifest SET current = false'],
    ['a wrong check digit', ['I3', 'I4'], 'master_waybill', "UPDATE master_waybill SET number = '555-12345679'"],
    ['a number of nobody', ['I4'], 'waybill_number', 'DELETE FROM waybill_number'],
    ['a consignment in no declaration', ['I5', 'I7'], 'placement', 'DELETE FROM placement WHERE sequence = 3'],
    ['a declaration of another weight', ['I7'], 'declaration', 'UPDATE declaration SET gross_weight_g = gross_weight_g + 1'],
    ['a declaration of another value', ['I7'], 'declaration', 'UPDATE declaration SET value_kopecks = value_kopecks + 1'],
    ['a waybill of other pieces', ['I7'], 'master_waybill', 'UPDATE master_waybill SET pieces = pieces + 1'],
    ['a document of another hash', ['I8'], 'document', "UPDATE document SET sha256 = sha256('') WHERE type = 'master-waybill'"],
    [
      'a staged row that is left',
      ['I9'],
      'document',
      "UPDATE document SET status = 'staged', created_at = now() - interval '11 minutes' WHERE type = 'house-manifest'",
    ],
    ['a job that is not sent', ['I10'], 'outbox', "UPDATE outbox SET sent_at = NULL, created_at = now() - interval '2 minutes'"],
  ])('is found out with %s', async (_, invariants, table, statement) => {
    expect(await brokenWith(table, statement)).toEqual(invariants);
  });

  it('is found out with a declaration that is too large', async () => {
    await service.database.rows('ALTER TABLE declaration DROP CONSTRAINT declaration_limits');
    expect(await brokenWith('declaration', 'UPDATE declaration SET house_waybills = 501')).toContain('I6');
  });

  it('is found out with a damaged document, which stays where it comes to other bytes now', async () => {
    const [{ id, key }] = await service.database.rows<{ id: string; key: string }>(
      "SELECT id, object_key AS key FROM document WHERE type = 'express-declaration'",
    );
    const path = join(shelfOf(key), key);
    await rename(path, `${path}.sound`);
    for (const damaged of [async () => {}, () => writeFile(path, 'other bytes')]) {
      await damaged();
      for (const isRepairing of [false, true]) {
        const found = await report({ isRepairing });
        expect(found.breaches).toEqual([
          { invariant: 'I8', count: 1, examples: [expect.stringMatching(new RegExp(`^${id}: (missing|changed)$`))] },
        ]);
        expect(found.repaired).toEqual([]);
      }
    }
    await rename(`${path}.sound`, path);
  });

  it('loses what nobody has named for a day, and parts of killed processes, to a repair and to nothing else', async () => {
    const [{ key }] = await service.database.rows<{ key: string }>('SELECT object_key AS key FROM document LIMIT 1');
    const [old, young] = ['0', '1'].map((digit) => key.slice(0, 2) + digit.repeat(62));
    const part = `${key}.00000000-0000-4000-8000-000000000000.part`;
    const before = await readdir(shelfOf(key));
    for (const name of [old, young, part]) await writeFile(join(shelfOf(key), name), 'who');
    const longAgo = new Date(Date.now() - 2 * DAY_MS);
    for (const name of [key, old, part]) await utimes(join(shelfOf(key), name), longAgo, longAgo);
    expect(brokenIn(await report())).toEqual(['I9']);
    const repaired = await report({ isRepairing: true });
    expect(repaired).toMatchObject({
      ok: true,
      repaired: [
        { kind: 'part-removed', count: 1, examples: [part] },
        { kind: 'orphan-removed', count: 1, examples: [old] },
      ],
    });
    expect((await readdir(shelfOf(key))).sort()).toEqual([...before, young].sort());
    await rm(join(shelfOf(key), young));
  });

  it('asks for the repair of what a reader was refused, once for all readers', async () => {
    const [{ id, key }] = await service.database.rows<{ id: string; key: string }>(
      "SELECT id, object_key AS key FROM document WHERE type = 'master-waybill'",
    );
    const path = join(shelfOf(key), key);
    await rename(path, `${path}.sound`);
    const read = () => service.app.inject({ method: 'GET', url: `/v1/documents/${id}/content`, headers: own.admin.bearer });
    const answers = await Promise.all([read(), read(), read()]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([500, 500, 500]);
    await rename(`${path}.sound`, path);
    const requests = () => service.database.rows('SELECT document_id AS id, attempts FROM document_repair');
    for (const deadline = Date.now() + 5_000; (await requests()).length === 0 && Date.now() < deadline; );
    expect(await requests()).toEqual([{ id, attempts: 0 }]);
  });

  it('keeps its promises while consignments are mended and not yet published', async () => {
    const [{ houseWaybill }] = sampleConsignments('8801', 1);
    const url = `/v1/flights/${flight}/consignments/${houseWaybill}`;
    const seen = await service.app.inject({ method: 'GET', url, headers: own.upstream.bearer });
    const mended = await service.app.inject({
      method: 'PATCH',
      url,
      headers: { ...own.upstream.bearer, 'content-type': 'application/merge-patch+json', 'if-match': String(seen.headers.etag) },
      payload: JSON.stringify({
        grossWeightKg: '9.999',
        goods: [{ ...sampleConsignments('8801', 1)[0].goods[0], grossWeightKg: '9.999' }],
      }),
    });
    expect(mended.statusCode).toBe(200);
    expect(brokenIn(await report())).toEqual([]);
  });
});
