import { Client, codesOf, consignee, consignment, flightOf, goodsLine, send } from './amend-case.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

type Who = 'sender' | 'other' | 'broker' | 'airline' | 'admin';

const badInn = { inn: '500100732258' };
const FLIGHT = flightOf('8101');
const at = (address: string, flight = FLIGHT) => `/v1/flights/${flight}/consignments/${address}`;

describe('mending in place', () => {
  let service: TestService;
  let own: Record<Who, TestOrganisation>;
  let sender: Client;
  let broker: Client;
  let admin: Client;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Mending', {
      sender: { roles: ['upstream'] },
      other: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
    });
    own = tenant.organisations;
    [sender, broker, admin] = [own.sender, own.broker, own.admin].map((who) => new Client(service, who));
    await send(service, own.sender, {
      manifestId: 'M-1',
      number: '8101',
      consignments: [
        consignment('LP1'),
        consignment('LP2', { consignee: consignee(badInn) }),
        consignment('LP3', { consignee: consignee(badInn), goods: [goodsLine({ commodityCode: '39' })] }),
        consignment('LP4', { orderNumber: 'O-4' }),
        consignment('LP4', { orderNumber: 'O-5' }),
        consignment('lp-bad'),
        consignment('LP7', { consignee: consignee(badInn) }),
        consignment('LP8'),
      ],
    });
  });
  afterAll(() => service.close());

  const flight = async () => (await admin.get(`/v1/flights/${FLIGHT}`)).json();
  const manifest = async () => (await admin.get('/v1/manifests/M-1')).json();

  it('shows a consignment whole to its sender, with what is expected', async () => {
    const answer = await sender.get(at('LP2'), { 'accept-language': 'ru' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.etag).toMatch(/^"0-[0-9a-f]{12}"$/);
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const body = answer.json();
    expect(body).toMatchObject({ houseWaybill: 'LP2', manifestId: 'M-1', status: 'held', version: 0, isMasked: false });
    expect(body.consignment.consignee).toEqual(consignee(badInn));
    expect(body.problems).toEqual([
      {
        pointer: '/consignments/1/consignee/inn',
        code: 'inn_checksum',
        detail: expect.stringMatching(/[а-я]/),
        expected: '123456789047',
      },
    ]);
  });

  it('masks identity numbers for broker and operator until they say why, and writes that down', async () => {
    const { consignment: shown, isMasked } = (await broker.get(at('LP8'))).json();
    expect(isMasked).toBe(true);
    expect(shown.consignee).toMatchObject({
      inn: '••••••••••••',
      lastName: 'Иванова',
      identityDocument: { series: '••••', number: '••••••' },
    });
    const { consignment: whole } = (await admin.get(`${at('LP8')}?reason=Customs%20asks`)).json();
    expect(whole.consignee.inn).toBe('500100732259');
    const { changes } = (await admin.get(`${at('LP8')}/changes`)).json();
    expect(changes).toEqual([{ at: expect.any(String), by: 'admin', action: 'look', reason: 'Customs asks', before: {}, after: {} }]);
    expect((await admin.get(`${at('LP8')}?reason=%20`)).statusCode).toBe(422);
  });

  it('shows the carrier number, bag and weight, and nothing to others', async () => {
    const airline = new Client(service, own.airline);
    const answer = await airline.get(`${at('LP8')}?reason=curious`);
    expect(answer.json()).toEqual({ houseWaybill: 'LP8', bag: 'HGHSVO2611220017', grossWeightKg: '0.432' });
    expect(answer.headers.etag).toBeUndefined();
    expect((await airline.get(`${at('LP8')}/changes`)).statusCode).toBe(403);
    expect((await new Client(service, own.other).get(at('LP8'))).statusCode).toBe(404);
  });

  it('asks for the state that was read', async () => {
    const without = await sender.patch(at('LP2'), undefined, {});
    expect([without.statusCode, without.json().errors[0].header]).toEqual([412, 'if-match']);
    expect((await sender.patch(at('LP2'), '"7-abcdef"', {})).statusCode).toBe(412);
    expect((await sender.patch(at('NONE'), '"7-abcdef"', {})).statusCode).toBe(404);
    expect((await sender.patch(at('LP2'), '*', [])).statusCode).toBe(422);
    expect((await sender.patch(at('LP2'), '*', {}, 'text/plain')).statusCode).toBe(415);
  });

  it('releases a consignment that is mended, and opens the flight again', async () => {
    const [before, sent] = [await flight(), await manifest()];
    const answer = await broker.mend(at('LP2'), { consignee: { inn: '500100732259' } });
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { status: 'accepted', version: 1, problems: [] }]);
    expect(answer.headers.etag).toBe((await broker.get(at('LP2'))).headers.etag);
    const after = await flight();
    expect([after.status, after.revision, after.counts.held]).toEqual(['open', before.revision + 1, before.counts.held - 1]);
    expect(await manifest()).toMatchObject({ revision: 1, held: sent.held - 1, status: 'accepted-with-holds' });
    const { changes } = (await sender.get(`${at('LP2')}/changes`)).json();
    expect(changes).toMatchObject([
      { by: 'broker', action: 'mend', before: { consignee: { inn: '500100732258' } }, after: { consignee: { inn: '500100732259' } } },
    ]);
    const masked = (await broker.get(`${at('LP2')}/changes`)).json();
    expect(masked.changes[0].after).toEqual({ consignee: { inn: '••••••••••••' } });
  });

  it('saves a held one with what is still wrong', async () => {
    const answer = await sender.mend(at('LP3'), { consignee: { inn: '500100732259' } });
    expect([answer.statusCode, answer.json().status, codesOf(answer.json())]).toEqual([
      200,
      'held',
      ['/consignments/2/goods/0/commodityCode format'],
    ]);
  });

  it('changes nothing where nothing differs', async () => {
    const before = await flight();
    const { headers } = await sender.get(at('LP3'));
    const answer = await sender.patch(at('LP3'), String(headers.etag), { pieces: 1 }, 'application/json');
    expect([answer.statusCode, answer.headers.etag]).toEqual([200, headers.etag]);
    expect((await flight()).revision).toBe(before.revision);
  });

  it('keeps a consignment that is not held without errors', async () => {
    const before = await flight();
    const answer = await sender.mend(at('LP1'), { consignee: badInn, pieces: null });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/consignments/0/consignee/inn',
      '/consignments/0/pieces',
    ]);
    expect((await sender.get(at('LP1'))).json()).toMatchObject({ version: 0, consignment: { pieces: 1 } });
    expect(await flight()).toEqual(before);
    expect((await sender.mend(at('LP1'), { bag: 'BAG-9' })).json()).toMatchObject({ status: 'accepted', consignment: { bag: 'BAG-9' } });
  });

  it('lets one of two writers through', async () => {
    const { etag } = (await sender.get(at('LP7'))).headers;
    const answers = await Promise.all([sender, broker, admin].map((who, i) => who.patch(at('LP7'), String(etag), { bag: `B-${i}` })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412]);
  });

  it('means the held one of two that share a number, and releases whoever waited for it', async () => {
    const shared = (await sender.get(at('LP4'))).json();
    expect([shared.status, codesOf(shared)]).toEqual(['held', ['/consignments/4/houseWaybill duplicate']]);
    const good = `~${shared.ref.slice(1).split('.')[0]}.3`;
    // The one that is good goes: its number is free for the other.
    const { revision } = await flight();
    expect((await sender.mend(at(good), { houseWaybill: 'LP4-A' })).json()).toMatchObject({ status: 'accepted', houseWaybill: 'LP4-A' });
    expect((await sender.get(at(shared.ref))).json()).toMatchObject({ status: 'accepted', problems: [], version: 1 });
    expect((await flight()).revision).toBe(revision + 1);
    // And cannot have it back.
    expect((await sender.mend(at('LP4-A'), { houseWaybill: 'LP4' })).json()).toMatchObject({ errors: [{ code: 'duplicate' }] });
    expect((await sender.mend(at('LP4-A'), { orderNumber: 'O-5' })).json()).toMatchObject({ errors: [{ code: 'duplicate' }] });
  });

  it('reaches a consignment without a number by its ref', async () => {
    const { consignments } = (await sender.get(`/v1/flights/${FLIGHT}/consignments?problem=format`)).json();
    expect(consignments.length).toBeGreaterThan(0);
    const key = (await sender.get(at('LP1'))).json().ref.split('.')[0];
    const bad = (await sender.get(at(`${key}.5`))).json();
    expect([bad.houseWaybill, codesOf(bad)]).toEqual([undefined, ['/consignments/5/houseWaybill format']]);
    // A number that is taken: held for that from now on, and the one that had it is not.
    expect(codesOf((await sender.mend(at(`${key}.5`), { houseWaybill: 'LP8' })).json())).toEqual([
      '/consignments/5/houseWaybill duplicate',
    ]);
    expect((await sender.get(at(`${key}.7`))).json()).toMatchObject({ houseWaybill: 'LP8', status: 'accepted' });
    expect((await sender.mend(at(`${key}.5`), { houseWaybill: 'LP6' })).json()).toMatchObject({ houseWaybill: 'LP6', status: 'accepted' });
    for (const ref of [`${key}.99`, '~1.x', `~${'9'.repeat(30)}.1`]) expect((await sender.get(at(ref))).statusCode).toBe(404);
  });

  it('keeps numbers apart between manifests of a flight', async () => {
    await send(service, own.other, {
      manifestId: 'M-2',
      number: '8101',
      consignments: [consignment('LP1', { orderNumber: 'X' }), consignment('XP2')],
    });
    const held = (await admin.get(at('LP1'))).json();
    expect([held.manifestId, held.status]).toEqual(['M-2', 'held']);
    // The other that has the number stays as it is when it is mended.
    const first = `~${(await sender.get(at('LP2'))).json().ref.slice(1).split('.')[0]}.0`;
    expect((await sender.mend(at(first), { bag: 'BAG-7' })).json()).toMatchObject({ status: 'accepted', problems: [] });
    expect((await sender.mend(at(first), { houseWaybill: 'XP2' })).json()).toMatchObject({ errors: [{ code: 'duplicate' }] });
    expect((await sender.mend(at(first), { houseWaybill: 'LP1-A' })).statusCode).toBe(200);
    expect((await admin.get(at(held.ref))).json()).toMatchObject({ status: 'accepted', problems: [] });
  });

  it('never writes a mask back', async () => {
    const { consignment: shown } = (await broker.get(at('LP8'))).json();
    const answer = await broker.mend(at('LP8'), { consignee: shown.consignee });
    expect([answer.statusCode, answer.json().errors[0].detail]).toEqual([422, 'A masked value cannot be written back']);
  });
});
