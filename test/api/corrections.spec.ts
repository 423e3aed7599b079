import { readCsvRows } from '../../src/files/csv/read-csv.js';
import { Corrections } from '../../src/intake/amend/corrections/corrections.js';
import type { EditReport } from '../../src/intake/amend/edits/edit-report.js';
import { manifestExampleOn } from '../../src/intake/manifest.example.js';
import type { ManifestSource } from '../../src/intake/manifest-source.js';
import { ManifestOpening } from '../../src/intake/open-manifest.js';
import { readManifest } from '../../src/intake/read-manifest.js';
import { AccessStore, type Caller } from '../../src/store/access.store.js';
import { Client, codesOf, consignee, consignment, flightOf, send, today } from './amend-case.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const badInn = { inn: '500100732258' };
const goodInn = { inn: '500100732259' };
const FLIGHT = flightOf('8401');
const at = (address: string) => `/v1/flights/${FLIGHT}/consignments/${address}`;

describe('corrections', () => {
  let service: TestService;
  let sender: TestOrganisation;
  let client: Client;

  beforeAll(async () => {
    service = await startService();
    const { organisations } = await addTenant(service.database, 'Corrections', { sender: { roles: ['upstream'] } });
    sender = organisations.sender;
    client = new Client(service, sender);
    await send(service, sender, {
      manifestId: 'C-1',
      number: '8401',
      consignments: [
        consignment('A'),
        consignment('B', { consignee: consignee(badInn) }),
        consignment('C', { consignee: consignee(badInn) }),
        consignment('D', { consignee: consignee(badInn) }),
        consignment('e', { orderNumber: 'O-E' }),
        consignment('F', { consignee: consignee(badInn) }),
      ],
    });
  });
  afterAll(() => service.close());

  type Sent = ReturnType<typeof consignment>[];

  function sourceOf(consignments: Sent, head: object = {}): ManifestSource {
    const body = JSON.stringify({ ...manifestExampleOn(today), manifestId: 'C-1', ...head, consignments });
    async function* bytes() {
      yield Buffer.from(body);
    }
    return readManifest(bytes(), { format: 'json', today, tenant: 'Corrections' });
  }

  async function callerOf(): Promise<Caller> {
    const caller = await service.app.get(AccessStore, { strict: false }).callerOf(sender.key);
    if (caller === undefined) throw new Error('no caller');
    return caller;
  }

  async function correct(source: ManifestSource, isPreview = false): Promise<EditReport> {
    const caller = await callerOf();
    return service.app.get(Corrections, { strict: false }).apply(caller, 'C-1', source, { language: 'en', isPreview });
  }

  const outcomesOf = ({ results }: EditReport) =>
    results.map(({ houseWaybill, outcome, status }) => `${houseWaybill} ${outcome} ${status}`);
  const flight = async () => (await client.get(`/v1/flights/${FLIGHT}`)).json();

  const mended = [
    consignment('A', { bag: 'CHANGED' }),
    consignment('B', { consignee: consignee(goodInn) }),
    consignment('C', { consignee: consignee({ inn: '1' }) }),
    consignment('E', { orderNumber: 'O-E' }),
    consignment('NEW'),
  ];

  it('tell in a preview what they would do', async () => {
    const before = await flight();
    expect((await correct(sourceOf(mended), true)).released).toBe(2);
    expect(await flight()).toEqual(before);
  });

  it('replace what is held, and nothing else', async () => {
    const before = await flight();
    const report = await correct(sourceOf(mended));
    expect(outcomesOf(report).sort()).toEqual([
      'A refused undefined',
      'B changed accepted',
      'C changed held',
      'E changed accepted',
      'NEW refused undefined',
    ]);
    expect(report).toMatchObject({ matched: 5, changed: 3, unchanged: 0, refused: 2, released: 2 });
    const reasons = report.results.flatMap(({ houseWaybill, reason }) => (reason === undefined ? [] : [`${houseWaybill}: ${reason}`]));
    expect(reasons).toEqual(['A: It is not held any more', 'NEW: It is not in this manifest']);
    expect(await flight()).toMatchObject({ revision: before.revision + 1, counts: { held: 3 } });
    const faulty = (await client.get(at('C'))).json();
    expect([faulty.consignment.consignee.inn, codesOf(faulty)]).toEqual(['1', ['/consignments/2/consignee/inn inn_length']]);
    expect((await client.get(at('A'))).json()).toMatchObject({ version: 0 });
    expect((await client.get(`${at('B')}/changes`)).json().changes).toMatchObject([
      { action: 'correct', before: { consignee: badInn }, after: { consignee: goodInn } },
    ]);
  });

  it('change nothing when the same file comes again', async () => {
    const before = await flight();
    const report = await correct(sourceOf(mended));
    expect(report).toMatchObject({ changed: 0, unchanged: 3, refused: 2, released: 0 });
    expect(await flight()).toEqual(before);
  });

  it('are for the manifest and the channel that they name', async () => {
    await expect(correct(sourceOf(mended, { manifestId: 'C-2' }))).rejects.toMatchObject({
      code: 'validation-failed',
      findings: [{ pointer: '/manifestId', code: 'mismatch' }],
    });
    await expect(correct(sourceOf(mended, { channel: 'postal' }))).rejects.toMatchObject({ code: 'validation-failed' });
    await expect(correct(sourceOf(mended, { revision: 0 }))).rejects.toMatchObject({ findings: [{ pointer: '/revision' }] });
  });

  const headOf = (manifestId: string, number: string) => {
    const { flight: example } = manifestExampleOn(today);
    return { manifestId, revision: 1, channel: 'express', flight: { ...example, number } };
  };

  /** The problems of a manifest as rows of a file, headings first. */
  async function problemRows(manifestId: string): Promise<string[][]> {
    const { rawPayload } = await client.get(`/v1/manifests/${manifestId}/problems?format=csv`);
    async function* bytes() {
      yield rawPayload;
    }
    const rows: string[][] = [];
    for await (const batch of readCsvRows(bytes())) for (const { cells } of batch) rows.push([...cells]);
    return rows;
  }

  const csvOf = (rows: readonly string[][]) =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

  async function correctByFile(manifestId: string, number: string, rows: readonly string[][]): Promise<EditReport> {
    async function* bytes() {
      yield Buffer.from(csvOf(rows));
    }
    const caller = await callerOf();
    const opening = service.app.get(ManifestOpening, { strict: false });
    return opening.manifest(caller, bytes(), { form: 'csv', head: headOf(manifestId, number) }, ({ source }) =>
      service.app.get(Corrections, { strict: false }).apply(caller, manifestId, source, { language: 'en' }),
    );
  }

  /** The rows with another cell in some of them. */
  const withCells = (rows: readonly string[][], heading: string, cells: Record<number, string>) =>
    rows.map((row, i) => row.map((cell, column) => (rows[0][column] === heading ? (cells[i] ?? cell) : cell)));

  it('take the file of problems back, whatever its consignments are numbered', async () => {
    await send(service, sender, {
      manifestId: 'C-3',
      number: '8403',
      consignments: [
        consignment('P0'),
        consignment('p1'),
        consignment('P0', { orderNumber: 'O-P2' }),
        consignment('P3', { consignee: consignee(badInn) }),
      ],
    });
    const rows = await problemRows('C-3');
    expect(rows.map((row) => row[0])).toEqual(['houseWaybill', 'p1', 'P0', 'P3']);
    const numbered = withCells(rows, 'houseWaybill', { 1: 'P1', 2: 'P2' });
    const report = await correctByFile('C-3', '8403', withCells(numbered, 'consignee.inn', { 3: '12' }));
    expect(outcomesOf(report)).toEqual(['P1 changed accepted', 'P2 changed accepted', 'P3 changed held']);
    expect((await client.get('/v1/manifests/C-3')).json()).toMatchObject({ held: 1 });
    const again = await correctByFile('C-3', '8403', withCells(numbered, 'consignee.inn', { 3: '12' }));
    expect(again).toMatchObject({ changed: 0, unchanged: 3 });
  });

  it('keep the rows of the file that was sent first', async () => {
    const [headings, ...rows] = await problemRows('C-3');
    const own = headings.flatMap((heading, column) => (heading.startsWith('_') ? [] : [column]));
    const first = [headings, rows[0], rows[0]].map((row) => own.map((column) => row[column]));
    const posted = withCells(first, 'houseWaybill', { 1: 'R1', 2: 'R2' });
    const sent = withCells(posted, 'orderNumber', { 1: 'O-R1', 2: 'O-R2' });
    const query = `manifestId=C-4&revision=1&channel=express&flight=${flightOf('8404')}&destination=SVO&on-invalid=hold`;
    const answer = await fetch(`${await service.app.getUrl()}/v1/manifests?${query}`, {
      method: 'POST',
      headers: { ...sender.bearer, 'content-type': 'text/csv', 'idempotency-key': 'C-4' },
      body: csvOf([
        ...sent,
        withCells([sent[0], sent[1]], 'consignee.inn', { 1: '500100732259' })[1].map((cell) => cell.replace('R1', 'R3')),
      ]),
    });
    expect([answer.status, await answer.json()]).toMatchObject([202, { consignments: 3, held: 2 }]);
    const problems = await problemRows('C-4');
    const report = await correctByFile('C-4', '8404', [
      problems[0],
      ...withCells(problems, 'consignee.inn', { 1: '1', 2: '500100732259' }).slice(1),
    ]);
    expect(outcomesOf(report)).toEqual(['R1 changed held', 'R2 changed accepted']);
    const [held] = (await client.get('/v1/manifests/C-4/problems')).json().consignments;
    expect(held).toMatchObject({ houseWaybill: 'R1', row: 2, errors: [{ code: 'inn_length', row: 2, column: 'consignee.inn' }] });
    expect((await problemRows('C-4'))[1]).toEqual(expect.arrayContaining(['R1', '1']));
    expect((await correctByFile('C-4', '8404', withCells(problems, 'consignee.inn', { 1: '1', 2: '500100732259' }))).changed).toBe(0);
  });

  it('go through more than are in hand at once', async () => {
    const many = Array.from({ length: 350 }, (_, n) => consignment(`M${n}`, { consignee: consignee(badInn) }));
    await send(service, sender, { manifestId: 'C-1', revision: 2, number: '8401', consignments: [consignment('A'), ...many] });
    const report = await correct(sourceOf(many.map((one) => ({ ...one, consignee: consignee(goodInn) }))));
    expect(report).toMatchObject({ matched: 350, changed: 350, released: 350, refused: 0 });
    expect((await client.get('/v1/manifests/C-1')).json()).toMatchObject({ held: 0, status: 'accepted' });
  });
});
