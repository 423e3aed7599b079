import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flightOf, type Manifest, manifestOf } from './manifest.js';
import { ONE_HOUSE } from './one-house.js';
import { postManifest } from './post-manifest.js';
import { type FlightView, Service } from './service.js';

interface DocumentView {
  sha256: string;
  type: string;
  format: string;
  check?: { parser: string; schema?: string | null; numbers: number };
}

describe('a document that fails its own check', () => {
  const schemas = mkdtempSync(join(tmpdir(), 'waybridge-one-house-'));
  let service: Service;

  beforeAll(async () => {
    writeFileSync(join(schemas, 'one-house.xsd'), ONE_HOUSE);
    service = await Service.start({ SCHEMA_DIR: schemas });
  });
  afterAll(async () => {
    await service.end();
    rmSync(schemas, { recursive: true });
  });

  async function closed(
    manifest: Manifest,
    key: string,
  ): Promise<FlightView & { problem?: { code?: string; type?: string; detail?: string } }> {
    const answer = await postManifest(service, JSON.stringify(manifest), { headers: { 'idempotency-key': key } });
    expect(answer).toMatchObject({ status: 202 });
    const flight = String(answer.body.flight);
    expect((await service.call('POST', `/v1/flights/${flight}/close`, { role: 'upstream' })).status).toBe(202);
    return service.until(flight, ['ready', 'failed']);
  }
  const documentsOf = async (flight: string) =>
    (await service.call<{ documents: DocumentView[] }>('GET', `/v1/flights/${flight}/documents`)).body.documents;

  it('ends the run with a problem that names it; what was published before stays', async () => {
    const manifest = manifestOf('8601');
    expect((await closed(manifest, 'k-8601')).status).toBe('ready');
    const published = await documentsOf(flightOf('8601'));
    const marks = published.filter(({ type }) => type === 'express-declaration').map(({ format, check }) => [format, check]);
    expect(marks).toEqual([
      ['pdf', { parser: 'pdf', numbers: 1, totals: 2, pages: [1] }],
      ['xml', { parser: 'libxml2', schema: 'one-house.xsd', numbers: 1, totals: 4 }],
    ]);
    for (const { check } of published) expect(check).toMatchObject({ parser: expect.any(String) });

    const [consignment] = manifest.consignments;
    const more = {
      ...manifest,
      revision: 2,
      consignments: [consignment, { ...consignment, houseWaybill: 'LP-8601-2', orderNumber: 'ORDER-2' }],
    };
    const failed = await closed(more, 'k-8601-2');
    expect(failed.status).toBe('failed');
    expect(failed.problem).toMatchObject({
      type: expect.stringMatching(/\/document-check-failed$/),
      detail: expect.stringMatching(
        /^express-declaration-4B8601-.*\.xml: not as its schema demands, line \d+, ObjectOrdinal, maxInclusive$/,
      ),
    });
    expect((await documentsOf(flightOf('8601'))).map(({ sha256 }) => sha256)).toEqual(published.map(({ sha256 }) => sha256));
  });
});
