import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReconciliationBody } from '../../src/publish/on-demand/reconciliation/reconciliation.schema.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const NUMBER = '8701';

/** Sheets of a workbook by name, as a reader of another make has them. */
const READER = `
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({sheet.title: {'rows': [[cell.value for cell in row] for row in sheet.iter_rows()], 'frozen': sheet.freeze_panes} for sheet in book}))
`;
const python = ['/usr/bin/python3', 'python3'].find((path) => spawnSync(path, ['-c', 'import openpyxl']).status === 0);
const itWithPython = python === undefined ? it.skip : it;

describe('the reconciliation of a flight', () => {
  let service: TestService;
  let own: Record<'upstream' | 'broker' | 'admin', TestOrganisation>;
  let flight: string;
  let runId: number;
  /** One that stands in a declaration, with its figures. */
  let number: string;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Reconciliation', {
      upstream: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      admin: { roles: ['admin'] },
    });
    own = tenant.organisations;
    await service.app.listen(0, '127.0.0.1');
    await setUpTenant(service, tenant.id, own.admin);
    const items = sampleConsignments(NUMBER, 90);
    // One is faulty and held: it flies nowhere and differs from nothing.
    items[5] = { ...items[5], consignee: { ...items[5].consignee, inn: '500100732258' } };
    flight = await postFlight(service, own.upstream, NUMBER, items);
    runId = await planFlight(service, own.admin, flight);
    number = items[10].houseWaybill;
  });
  afterAll(() => service.close());

  async function reconciled(): Promise<ReconciliationBody> {
    const answer = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight}/reconciliation`, headers: own.broker.bearer });
    expect([answer.statusCode, answer.json().errors]).toEqual([200, undefined]);
    return answer.json();
  }

  const sql = (text: string, values: unknown[] = []) => service.database.rows(text, values);

  /** What is told after something was done by hand, which is undone. */
  async function told(done: readonly [string, unknown[]?], undone: readonly [string, unknown[]?]): Promise<ReconciliationBody> {
    await sql(...done);
    try {
      return await reconciled();
    } finally {
      await sql(...undone);
    }
  }

  const differing = ({ totals }: ReconciliationBody) => totals.filter(({ isSame }) => !isSame).map(({ measure }) => measure);
  const what = ({ odd }: ReconciliationBody) => odd.map(({ of, number: name, lines }) => [of, name, lines.map(({ measure }) => measure)]);

  describe('that is planned', () => {
    it('agrees without documents', async () => {
      const body = await reconciled();
      expect([body.odd, body.differences, body.status, differing(body)]).toEqual([[], 0, 'ok', []]);
      expect(body.totals[0].sides).toMatchObject({ manifests: 89, plan: 89, declarations: 89, waybills: 89 });
      expect(body.totals[0].sides).not.toHaveProperty('declarationXml');
    });

    it('tells once what a consignment and its sums have in common', async () => {
      const heavier = ['UPDATE consignment SET gross_weight_g = gross_weight_g + $2 WHERE house_waybill = $1'] as const;
      const body = await told([...heavier, [number, 100]], [...heavier, [number, -100]]);
      expect(what(body)).toEqual([['consignment', number, ['grossWeight']]]);
    });

    it('finds a place that is gone', async () => {
      await sql(
        'CREATE TABLE kept AS SELECT p.* FROM placement p JOIN consignment c USING (manifest_key, sequence) WHERE c.house_waybill = $1',
        [number],
      );
      const gone =
        'DELETE FROM placement p USING kept k WHERE p.run_id = k.run_id AND p.manifest_key = k.manifest_key AND p.sequence = k.sequence';
      const body = await told([gone], ['INSERT INTO placement SELECT * FROM kept']);
      await sql('DROP TABLE kept');
      expect(what(body)).toEqual([['consignment', number, ['consignments']]]);
    });
  });

  describe('that is published', () => {
    beforeAll(() => publishFlight(service, runId));

    it('agrees to the last kopeck, with as many sources as there are', async () => {
      const body = await reconciled();
      expect([body.odd, body.differences, body.status, differing(body)]).toEqual([[], 0, 'ok', []]);
      const [consignments] = body.totals;
      expect(consignments.sides).toEqual({
        manifests: 89,
        plan: 89,
        declarations: 89,
        declarationXml: 89,
        waybills: 89,
        waybillXml: 89,
        houseManifestXml: 89,
      });
      const weight = body.totals.find(({ measure }) => measure === 'grossWeight');
      expect(Object.keys(weight?.sides ?? {})).toHaveLength(8);
      expect(body.totals.filter(({ measure }) => measure === 'value').length).toBeGreaterThanOrEqual(2);
      expect(body.declarations.flatMap(({ lines }) => lines).every(({ isSame }) => isSame)).toBe(true);
      expect(body.waybills.flatMap(({ lines }) => lines).every(({ isSame }) => isSame)).toBe(true);
      expect(body.declarations.some(({ id }) => /-D\d+$/.test(id))).toBe(true);
    });

    it('shows the weight that was altered, and what it should be', async () => {
      const before = await sql('SELECT gross_weight_g AS g FROM consignment WHERE house_waybill = $1', [number]);
      const heavier = ['UPDATE consignment SET gross_weight_g = gross_weight_g + $2 WHERE house_waybill = $1'] as const;
      const body = await told([...heavier, [number, 100]], [...heavier, [number, -100]]);
      expect([body.status, body.differences, what(body)]).toEqual(['different', 1, [['consignment', number, ['grossWeight']]]]);
      const kilograms = (grams: number) => (grams / 1_000).toFixed(3);
      const [was, is] = [kilograms(Number(before[0].g)), kilograms(Number(before[0].g) + 100)];
      expect(body.odd[0].lines[0].sides).toEqual({ manifests: is, sent: was, plan: is, declarationXml: was });
      expect(differing(body)).toEqual(['grossWeight']);
    });

    it('shows the value that was altered, in its currency and in roubles', async () => {
      const [{ values }] = await service.database.rows<{ values: string }>(
        'SELECT line_values AS values FROM consignment WHERE house_waybill = $1',
        [number],
      );
      const set = 'UPDATE consignment SET line_values = $2 WHERE house_waybill = $1';
      const body = await told([set, [number, values.replace(/\d+/, (digits) => `${digits}0`)]], [set, [number, values]]);
      expect([body.differences, what(body)]).toEqual([1, [['consignment', number, ['values', 'valueRub']]]]);
      expect(differing(body)).toEqual(['value', 'valueRub']);
    });

    it('shows the roubles of a place that were altered', async () => {
      const dearer = [
        'UPDATE placement p SET value_kopecks = value_kopecks + $2 FROM consignment c WHERE c.manifest_key = p.manifest_key AND c.sequence = p.sequence AND c.house_waybill = $1',
      ] as const;
      const body = await told([...dearer, [number, 1]], [...dearer, [number, -1]]);
      expect([body.differences, what(body)]).toEqual([1, [['consignment', number, ['valueRub']]]]);
    });

    it('shows the one that is held and flies all the same', async () => {
      const hold = ['UPDATE consignment SET held = $2 WHERE house_waybill = $1'] as const;
      const body = await told([...hold, [number, true]], [...hold, [number, false]]);
      expect([body.differences, what(body)]).toEqual([1, [['consignment', number, ['consignments']]]]);
      expect(body.odd[0].lines[0].sides).toEqual({ manifests: 'held', plan: 1, declarationXml: 1 });
    });

    it('shows the one that is let go and flies nowhere', async () => {
      const [held] = await service.database.rows<{ number: string }>('SELECT house_waybill AS number FROM consignment WHERE held');
      const hold = ['UPDATE consignment SET held = $2 WHERE house_waybill = $1'] as const;
      const body = await told([...hold, [held.number, false]], [...hold, [held.number, true]]);
      expect([body.differences, what(body)]).toEqual([1, [['consignment', held.number, ['consignments']]]]);
    });

    it('shows the one whose place was deleted, with the declaration that has it', async () => {
      await sql(
        'CREATE TABLE kept AS SELECT p.* FROM placement p JOIN consignment c USING (manifest_key, sequence) WHERE c.house_waybill = $1',
        [number],
      );
      const gone =
        'DELETE FROM placement p USING kept k WHERE p.run_id = k.run_id AND p.manifest_key = k.manifest_key AND p.sequence = k.sequence';
      const body = await told([gone], ['INSERT INTO placement SELECT * FROM kept']);
      await sql('DROP TABLE kept');
      expect([body.differences, what(body)]).toEqual([1, [['consignment', number, ['consignments']]]]);
      expect(body.odd[0].lines[0].sides).toEqual({ manifests: 1, plan: 0, declarationXml: 1 });
      expect(body.odd[0].declaration).toMatch(new RegExp(`^${flight}-`));
    });

    it('shows the one whose row was deleted, by the number its declaration has', async () => {
      await sql('CREATE TABLE kept AS SELECT * FROM consignment WHERE house_waybill = $1', [number]);
      const body = await told(
        ['DELETE FROM consignment WHERE house_waybill = $1', [number]],
        ['INSERT INTO consignment SELECT * FROM kept'],
      );
      await sql('DROP TABLE kept');
      expect([body.differences, what(body)]).toEqual([1, [['consignment', number, ['consignments']]]]);
      expect(body.odd[0].lines[0].sides).toEqual({ manifests: 0, plan: 1, declarationXml: 1 });
    });

    it('shows what was sent and is another now', async () => {
      const change = ['UPDATE consignment SET body = $2 || body WHERE house_waybill = $1'] as const;
      const body = await told(
        [...change, [number, ' ']],
        ['UPDATE consignment SET body = substr(body, 2) WHERE house_waybill = $1', [number]],
      );
      expect([body.differences, what(body)]).toEqual([1, [['consignment', number, ['content']]]]);
    });

    it('shows declarations and waybills whose own rows were altered, and nothing beside', async () => {
      const { declarations, waybills } = await reconciled();
      const slot = declarations[0].id.slice(flight.length + 1);
      const declared = [`UPDATE declaration SET gross_weight_g = gross_weight_g + $2 WHERE slot = $1`] as const;
      expect(what(await told([...declared, [slot, 5]], [...declared, [slot, -5]]))).toEqual([
        ['declaration', declarations[0].id, ['grossWeight']],
      ]);
      const duty = [`UPDATE declaration SET duty_kopecks = duty_kopecks + $2 WHERE slot = $1`] as const;
      expect(what(await told([...duty, [slot, 5]], [...duty, [slot, -5]]))).toEqual([['declaration', declarations[0].id, ['duty']]]);
      const carried = [`UPDATE master_waybill SET pieces = pieces + $2 WHERE number = $1`] as const;
      const [{ number: waybill }] = waybills;
      expect(what(await told([...carried, [waybill, 1]], [...carried, [waybill, -1]]))).toEqual([['waybill', waybill, ['bags']]]);
    });

    it('names documents that are not there or cannot be read, not what is in them', async () => {
      const [{ id }] = await service.database.rows<{ id: string }>(
        "SELECT id FROM document WHERE type = 'express-declaration' AND format = 'xml' ORDER BY subject LIMIT 1",
      );
      const status = 'UPDATE document SET status = $2 WHERE id = $1';
      const missing = await told([status, [id, 'superseded']], [status, [id, 'published']]);
      expect(missing.odd.map(({ of, lines }) => [of, lines[0].sides])).toEqual([['document', { declarationXml: 'missing' }]]);
      const size = ['UPDATE document SET object_size = object_size + $2 WHERE id = $1'] as const;
      const damaged = await told([...size, [id, 1]], [...size, [id, -1]]);
      expect(damaged.odd.map(({ of, lines }) => [of, lines[0].sides])).toEqual([['document', { declarationXml: 'damaged' }]]);
    });

    itWithPython('is a workbook that says so at its head', async () => {
      const headers = { ...own.broker.bearer, 'accept-language': 'ru' };
      const sheetsOf = async () => {
        const answer = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight}/reconciliation?format=xlsx`, headers });
        const path = join(service.config.dataFolder, 'reconciliation.xlsx');
        writeFileSync(path, answer.rawPayload);
        const text = execFileSync(python ?? '', ['-c', READER, path], { encoding: 'utf8' });
        const sheets: Record<string, { rows: (string | number | null)[][]; frozen: string }> = JSON.parse(text);
        return sheets;
      };
      const same = await sheetsOf();
      expect(Object.keys(same)).toEqual(['Сверка', 'Расхождения', 'Общие накладные', 'Декларации']);
      expect(Object.values(same).map(({ frozen }) => frozen)).toEqual(['A2', 'A2', 'A2', 'A2']);
      expect(same.Сверка.rows[0].slice(0, 2)).toEqual(['Сходится', 'Манифесты (строки)']);
      expect(same.Сверка.rows[1].slice(0, 3)).toEqual(['Партий', 89, null]);
      expect(same.Расхождения.rows).toHaveLength(1);
      const heavier = 'UPDATE consignment SET gross_weight_g = gross_weight_g + $2 WHERE house_waybill = $1';
      await sql(heavier, [number, 100]);
      const other = await sheetsOf();
      await sql(heavier, [number, -100]);
      expect(other.Сверка.rows[0][0]).toBe('Расхождений: 1');
      expect(other.Расхождения.rows).toHaveLength(2);
      expect(other.Расхождения.rows[1].slice(0, 2)).toEqual(['партия', number]);
      expect(other.Расхождения.rows[1][4]).toBe('Вес брутто, кг');
    });

    it('is for those who deal with customs', async () => {
      const { statusCode } = await service.app.inject({
        method: 'GET',
        url: `/v1/flights/${flight}/reconciliation`,
        headers: own.upstream.bearer,
      });
      expect(statusCode).toBe(403);
    });
  });

  it('waits for a plan', async () => {
    const open = await postFlight(service, own.upstream, '8702', sampleConsignments('8702', 3));
    const answer = await service.app.inject({ method: 'GET', url: `/v1/flights/${open}/reconciliation`, headers: own.admin.bearer });
    expect([answer.statusCode, answer.json().status]).toEqual([409, 409]);
  });
});
