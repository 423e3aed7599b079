import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../src/store/database.js';
import { runningServerUrl } from '../../src/store/embedded-postgres.js';
import { canariesIn, canary, manifestOfCanary } from './canaries.js';
import { changed, flightOf, type Manifest, today } from './manifest.js';
import { ONE_HOUSE } from './one-house.js';
import { postManifest } from './post-manifest.js';
import { keys, Service } from './service.js';

interface Line {
  of?: string;
  msg?: string;
  request?: string;
  [member: string]: unknown;
}

/** What is kept of runs, of jobs and of answers, each with the columns that must hold nobody's data. */
const quietTables: Record<string, string> = {
  'answers that are given again': 'SELECT row_to_json(r)::text AS row FROM idempotency_record r',
  'the outbox': 'SELECT row_to_json(r)::text AS row FROM outbox r',
  'runs and their problems': "SELECT (to_jsonb(r) - 'context')::text AS row FROM flight_run r",
  'counts of findings': 'SELECT row_to_json(r)::text AS row FROM finding_tally r',
  'names and figures of documents': 'SELECT row_to_json(r)::text AS row FROM document r',
  'jobs, those that failed among them': 'SELECT row_to_json(r)::text AS row FROM bullmq.job r',
  'what jobs logged': 'SELECT row_to_json(r)::text AS row FROM bullmq.job_log r',
  'events of the queue': 'SELECT row_to_json(r)::text AS row FROM bullmq.event r',
};

describe('values of a person', () => {
  const schemas = mkdtempSync(join(tmpdir(), 'waybridge-canary-'));
  let service: Service;
  let database: Database;
  let lines: Line[];

  const post = (manifest: unknown, query = '', role: 'upstream' | 'admin' = 'upstream') =>
    postManifest(service, JSON.stringify(manifest), { query, role });
  const faulty = (manifest: Manifest): unknown =>
    [
      ['/consignments/0/consignee/inn', `${canary.inn.slice(0, 11)}x`],
      ['/consignments/0/consignee/email', `${canary.email} ${canary.lastName}`],
      ['/consignments/0/consignee/phone', `${canary.phone}${canary.lastName}`],
      ['/consignments/0/consignee/lastName', `${canary.lastName}\u202e`],
      ['/consignments/0/consignee/birthDate', canary.city],
      ['/consignments/0/consignee/address/country', canary.region],
      ['/consignments/0/grossWeightKg', canary.street],
      ['/consignments/0/pieces', canary.apartment],
    ].reduce<unknown>((value, [pointer, to]) => changed(value, pointer, to), manifest);

  async function closed(number: string): Promise<string> {
    expect((await service.call('POST', `/v1/flights/${flightOf(number)}/close`, { role: 'upstream' })).status).toBe(202);
    return (await service.until(flightOf(number), ['ready', 'failed'])).status;
  }

  /** A body that breaks off while it is being stored. */
  function breakOff(body: string): Promise<void> {
    return new Promise((done) => {
      const headers = { authorization: `Bearer ${keys.upstream}`, 'content-type': 'application/json', 'idempotency-key': 'broken-off' };
      const sent = request(`${service.url}/v1/manifests`, {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length * 4 },
        agent: false,
      });
      sent.on('error', () => {});
      sent.on('close', () => done());
      sent.write(body.slice(0, -200));
      setTimeout(() => sent.destroy(), 700);
    });
  }

  beforeAll(async () => {
    writeFileSync(join(schemas, 'one-house.xsd'), ONE_HOUSE);
    service = await Service.start({ SCHEMA_DIR: schemas, LOG_LEVEL: 'debug' });
    database = new Database(String(runningServerUrl(join(service.folder, 'postgres'))), { connections: 1 });

    // Taken, refused for what it says, for how it is written, in the middle, and for what it repeats.
    expect((await post(manifestOfCanary('8801'))).status).toBe(202);
    const refused = await post(faulty(manifestOfCanary('8802')));
    expect([refused.status, refused.body.errorCount]).toEqual([422, expect.any(Number)]);
    expect(canariesIn(refused.text)).toEqual([]);
    const cut = await postManifest(service, JSON.stringify(manifestOfCanary('8803')).slice(0, -40));
    expect([cut.status, canariesIn(cut.text)]).toEqual([400, []]);
    await breakOff(JSON.stringify(manifestOfCanary('8804', 3_000)));
    const otherContent = changed(manifestOfCanary('8801'), '/consignments/0/consignee/lastName', `${canary.lastName}-Вторая`);
    const conflict = await post(otherContent);
    expect([conflict.status, canariesIn(conflict.text)]).toEqual([409, []]);

    // Held, looked at, mended.
    const held = await post({ ...Object(faulty(manifestOfCanary('8805'))) }, '?on-invalid=hold');
    expect(held).toMatchObject({ status: 202, body: { held: 1 } });
    expect(canariesIn(held.text)).toEqual([]);
    const at = `/v1/flights/${flightOf('8805')}/consignments/LP-8805-0`;
    await service.call('GET', '/v1/manifests/CN-HGH-8805/problems', { role: 'upstream' });
    const file = await service.bytes('/v1/manifests/CN-HGH-8805/problems?format=csv', { role: 'upstream' });
    expect(file.status).toBe(200);
    const looked = await service.call('GET', `${at}?reason=${encodeURIComponent(`asked by ${canary.lastName}`)}`, { role: 'admin' });
    expect(looked.status).toBe(200);
    const tag = String(looked.headers.get('etag'));
    const headers = { 'if-match': tag, 'content-type': 'application/merge-patch+json' };
    const bad = await service.call('PATCH', at, { role: 'upstream', headers, body: { consignee: { inn: `${canary.inn}7` } } });
    expect([bad.status >= 200 && bad.status < 500]).toEqual([true]);
    await service.call('PATCH', at, {
      role: 'upstream',
      headers: { ...headers, 'if-match': '*' },
      body: manifestOfCanary('8805').consignments[0],
    });
    for (const path of [`/v1/consignments/${encodeURIComponent(canary.lastName)}`, `/v1/flights/${encodeURIComponent(canary.city)}`]) {
      expect((await service.call('GET', path)).status).toBe(404);
    }
    await service.call('POST', '/v1/consignments/lookup', { body: { numbers: [canary.phone, 'LP-8801-0'] } });
    await service.call('PUT', `/v1/exchange-rates/${today}`, { body: { rates: canary.lastName } });
    const rows = await service.call('POST', '/v1/manifests?dry-run=true', {
      role: 'upstream',
      body: `houseWaybill;ФИО\r\nLP-1;${canary.lastName}\r\n`,
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'rows' },
    });
    expect(rows.status).toBeGreaterThanOrEqual(400);

    // Made, downloaded, and failed: two houses in a declaration are one more than these schemas take.
    expect(await closed('8801')).toBe('ready');
    for (const paper of ['archive', 'register?format=csv', 'house-waybills', 'reconciliation', 'indpost']) {
      await service.bytes(`/v1/flights/${flightOf('8801')}/${paper}`, { role: 'broker' });
    }
    await service.bytes(`/v1/flights/${flightOf('8801')}/address-labels`, { role: 'upstream' });
    expect((await post(manifestOfCanary('8806', 2))).status).toBe(202);
    expect(await closed('8806')).toBe('failed');
    // A statement that fails within the server, with a value in it.
    await database.rows('SELECT $1::int', [canary.lastName]).catch(() => {});
    lines = service
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }, 180_000);
  afterAll(async () => {
    await database.close();
    await service.end();
    rmSync(schemas, { recursive: true });
  });

  it('are in the database, where they belong', async () => {
    const bodies = await database.rows<{ body: string }>("SELECT body FROM consignment WHERE house_waybill = 'LP-8801-0'");
    expect(canariesIn(bodies.map(({ body }) => body).join('\n')).sort()).toEqual(Object.values(canary).sort());
  });

  it('are in no line of the log', () => {
    expect(lines.filter((line) => canariesIn(JSON.stringify(line)).length > 0)).toEqual([]);
    expect(canariesIn(service.output)).toEqual([]);
    expect(lines.length).toBeGreaterThan(20);
  });

  it('are in no line of the database server’s log', () => {
    const log = readFileSync(join(service.folder, 'postgres', 'postgres.log'), 'utf8');
    expect(canariesIn(log)).toEqual([]);
  });

  it.each(Object.entries(quietTables))('are not in %s', async (_, sql) => {
    const rows = await database.rows<{ row: string }>(sql);
    expect(rows.filter(({ row }) => canariesIn(row).length > 0)).toEqual([]);
  });

  it('need not be in the log to follow a request or a run', () => {
    const ofRequests = lines.filter(({ of }) => of === 'Request' || of === 'Problem');
    const ofRuns = lines.filter(({ of }) => of === 'RunGuard' || of === 'FlightRunner');
    expect([ofRequests.length > 15, ofRuns.length >= 2]).toEqual([true, true]);
    for (const line of ofRequests) expect(line).toMatchObject({ request: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    for (const line of ofRuns) {
      expect(line).toMatchObject({
        run: expect.any(Number),
        flight: expect.any(String),
        epoch: expect.any(Number),
        attempt: expect.any(Number),
      });
    }
    const failed = lines.find(({ of, flight, problem }) => of === 'RunGuard' && flight === flightOf('8806') && problem !== undefined);
    expect(failed).toMatchObject({ problem: 'document-check-failed' });
  });
});
