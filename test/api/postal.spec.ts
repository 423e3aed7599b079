import { consignments, manifestHead } from '../../scripts/make-sample.mjs';
import { itemCheckDigit } from '../../src/domain/postal-number.js';
import { planFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const RECEPTACLE = 'CNCANARUMOWAAUN60123001190215';
const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

describe('postal manifests', () => {
  let service: TestService;
  let own: Record<'upstream' | 'admin', TestOrganisation>;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Postal', { upstream: { roles: ['upstream'] }, admin: { roles: ['admin'] } });
    own = tenant.organisations;
    await service.app.listen(0, '127.0.0.1');
    await setUpTenant(service, tenant.id, own.admin);
  });
  afterAll(() => service.close());

  /** Items of the post with their numbers and receptacle. */
  const postalItems = (count: number) =>
    [...consignments(count, { seed: 5, first: 700_000 })].map((item, index) => {
      const serial = String(47_312_000 + index);
      return { ...item, houseWaybill: `RB${serial}${itemCheckDigit(serial)}CN`, bag: RECEPTACLE };
    });

  async function post(number: string, manifestId: string, channel: 'express' | 'postal', items: readonly object[]): Promise<string> {
    const answer = await fetch(`${await service.app.getUrl()}/v1/manifests`, {
      method: 'POST',
      headers: { ...own.upstream.bearer, 'content-type': 'application/json', 'idempotency-key': manifestId },
      body: JSON.stringify({ ...manifestHead({ date: today, number }), manifestId, channel, consignments: items }),
    });
    const body = JSON.parse(await answer.text());
    expect([answer.status, body.errors]).toEqual([202, undefined]);
    return body.flight;
  }

  const close = (flight: string, query = '') =>
    service.app.inject({ method: 'POST', url: `/v1/flights/${flight}/close${query}`, headers: own.admin.bearer });

  it('are taken and checked, but a flight of nothing else is not closed', async () => {
    const flight = await post('8721', 'MPO-1', 'postal', postalItems(3));
    for (const query of ['', '?held=exclude']) {
      const answer = await close(flight, query);
      expect([answer.statusCode, answer.json()]).toEqual([
        409,
        expect.objectContaining({
          type: expect.stringMatching(/state-conflict$/),
          detail: expect.stringMatching(/^Postal items enter customs/),
        }),
      ]);
    }
    const shown = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight}`, headers: own.admin.bearer });
    expect(shown.json()).toMatchObject({ status: 'open', counts: { consignments: 3 } });
  });

  it('hold up the express goods of their flight until they are left out, stand in no declaration, and hinder no publishing', async () => {
    const flight = await post('8722', 'MPO-2', 'postal', postalItems(10).slice(3, 5));
    await post('8722', 'EXPRESS-2', 'express', sampleConsignments('8722', 4));
    const answer = await close(flight);
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      expect.objectContaining({
        type: expect.stringMatching(/consignments-held$/),
        detail: expect.stringMatching(/^2 of 6 are postal items\. Postal items enter customs/),
      }),
    ]);
    const run = await planFlight(service, own.admin, flight); // closes it with `held=exclude`
    const declared = await service.database.rows<{ channel: string; count: number }>(
      `SELECT m.channel, count(*) FROM placement p JOIN manifest m ON m.id = p.manifest_key WHERE p.run_id = $1 GROUP BY 1`,
      [run],
    );
    expect(declared).toEqual([{ channel: 'express', count: 4 }]);
    await publishFlight(service, run);
    const shown = await service.app.inject({ method: 'GET', url: `/v1/flights/${flight}`, headers: own.admin.bearer });
    expect(shown.json()).toMatchObject({ status: 'ready' });
  });
});
