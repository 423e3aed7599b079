import { Client, codesOf, consignee, consignment, flightOf, goodsLine, send } from './amend-case.js';
import { addTenant, startService, type TestService } from './service.js';

type Who = 'sender' | 'broker' | 'admin';

const badInn = { inn: '500100732258' };
const fireworks = { description: 'Набор праздничных фейерверков' };
const FLIGHT = flightOf('8201');
const EDITS = `/v1/flights/${FLIGHT}/consignments/edits`;
const at = (address: string) => `/v1/flights/${FLIGHT}/consignments/${address}`;

describe('edits of many', () => {
  let service: TestService;
  let sender: Client;
  let broker: Client;
  let admin: Client;

  beforeAll(async () => {
    service = await startService();
    const { organisations } = await addTenant<Who>(service.database, 'Bulk', {
      sender: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      admin: { roles: ['admin'] },
    });
    [sender, broker, admin] = [organisations.sender, organisations.broker, organisations.admin].map((who) => new Client(service, who));
    await send(service, organisations.sender, {
      manifestId: 'B-1',
      number: '8201',
      consignments: [
        ...Array.from({ length: 5 }, (_, n) => consignment(`K${n}`, { goods: [goodsLine(fireworks)] })),
        consignment('W1', { goods: [goodsLine({ commodityCode: '39' })] }),
        consignment('W2', {
          grossWeightKg: '0.864',
          goods: [goodsLine({ description: 'Кабель', commodityCode: '39' }), goodsLine({ commodityCode: '39' })],
        }),
        consignment('G1'),
        consignment('I1', { consignee: consignee(badInn), bag: 'BAG-I' }),
      ],
    });
  });
  afterAll(() => service.close());

  const flight = async () => (await admin.get(`/v1/flights/${FLIGHT}`)).json();
  const edit = async (who: Client, body: object, query = '') => {
    const answer = await who.post(EDITS + query, body);
    return { status: answer.statusCode, body: answer.json() };
  };
  const outcomesOf = (body: { results: { houseWaybill: string; outcome: string; status: string }[] }) =>
    body.results.map(({ houseWaybill, outcome, status }) => `${houseWaybill} ${outcome} ${status}`);

  it('tell in a preview what they would do, and do nothing', async () => {
    const before = await flight();
    const set = { goods: { commodityCode: '3926909709' } };
    const where = { goods: { commodityCode: '39' } };
    const preview = await edit(sender, { where, set }, '?preview=true');
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({ matched: 2, changed: 2, unchanged: 0, refused: 0, released: 2, notFound: [] });
    expect(await flight()).toEqual(before);
    expect((await sender.get(at('W1'))).json()).toMatchObject({ status: 'held', version: 0 });
  });

  it('set a commodity code where the description is this', async () => {
    const before = await flight();
    const answer = await edit(sender, {
      where: { goods: { description: 'Чехол для телефона', commodityCode: '39' } },
      set: { goods: { commodityCode: '3926909709' } },
    });
    expect(outcomesOf(answer.body)).toEqual(['W1 changed accepted', 'W2 changed held']);
    expect(answer.body.released).toBe(1);
    expect(codesOf(answer.body.results[1])).toEqual(['/consignments/6/goods/0/commodityCode format']);
    expect(await flight()).toMatchObject({ revision: before.revision + 1, counts: { held: before.counts.held - 1 } });
    const { changes } = (await sender.get(`${at('W1')}/changes`)).json();
    expect(changes).toHaveLength(1);
    expect(changes[0].after.goods[0].commodityCode).toBe('3926909709');
  });

  it('approve holds by number, with a reason that is kept', async () => {
    const held = (await broker.get(at('K0'))).json();
    expect([held.status, codesOf(held)]).toEqual(['held', ['/consignments/0/goods/0/description stop_word']]);
    const where = { houseWaybills: ['K0', 'K1', 'I1', 'G1', 'NOBODY'] };
    const approval = { codes: ['stop_word', 'inn_checksum'], reason: 'Paper ones, seen' };
    expect((await edit(sender, { where, approve: approval })).status).toBe(403);
    const { body } = await edit(broker, { where, approve: approval });
    expect(outcomesOf(body)).toEqual(['K0 approved accepted', 'K1 approved accepted', 'G1 unchanged accepted', 'I1 refused held']);
    expect(body).toMatchObject({ matched: 4, changed: 2, released: 2, notFound: ['NOBODY'] });
    expect(body.results[3].reason).toBe('Only a hold can be approved: an error has to be mended');
    const approved = (await admin.get(at('K0'))).json();
    expect(approved).toMatchObject({
      status: 'accepted',
      problems: [],
      approvals: [{ pointer: '/goods/0/description', code: 'stop_word', reason: 'Paper ones, seen', by: 'broker' }],
    });
    expect((await sender.get(`${at('K0')}/changes`)).json().changes).toMatchObject([{ action: 'approve', by: 'broker' }]);
  });

  it('leave an approval in force until what was approved changes', async () => {
    const recheck = (await edit(admin, { where: {}, recheck: true })).body;
    expect(recheck.changed).toBe(0);
    expect((await sender.mend(at('K0'), { bag: 'BAG-0' })).json()).toMatchObject({ status: 'accepted', problems: [] });
    const { consignment: value } = (await sender.get(at('K0'))).json();
    const changed = (await sender.mend(at('K0'), { goods: [{ ...value.goods[0], description: 'Фейерверк большой праздничный' }] })).json();
    expect([changed.status, codesOf(changed), changed.approvals]).toEqual(['held', ['/consignments/0/goods/0/description stop_word'], []]);
  });

  it('refuse what would spoil a consignment that is not held', async () => {
    const { revision } = await flight();
    const { body } = await edit(admin, { where: { houseWaybills: ['G1'] }, set: { patch: { grossWeightKg: '0.5' } } });
    expect(body).toMatchObject({ matched: 1, changed: 0, refused: 1, results: [{ houseWaybill: 'G1', status: 'accepted' }] });
    expect(codesOf(body.results[0])).toContain('/consignments/7/grossWeightKg total_mismatch');
    expect((await flight()).revision).toBe(revision);
  });

  it('reach faulty rows by bag, by ref and by problem', async () => {
    const ref = (await sender.get(at('I1'))).json().ref;
    for (const where of [{ bag: 'BAG-I' }, { refs: [ref] }, { problem: 'inn_checksum' }, { manifestId: 'B-1', problem: 'inn_checksum' }]) {
      const { body } = await edit(sender, { where, set: { patch: { consignee: { inn: '500100732259' } } } }, '?preview=true');
      expect([where, outcomesOf(body)]).toEqual([where, ['I1 changed accepted']]);
    }
    expect((await edit(sender, { where: { refs: ['~1.999', ref] }, recheck: true })).body).toMatchObject({
      matched: 1,
      notFound: ['~1.999'],
    });
    expect((await edit(sender, { where: { manifestId: 'NONE' }, recheck: true })).body).toMatchObject({ matched: 0 });
  });

  it('judge held consignments by the lists in force', async () => {
    const put = await service.app.inject({
      method: 'PUT',
      url: '/v1/lists/stop-words',
      headers: { ...admin.headers, 'content-type': 'text/csv' },
      payload: 'phrase,match,severity,reason,source\nкальян,form,hold,Табак,Own\n',
    });
    expect([put.statusCode, put.body]).toEqual([200, expect.anything()]);
    const { body } = await edit(broker, { where: {}, recheck: true });
    expect(body.released).toBe(4);
    expect((await broker.get(at('K4'))).json()).toMatchObject({ status: 'accepted', problems: [] });
    expect((await broker.get(`${at('K4')}/changes`)).json().changes).toMatchObject([{ action: 'recheck', before: {}, after: {} }]);
  });

  it('release what the plan has held, for the next plan to judge', async () => {
    const problem = { pointer: '/consignments/7', code: 'tariff-unknown', severity: 'hold', detail: 'No tariff is known' };
    await service.database.rows("UPDATE consignment SET held = true, problems = $1 WHERE house_waybill = 'G1'", [
      JSON.stringify([problem]),
    ]);
    const approval = { codes: ['tariff-unknown'], reason: 'Whatever it costs' };
    const where = { problem: 'tariff-unknown' };
    expect(outcomesOf((await edit(admin, { where, approve: approval })).body)).toEqual(['G1 refused held']);
    expect(outcomesOf((await edit(admin, { where, recheck: true })).body)).toEqual(['G1 changed accepted']);
  });

  it('keep what only the cells of a file tell, until somebody writes the member', async () => {
    const problem = { pointer: '/consignments/7/bag', code: 'mismatch', detail: 'Another column of the row says otherwise' };
    await service.database.rows("UPDATE consignment SET held = true, problems = $1 WHERE house_waybill = 'G1'", [
      JSON.stringify([problem]),
    ]);
    expect((await edit(admin, { where: { houseWaybills: ['G1'] }, recheck: true })).body).toMatchObject({ matched: 1, changed: 0 });
    expect((await sender.mend(at('G1'), { pieces: 2 })).json().status).toBe('held');
    const { consignment: value } = (await sender.get(at('G1'))).json();
    expect((await sender.mend(at('G1'), { bag: value.bag })).json()).toMatchObject({ status: 'accepted', problems: [] });
  });

  it('go through more rows than are in hand at once, in one revision', async () => {
    const { revision } = await flight();
    const number = '8202';
    const consignments = Array.from({ length: 700 }, (_, n) => consignment(`N${n}`, { goods: [goodsLine({ commodityCode: '39' })] }));
    await send(service, sender.organisation, { manifestId: 'B-2', number, consignments: [...consignments, consignment('GOOD')] });
    const answer = await sender.post(`/v1/flights/${flightOf(number)}/consignments/edits`, {
      where: { problem: 'format' },
      set: { goods: { commodityCode: '3926909709' } },
    });
    expect(answer.json()).toMatchObject({ matched: 700, changed: 700, released: 700 });
    expect((await admin.get(`/v1/flights/${flightOf(number)}`)).json()).toMatchObject({ revision: 2, counts: { held: 0 } });
    expect((await admin.get('/v1/manifests/B-2')).json()).toMatchObject({ held: 0, status: 'accepted' });
    expect((await flight()).revision).toBe(revision);
  });

  it.each([
    ['nothing to do', { where: { bag: 'B' } }, ''],
    ['nothing named', { where: {}, set: { patch: { pieces: 1 } } }, '/where'],
    ['a short reason', { where: { bag: 'B' }, approve: { codes: ['stop_word'], reason: 'ok' } }, '/approve/reason'],
    ['an unknown code', { where: { bag: 'B' }, approve: { codes: ['sins'], reason: 'because' } }, '/approve/codes/0'],
    ['no ref', { where: { refs: ['12.3'] }, recheck: true }, '/where/refs/0'],
    ['a mask', { where: { bag: 'B' }, set: { patch: { consignee: { inn: '••••' } } } }, ''],
  ])('are refused with %s', async (_, body, pointer) => {
    const answer = await edit(admin, body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
  });
});
