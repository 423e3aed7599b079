import { Client, consignee, consignment, flightOf, goodsLine, send } from './amend-case.js';
import { addPublishedFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

type Who = 'sender' | 'other' | 'broker' | 'airline' | 'admin';

const fireworks = { goods: [goodsLine({ description: 'Набор праздничных фейерверков' })] };

describe('the difference of two revisions', () => {
  let service: TestService;
  let tenantId: string;
  let own: Record<Who, TestOrganisation>;
  let sender: Client;
  let broker: Client;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Differences', {
      sender: { roles: ['upstream'] },
      other: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
    });
    tenantId = tenant.id;
    own = tenant.organisations;
    sender = new Client(service, own.sender);
    broker = new Client(service, own.broker);
    await send(service, own.sender, {
      manifestId: 'D-1',
      number: '8301',
      consignments: ['A', 'B', 'C', 'D', 'E'].map((name) => consignment(name)),
    });
    await send(service, own.sender, {
      manifestId: 'D-1',
      revision: 5,
      number: '8301',
      consignments: [
        consignment('F'),
        consignment('B'),
        consignment('C', { bag: 'OTHER', goods: [goodsLine({ brand: 'SAMPLE' })] }),
        consignment('D', { consignee: consignee({ inn: '366220855501', phone: '+79160000000' }) }),
        consignment('e', { orderNumber: 'ORDER-E' }),
      ],
    });
  });
  afterAll(() => service.close());

  const difference = async (who: Client, query = '', manifest = 'D-1', revision = 5) => {
    const answer = await who.get(`/v1/manifests/${manifest}/revisions/${revision}/difference${query}`);
    return { status: answer.statusCode, body: answer.json() };
  };

  it('is told member by member, before anything is closed', async () => {
    const { body } = await difference(sender);
    expect(body).toEqual({
      manifestId: 'D-1',
      revision: 5,
      against: 1,
      counts: { added: 2, removed: 2, changed: 2, unchanged: 1 },
      declarations: [],
      consignments: [
        { houseWaybill: 'A', change: 'removed', members: [] },
        {
          houseWaybill: 'C',
          change: 'changed',
          members: [
            { pointer: '/bag', before: 'HGHSVO2611220017', after: 'OTHER' },
            { pointer: '/goods/0/brand', before: 'NO BRAND', after: 'SAMPLE' },
          ],
        },
        {
          houseWaybill: 'D',
          change: 'changed',
          members: [
            { pointer: '/consignee/inn', before: '500100732259', after: '366220855501' },
            { pointer: '/consignee/phone', before: '+79161234567', after: '+79160000000' },
          ],
        },
        { houseWaybill: 'E', change: 'removed', members: [] },
        { houseWaybill: 'F', change: 'added', members: [] },
        { change: 'added', members: [] },
      ],
    });
  });

  it('names identity numbers to brokers without telling them', async () => {
    const { consignments } = (await difference(broker)).body;
    expect(consignments[2].members).toEqual([
      { pointer: '/consignee/inn' },
      { pointer: '/consignee/phone', before: '+79161234567', after: '+79160000000' },
    ]);
  });

  it('comes page by page', async () => {
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await difference(sender, `?limit=2${next}`);
      seen.push(
        ...body.consignments.map(
          ({ houseWaybill = '?', change }: { houseWaybill?: string; change: string }) => `${houseWaybill} ${change}`,
        ),
      );
      next = body.next === undefined ? '' : `&cursor=${body.next}`;
    } while (next !== '');
    expect(seen).toEqual(['A removed', 'C changed', 'D changed', 'E removed', 'F added', '? added']);
  });

  it('of a first revision is all of it', async () => {
    const { body } = await difference(sender, '', 'D-1', 1);
    expect([body.against, body.counts]).toEqual([undefined, { added: 5, removed: 0, changed: 0, unchanged: 0 }]);
  });

  it('is for those who may see the manifest', async () => {
    expect((await difference(new Client(service, own.other))).status).toBe(404);
    expect((await difference(new Client(service, own.airline))).status).toBe(403);
    expect((await difference(sender, '', 'D-1', 2)).status).toBe(404);
    expect((await difference(sender, '', 'D-1', 0)).status).toBe(404);
  });

  it('names the published declarations that it touches', async () => {
    const flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId,
      senders: [{ organisationId: own.sender.id, manifestId: 'D-2', houseWaybills: ['P1', 'P2', 'P3', 'P4'] }],
    });
    const [{ id }] = await service.database.rows<{ id: number }>(
      `WITH old AS (UPDATE manifest SET current = false WHERE manifest_id = 'D-2' RETURNING *)
       INSERT INTO manifest (tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, content_hash)
       SELECT tenant_id, flight_id, organisation_id, manifest_id, 2, channel, true, status, 3, 0, content_hash FROM old RETURNING id`,
    );
    await service.database.rows(
      `INSERT INTO consignment (manifest_key, sequence, house_waybill, held, content_hash, body)
       SELECT $1, c.sequence, c.house_waybill, false, CASE WHEN c.house_waybill = 'P2' THEN '\\x01' ELSE c.content_hash END, c.body
       FROM consignment c JOIN manifest m ON m.id = c.manifest_key WHERE m.manifest_id = 'D-2' AND m.revision = 1 AND c.house_waybill <> 'P1'`,
      [id],
    );
    const { body } = await difference(sender, '', 'D-2', 2);
    const declaration = `${flight.code}-SVO-1-P1`;
    expect(body).toMatchObject({ against: 1, counts: { removed: 1, changed: 1, unchanged: 2 }, declarations: [declaration] });
    expect(body.consignments).toEqual([
      { houseWaybill: 'P1', change: 'removed', declaration, members: [] },
      { houseWaybill: 'P2', change: 'changed', declaration, members: [] },
    ]);
  });

  it('leaves approvals in force for what it does not change', async () => {
    const consignments = [consignment('S1', fireworks), consignment('S2', fireworks), consignment('S3')];
    await send(service, own.sender, { manifestId: 'D-3', number: '8303', consignments });
    const at = (address: string) => `/v1/flights/${flightOf('8303')}/consignments/${address}`;
    const approve = { codes: ['stop_word'], reason: 'Seen by the broker' };
    expect((await broker.post(at('edits'), { where: { houseWaybills: ['S1', 'S2'] }, approve })).json().released).toBe(2);
    await send(service, own.sender, {
      manifestId: 'D-3',
      revision: 2,
      number: '8303',
      consignments: [consignment('S3'), consignment('S1', fireworks), consignment('S2', { ...fireworks, bag: 'ANOTHER' })],
    });
    expect((await broker.get(at('S1'))).json()).toMatchObject({
      manifestRevision: 2,
      status: 'accepted',
      problems: [],
      approvals: [{ by: 'broker' }],
    });
    expect((await broker.get(at('S2'))).json()).toMatchObject({ status: 'held', approvals: [] });
    expect((await broker.get('/v1/manifests/D-3')).json()).toMatchObject({ held: 1 });
    // And go on to hold when it is judged again.
    expect((await broker.post(at('edits'), { where: {}, recheck: true })).json()).toMatchObject({ changed: 0 });
    expect((await sender.mend(at('S1'), { bag: 'BAG-S' })).json()).toMatchObject({ status: 'accepted', problems: [] });
  });
});
