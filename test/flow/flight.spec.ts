import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { consignments, manifestHead } from '../../scripts/make-sample.mjs';
import { documentTypes } from '../../src/documents/registry.js';
import { Database } from '../../src/store/database.js';
import { runningServerUrl } from '../../src/store/embedded-postgres.js';
import { type FlightView, Service } from './service.js';

/** Today by Moscow's clock. */
const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

interface DocumentView {
  id: string;
  type: string;
  format: string;
  subject: string;
  fileName: string;
  size: number;
  sha256: string;
  status: string;
  revision: number;
}

interface Sample {
  manifestId: string;
  revision: number;
  flight: { number: string };
  consignments: { houseWaybill: string; goods: { description: string }[] }[];
}

/** A manifest of its own flight: the number tells flights apart. */
function sample(flightNumber: string, count: number, seed = Number(flightNumber)): Sample {
  const first = Number(flightNumber) * 100_000;
  return {
    ...manifestHead({ date: today, number: flightNumber }),
    consignments: [...consignments(count, { seed, number: flightNumber, first })],
  };
}

const post = (service: Service, manifest: unknown, key: string, query = '') =>
  service.call('POST', `/v1/manifests${query}`, { role: 'upstream', body: manifest, headers: { 'idempotency-key': key } });

const documentsOf = async (service: Service, flight: string, query = '') =>
  (await service.call<{ documents: DocumentView[] }>('GET', `/v1/flights/${flight}/documents${query}`)).body.documents;

async function closed(service: Service, manifest: Sample, key: string): Promise<FlightView> {
  const { status, body } = await post(service, manifest, key);
  expect({ status, body }).toMatchObject({ status: 202 });
  const flight = String(body.flight);
  expect((await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' })).status).toBe(202);
  return service.until(flight, ['ready', 'failed']);
}

/** The flight as soon as it says what it waits for. */
async function waitingView(service: Service, flight: string): Promise<FlightView> {
  for (const deadline = Date.now() + 30_000; ; await new Promise((later) => setTimeout(later, 50))) {
    const { body } = await service.call<FlightView>('GET', `/v1/flights/${flight}`);
    if (body.problem !== undefined) return body;
    if (Date.now() > deadline) throw new Error(`flight ${flight} is ${body.status} and waits for nothing`);
  }
}

describe('a flight from POST to download', () => {
  let service: Service;

  beforeAll(async () => {
    service = await Service.start();
  });

  afterAll(async () => {
    await service.end();
  });

  it('processes the sample flight by itself on the first start', async () => {
    const view = await service.until(`4B8101-${today.replaceAll('-', '')}-HGH`, ['ready', 'failed']);
    expect(view.status).toBe('ready');
    expect(view.counts.consignments).toBeGreaterThanOrEqual(1_500);
    expect(view.counts.waybills).toBeGreaterThanOrEqual(3);
    expect(service.output.trim().split('\n').length).toBeLessThanOrEqual(6);
  });

  it('makes every document of a flight, all at once, and serves them whole', async () => {
    const view = await closed(service, sample('8201', 700), 'k-8201');
    expect(view.status).toBe('ready');
    const documents = await documentsOf(service, view.flight);
    expect(documents.length).toBe(view.counts.documents);
    const types = new Set(documents.map(({ type, format }) => `${type} ${format}`));
    for (const type of ['express-declaration', 'master-waybill', 'house-manifest', 'cargo-manifest']) {
      expect(types).toContain(`${type} xml`);
      expect(types).toContain(`${type} pdf`);
    }
    for (const document of documents) {
      const { status, headers, bytes } = await service.bytes(`/v1/documents/${document.id}/content`);
      expect(status).toBe(200);
      expect(bytes.length).toBe(document.size);
      expect(headers.get('etag')).toBe(`"${document.sha256}"`);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(document.sha256);
    }
  });

  it('answers a repeat of the same POST byte for byte, and another body under the key with 422', async () => {
    const manifest = sample('8202', 20);
    const first = await post(service, manifest, 'k-8202');
    const again = await post(service, manifest, 'k-8202');
    expect(again.status).toBe(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await post(service, { ...manifest, revision: 2 }, 'k-8202');
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({ type: expect.stringMatching(/idempotency-key-reused$/) });
    const underNewKey = await post(service, manifest, 'k-8202-b');
    expect(underNewKey.status).toBe(200);
    const changed = { ...manifest, consignments: manifest.consignments.slice(1) };
    const conflict = await post(service, changed, 'k-8202-c');
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({ type: expect.stringMatching(/revision-conflict$/) });
    const view = await service.call<FlightView>('GET', `/v1/flights/${first.body.flight}`);
    expect(view.body.counts.consignments).toBe(20);
  });

  it('renders only what an amendment changes, and supersedes the rest when the new set is whole', async () => {
    const manifest = sample('8203', 1_600);
    const before = await closed(service, manifest, 'k-8203');
    const old = await documentsOf(service, before.flight);
    // A firm's declaration and an individual's lie apart: one changed description touches one declaration.
    const [first, ...others] = manifest.consignments;
    const [goods, ...moreGoods] = first.goods;
    const amended = {
      ...manifest,
      revision: 2,
      consignments: [{ ...first, goods: [{ ...goods, description: 'Чехол изменённый' }, ...moreGoods] }, ...others],
    };
    expect((await post(service, amended, 'k-8203-2')).status).toBe(202);
    const open = await service.call<FlightView>('GET', `/v1/flights/${before.flight}`);
    expect(open.body.status).toBe('open');
    expect((await documentsOf(service, before.flight)).length).toBe(old.length);
    await service.call('POST', `/v1/flights/${before.flight}/close`, { role: 'upstream' });
    const after = await service.until(before.flight, ['ready', 'failed']);
    expect(after.revision).toBe(before.revision + 1);
    const now = await documentsOf(service, before.flight);
    expect(now.length).toBe(old.length);
    const kept = now.filter(({ id }) => old.some((document) => document.id === id));
    const changed = now.filter(({ id }) => !old.some((document) => document.id === id));
    // One declaration, and what lists the consignments of its master waybill.
    const listing = documentTypes.filter(({ subject }) => subject === 'declaration' || subject === 'consolidation').map(({ type }) => type);
    const changedTypes = new Set(changed.map(({ type }) => type));
    expect([...changedTypes].sort()).toEqual(listing.filter((type) => old.some((document) => document.type === type)).sort());
    expect(changed.filter(({ type, format }) => type === 'express-declaration' && format === 'xml')).toHaveLength(1);
    expect(changed.filter(({ type, format }) => type === 'house-manifest' && format === 'xml')).toHaveLength(1);
    expect(kept.length).toBe(old.length - changed.length);
    const superseded = await documentsOf(service, before.flight, '?status=superseded');
    expect(superseded.length).toBe(changed.length);
    expect((await service.bytes(`/v1/documents/${superseded[0].id}/content`)).status).toBe(200);
  });

  it('makes the papers that were chosen for a flight, and after another choice only what differs', async () => {
    const flight = `4B8211-${today.replaceAll('-', '')}-HGH`;
    const choose = (types: object) => service.call('PUT', `/v1/flights/${flight}/papers`, { body: { types } });
    const rest = { xffm: { made: false }, 'parcel-register': { audience: 'carriage' } };
    expect((await choose({ ...rest, fwb: { version: '16' } })).body.effect).toBe('at-closing');
    expect((await closed(service, sample('8211', 60), 'k-8211')).status).toBe('ready');
    const first = await documentsOf(service, flight);
    const textOf = async ({ id }: DocumentView) => (await service.bytes(`/v1/documents/${id}/content`)).bytes.toString('latin1');
    const waybills = first.filter(({ type }) => type === 'fwb');
    expect(waybills.length).toBeGreaterThan(0);
    for (const waybill of waybills) expect(await textOf(waybill)).toMatch(/^FWB\/16/m);
    expect(first.filter(({ type }) => type === 'xffm')).toEqual([]);
    const read = await service.call<{ documents: DocumentView[] }>('GET', `/v1/flights/${flight}/documents`, { role: 'airline' });
    expect(read.body.documents.some(({ type }) => type === 'parcel-register')).toBe(true);

    expect((await choose({ 'parcel-register': rest['parcel-register'], fhl: { made: false } })).body.effect).toBe('reopened');
    expect((await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' })).status).toBe(202);
    expect((await service.until(flight, ['ready', 'failed'])).status).toBe('ready');
    const second = await documentsOf(service, flight);
    const typesOf = (documents: DocumentView[], others: DocumentView[]) =>
      [...new Set(documents.filter(({ id }) => others.every((other) => other.id !== id)).map(({ type }) => type))].sort();
    expect(typesOf(second, first)).toEqual(['fwb', 'xffm']);
    expect(typesOf(first, second)).toEqual(['fhl', 'fwb']);
    expect(typesOf(await documentsOf(service, flight, '?status=superseded'), [])).toEqual(['fhl', 'fwb']);
    for (const waybill of second.filter(({ type }) => type === 'fwb')) expect(await textOf(waybill)).toMatch(/^FWB\/17/m);
  });

  it('stores nothing of a faulty manifest, or holds the faulty ones when asked to', async () => {
    const manifest = sample('8204', 30);
    const faulty = structuredClone(manifest) as unknown as { consignments: Record<string, unknown>[] };
    faulty.consignments[3].grossWeightKg = '1.2345';
    delete faulty.consignments[7].consignee;
    const rejected = await post(service, faulty, 'k-8204');
    expect(rejected.status).toBe(422);
    expect(rejected.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pointer: '/consignments/3/grossWeightKg', code: 'decimal_scale' }),
        expect.objectContaining({ pointer: '/consignments/7/consignee', code: 'required' }),
      ]),
    );
    const absent = await service.call('GET', `/v1/flights/4B8204-${today.replaceAll('-', '')}-HGH`);
    expect(absent.status).toBe(404);
    const held = await post(service, faulty, 'k-8204-hold', '?on-invalid=hold');
    expect(held.status).toBe(202);
    expect(held.body).toMatchObject({ status: 'accepted-with-holds', consignments: 30, held: 2 });
    const flight = String(held.body.flight);
    const refused = await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' });
    expect(refused.status).toBe(409);
    expect((await service.call('POST', `/v1/flights/${flight}/close?held=exclude`, { role: 'upstream' })).status).toBe(202);
    const view = await service.until(flight, ['ready', 'failed']);
    expect(view).toMatchObject({ status: 'ready', counts: { consignments: 30, held: 2 } });
    const { body } = await service.call<{ declarations: { houseWaybills: number }[] }>('GET', `/v1/flights/${flight}/declarations`);
    expect(body.declarations.reduce((sum, { houseWaybills }) => sum + houseWaybills, 0)).toBe(28);
  });

  it('checks everything and stores nothing on a dry run', async () => {
    const manifest = sample('8205', 10);
    const dry = await post(service, manifest, 'k-8205', '?dry-run=true');
    expect(dry.status).toBe(200);
    expect((await service.call('GET', `/v1/flights/4B8205-${today.replaceAll('-', '')}-HGH`)).status).toBe(404);
    const faulty = structuredClone(manifest);
    faulty.consignments[1].houseWaybill = faulty.consignments[0].houseWaybill;
    const told = await post(service, faulty, 'k-8205-b', '?dry-run=true');
    expect(told.status).toBe(422);
    expect(told.body).toMatchObject({ errors: [{ pointer: '/consignments/1/houseWaybill', code: 'duplicate' }] });
  });

  it('puts several manifests on one flight, and refuses one that does not fit the others', async () => {
    const first = sample('8209', 10);
    const second = { ...sample('8209', 5, 99), manifestId: 'SECOND' };
    for (const consignment of second.consignments) consignment.houseWaybill = consignment.houseWaybill.replace('LP', 'LX');
    expect((await post(service, first, 'k-8209')).status).toBe(202);
    expect((await post(service, { ...second, flight: { ...second.flight, destination: 'SVX' } }, 'k-8209-b')).body).toMatchObject({
      errors: [{ pointer: '/flight/destination', code: 'mismatch' }],
    });
    const twice = { ...second, consignments: [...second.consignments.slice(1), first.consignments[0]] };
    expect((await post(service, twice, 'k-8209-c')).body).toMatchObject({
      errors: [{ pointer: '/consignments/4/houseWaybill', code: 'duplicate' }],
    });
    const { body } = await post(service, second, 'k-8209-d');
    const view = await service.call<FlightView>('GET', `/v1/flights/${body.flight}`);
    expect(view.body.counts.consignments).toBe(15);
  });

  it('takes NDJSON, gzipped as well', async () => {
    const { consignments: rows, ...head } = sample('8206', 15);
    const lines = [head, ...rows].map((line) => JSON.stringify(line)).join('\n');
    const response = await service.call('POST', '/v1/manifests', {
      role: 'upstream',
      body: gzipSync(lines),
      headers: { 'idempotency-key': 'k-8206', 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
    });
    expect({ status: response.status, body: response.body }).toMatchObject({ status: 202, body: { consignments: 15 } });
  });

  it('becomes ready by itself after a kill -9 in the middle of rendering, with nothing doubled', async () => {
    const manifest = sample('8207', 4_000);
    const { body } = await post(service, manifest, 'k-8207');
    const flight = String(body.flight);
    await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' });
    for (;;) {
      const { body: view } = await service.call<FlightView>('GET', `/v1/flights/${flight}`);
      if (view.progress?.stage === 'render' && view.progress.done > 0) break;
      if (view.status === 'ready') throw new Error('the flight was ready before it could be killed');
    }
    await service.kill();
    await service.startProcess();
    const view = await service.until(flight, ['ready', 'failed'], 120_000);
    expect(view.status).toBe('ready');
    const documents = await documentsOf(service, flight);
    expect(new Set(documents.map(({ type, format, subject }) => `${type} ${format} ${subject}`)).size).toBe(documents.length);
    const { body: waybills } = await service.call<{ waybills: { number: string; consignments: number }[] }>(
      'GET',
      `/v1/flights/${flight}/waybills`,
    );
    expect(new Set(waybills.waybills.map(({ number }) => number)).size).toBe(waybills.waybills.length);
    expect(waybills.waybills.reduce((sum, waybill) => sum + waybill.consignments, 0)).toBe(4_000);
  }, 180_000);

  it('loses nothing when the worker dies and the queue forgets the job', async () => {
    const { body } = await post(service, sample('8208', 40), 'k-8208');
    const flight = String(body.flight);
    service.killWorker();
    expect((await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' })).status).toBe(202);
    const database = new Database(runningServerUrl(`${service.folder}/postgres`) ?? '', { connections: 1 });
    // As if the job had been put into a queue that was emptied since.
    await database.pool.query("UPDATE outbox SET sent_at = now() - interval '1 minute' WHERE sent_at IS NULL");
    await database.close();
    expect((await service.until(flight, ['ready', 'failed'])).status).toBe('ready');
  });

  it('waits for air waybill numbers with nothing published, and goes on by itself when they arrive', async () => {
    const flown = sample('8210', 300);
    const manifest = { ...flown, flight: { ...flown.flight, carrier: 'SU' } };
    const range = (from: string, to: string) => ({ role: 'admin' as const, body: { prefix: '555', from, to } });
    expect((await service.call('POST', '/v1/waybill-stock', range('0000001', '0000001'))).body).toMatchObject({ carrier: 'SU', added: 1 });
    const { body } = await post(service, manifest, 'k-8210');
    const flight = String(body.flight);
    await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' });
    const waiting = await waitingView(service, flight);
    expect(waiting).toMatchObject({
      progress: { stage: 'number', percent: 0 },
      problem: { type: expect.stringMatching(/waybill-stock-empty$/), detail: expect.stringContaining('Carrier SU has 1 free numbers') },
      counts: { documents: 0 },
    });
    expect(['queued', 'processing']).toContain(waiting.status);
    const stock = await service.call<{ stock: { carrier: string }[] }>('GET', '/v1/waybill-stock');
    expect(stock.body.stock.find(({ carrier }) => carrier === 'SU')).toMatchObject({ free: 1, used: 0, isLow: true, waiting: [flight] });

    const filled = Date.now();
    await service.call('POST', '/v1/waybill-stock', range('0000002', '0000009'));
    const view = await service.until(flight, ['ready', 'failed']);
    expect(view).toMatchObject({ status: 'ready', counts: { consignments: 300 } });
    expect(view.problem).toBeUndefined();
    // Woken by the numbers, not found by the next look a quarter of a minute later.
    expect(Date.now() - filled).toBeLessThan(12_000);
    const { body: made } = await service.call<{ waybills: { number: string }[] }>('GET', `/v1/flights/${flight}/waybills`);
    expect(made.waybills.length).toBeGreaterThan(1);
    const number = await service.call('GET', `/v1/waybill-stock/${made.waybills[0].number.replace('-', ' ')}`);
    expect(number.body).toMatchObject({ state: 'used', flight, number: made.waybills[0].number });
  });

  it('stops cleanly', async () => {
    expect(await service.stop()).toBe(0);
  });
});
