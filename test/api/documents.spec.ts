import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzip } from '../unzip.js';
import { addPublishedFlight, declarationText, type SampleFlight, sha256, waybillText } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

describe('documents', () => {
  let service: TestService;
  let broker: TestOrganisation;
  let flight: SampleFlight;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Documents', { sender: { roles: ['upstream'] }, broker: { roles: ['broker'] } });
    broker = tenant.organisations.broker;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId: tenant.id,
      senders: [{ organisationId: tenant.organisations.sender.id, manifestId: 'M-1', houseWaybills: ['LP1', 'LP2', 'LP3', 'LP4'] }],
    });
  });
  afterAll(() => service.close());

  const content = (id: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    service.app.inject({ method, url: `/v1/documents/${id}/content`, headers: { ...broker.bearer, ...headers } });

  const bytes = Buffer.from(declarationText);
  const tag = `"${sha256(bytes)}"`;
  const digest = `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`;

  it('are listed with their hashes', async () => {
    const answer = await service.app.inject({
      method: 'GET',
      url: `/v1/flights/${flight.code}/documents?type=express-declaration&format=`,
      headers: broker.bearer,
    });
    expect(answer.json()).toEqual({
      documents: [
        {
          id: flight.declarationXml,
          type: 'express-declaration',
          format: 'xml',
          subject: `${flight.code}-SVO-1-P1`,
          fileName: `express-declaration-${flight.code}-SVO-1-P1.xml`,
          mediaType: 'application/xml',
          size: bytes.length,
          sha256: sha256(bytes),
          status: 'published',
          revision: 2,
        },
      ],
      onDemand: [],
    });
  });

  it('are sent whole, with everything by which they can be held against the list', async () => {
    const answer = await content(flight.declarationXml, { 'accept-encoding': 'gzip, deflate, br' });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload).toEqual(bytes);
    expect(answer.headers).toMatchObject({
      etag: tag,
      'repr-digest': digest,
      'content-type': 'application/xml',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['content-disposition']).toContain(`filename*=UTF-8''express-declaration-${flight.code}-SVO-1-P1.xml`);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('are sent as gzip to who would rather have that', async () => {
    const answer = await content(flight.declarationXml, { 'accept-encoding': 'gzip' });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      etag: `"${sha256(bytes)}-gzip"`,
      'content-length': String(answer.rawPayload.length),
    });
    expect(answer.rawPayload.length).toBeLessThan(bytes.length / 2);
    expect(gunzipSync(answer.rawPayload)).toEqual(bytes);
    expect(answer.headers['repr-digest']).toBe(`sha-256=:${Buffer.from(sha256(answer.rawPayload), 'hex').toString('base64')}:`);
    expect((await content(flight.waybillPdf, { 'accept-encoding': 'gzip' })).payload).toBe(waybillText);
  });

  it('are sent in parts', async () => {
    const answer = await content(flight.declarationXml, { range: 'bytes=100-199', 'accept-encoding': 'gzip' });
    expect(answer.statusCode).toBe(206);
    expect(answer.rawPayload).toEqual(bytes.subarray(100, 200));
    expect(answer.headers).toMatchObject({
      'content-range': `bytes 100-199/${bytes.length}`,
      'content-length': '100',
      etag: tag,
      'repr-digest': digest,
    });
    expect((await content(flight.waybillPdf, { range: 'bytes=-6' })).payload).toBe('aybill');
    expect((await content(flight.declarationXml, { range: 'bytes=0-9', 'if-range': '"another"' })).statusCode).toBe(200);
    expect((await content(flight.declarationXml, { range: 'bytes=0-9', 'if-range': tag })).statusCode).toBe(206);
  });

  it('refuse a part that is not there', async () => {
    const answer = await content(flight.declarationXml, { range: `bytes=${bytes.length}-` });
    expect(answer.statusCode).toBe(416);
    expect(answer.headers['content-range']).toBe(`bytes */${bytes.length}`);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json().type).toMatch(/range-not-satisfiable$/);
  });

  it('are not sent again to who has them', async () => {
    const answer = await content(flight.declarationXml, { 'if-none-match': `"other", ${tag}` });
    expect([answer.statusCode, answer.payload, answer.headers.etag]).toEqual([304, '', tag]);
  });

  it('answer HEAD like GET, without the bytes', async () => {
    const answer = await content(flight.declarationXml, {}, 'HEAD');
    expect([answer.statusCode, answer.payload]).toEqual([200, '']);
    expect(answer.headers).toMatchObject({ etag: tag, 'content-length': String(bytes.length) });
  });

  it('are nowhere under ids that are none', async () => {
    for (const id of ['not-an-id', '00000000-0000-4000-8000-000000000000', `${flight.declarationXml}%00`]) {
      expect((await content(id)).statusCode).toBe(404);
    }
  });

  it('come in one archive with an index', async () => {
    const answer = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/archive`, headers: broker.bearer });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'content-length': String(answer.rawPayload.length) });
    const files = unzip(answer.rawPayload);
    const [head, ...lines] = String(files.get('index.csv')).trimEnd().split('\r\n');
    expect(head).toBe('file,type,format,subject,bytes,sha256,status');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const [file, , , , size, hash] = line.split(',');
      const found = files.get(file) ?? Buffer.alloc(0);
      expect([found.length, sha256(found)]).toEqual([Number(size), hash]);
    }
    const again = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/archive`, headers: broker.bearer });
    expect(again.rawPayload).toEqual(answer.rawPayload);
    const onlyPdf = await service.app.inject({
      method: 'GET',
      url: `/v1/flights/${flight.code}/archive?format=pdf`,
      headers: broker.bearer,
    });
    expect(onlyPdf.rawPayload.includes('express-declaration-')).toBe(false);
  });

  it('are never served once their bytes have changed', async () => {
    const [{ key }] = await service.database.rows<{ key: string }>('SELECT object_key AS key FROM document WHERE id = $1', [
      flight.declarationXml,
    ]);
    const path = join(service.config.dataFolder, 'documents', key.slice(0, 2), key);
    await rename(path, `${path}.sound`);
    for (const damage of [async () => {}, () => writeFile(path, 'other bytes')]) {
      await damage();
      for (const url of [`/v1/documents/${flight.declarationXml}/content`, `/v1/flights/${flight.code}/archive`]) {
        const answer = await service.app.inject({ method: 'GET', url, headers: broker.bearer });
        expect([answer.statusCode, answer.json().type]).toEqual([500, 'https://waybridge.example/problems/document-integrity']);
      }
    }
    await rename(`${path}.sound`, path);
    expect((await content(flight.declarationXml)).statusCode).toBe(200);
  });

  it('are out of reach while the storage is', async () => {
    const folder = join(service.config.dataFolder, 'documents');
    await rename(folder, `${folder}-away`);
    const answer = await content(flight.declarationXml);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.json().type).toMatch(/dependency-unavailable$/);
    await rm(folder, { recursive: true, force: true });
    await rename(`${folder}-away`, folder);
    expect((await content(flight.declarationXml)).statusCode).toBe(200);
  });
});
