import type { RunContext } from '../../src/store/run.store.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

interface Shown {
  type: string;
  made: boolean;
  audience: string;
  version?: string;
  default: { made: boolean; audience: string; version?: string };
}

/** Which documents are made: chosen, told, and fixed when a flight is closed. */
describe('papers', () => {
  let service: TestService;
  let tenantId: string;
  let organisations: Record<'upstream' | 'broker' | 'elsewhere' | 'admin', TestOrganisation>;
  let stranger: TestOrganisation;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'Own', {
      upstream: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      elsewhere: { roles: ['broker'], destinations: ['KJA'] },
      admin: { roles: ['admin'] },
    });
    ({ id: tenantId, organisations } = tenant);
    stranger = (await addTenant(service.database, 'Stranger', { admin: { roles: ['admin'] } })).organisations.admin;
    await setUpTenant(service, tenantId, organisations.admin);
    await service.app.listen(0, '127.0.0.1');
  });
  afterAll(() => service.close());
  beforeEach(() => call('DELETE', '/v1/papers'));

  async function call(
    method: 'GET' | 'PUT' | 'DELETE' | 'POST',
    url: string,
    payload?: object,
    who: TestOrganisation = organisations.admin,
  ) {
    const answer = await service.app.inject({ method, url, headers: who.bearer, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
  }

  const post = (number: string) => postFlight(service, organisations.upstream, number, sampleConsignments(number, 12));
  const shownOf = (types: Shown[], name: string) => types.find(({ type }) => type === name);

  async function contextOf(flight: string): Promise<RunContext> {
    const [{ context }] = await service.database.rows<{ context: RunContext }>(
      'SELECT r.context FROM flight_run r JOIN flight f ON f.id = r.flight_id AND f.revision = r.revision WHERE f.code = $1 AND f.tenant_id = $2',
      [flight, tenantId],
    );
    return context;
  }

  async function closedContext(flight: string): Promise<RunContext> {
    expect((await call('POST', `/v1/flights/${flight}/close?held=exclude`)).status).toBe(202);
    return contextOf(flight);
  }

  it('tells of every type how it is made where nobody chooses', async () => {
    const { status, body } = await call('GET', '/v1/papers', undefined, organisations.broker);
    expect(status).toBe(200);
    expect(body).toMatchObject({ album: '5.27.0', airlineHouses: 'consolidated' });
    expect(body.chosen).toBeUndefined();
    const usual = { made: true, audience: 'carriage', version: '17' };
    expect(shownOf(body.types, 'fwb')).toEqual({
      type: 'fwb',
      subject: 'master-waybill',
      formats: ['txt'],
      versions: ['17', '16'],
      ...usual,
      default: usual,
    });
    expect(body.types.filter(({ made }: Shown) => !made)).toEqual([]);
  });

  it('makes no message for each consignment, where each is a house, unless somebody asks for it', async () => {
    const made = async () => shownOf((await call('GET', '/v1/papers')).body.types, 'xfzb')?.made;
    await call('PUT', '/v1/papers', { airlineHouses: 'each' });
    expect(await made()).toBe(false);
    await call('PUT', '/v1/papers', { airlineHouses: 'each', types: { xfzb: { made: true } } });
    expect(await made()).toBe(true);
  });

  it('says every fault of a choice at once, with its place, in the order of the body', async () => {
    const { status, body } = await call('PUT', '/v1/papers', {
      types: {
        fwb: { version: '15', audience: 'everybody' },
        'a/b': { made: true },
        ffm: {},
        xffm: { version: '3', made: 'no', colour: 'red' },
        fhl: null,
      },
      album: '1.0',
      airlineHouses: 1,
      who: 'me',
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer, code, detail }: Record<string, string>) => [pointer, code, detail])).toEqual([
      ['/types/fwb/version', 'unknown_code', 'One of 17, 16'],
      ['/types/fwb/audience', 'unknown_code', 'One of customs, carriage'],
      ['/types/a~1b', 'unknown_code', expect.stringMatching(/^One of .*cargo-manifest, .*xfzb$/)],
      ['/types/ffm', 'required', 'At least one of made, audience'],
      ['/types/xffm/version', 'unknown_property', 'This type has no versions to choose from'],
      ['/types/xffm/made', 'type', 'Expected boolean'],
      ['/types/xffm/colour', 'unknown_property', 'There is no such member here'],
      ['/types/fhl', 'type', 'An object is due'],
      ['/album', 'unknown_code', 'One of 5.27.0, 5.23.0'],
      ['/airlineHouses', 'type', 'A string is due'],
      ['/who', 'unknown_property', 'There is no such member here'],
    ]);
    for (const [empty, pointer] of [
      [{}, ''],
      [{ types: {} }, '/types'],
    ] as const) {
      const answer = await call('PUT', '/v1/flights/4B8101-20261122-HGH/papers', empty);
      expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer, code: 'required' }]]);
    }
    expect((await call('GET', '/v1/papers')).body.chosen).toBeUndefined();
  });

  it('closes a flight with its own choice over that of its tenant, chosen before it is known', async () => {
    const day = (await post('8300')).split('-')[1];
    const flight = `4B8301-${day}-HGH`;
    const tenants = { album: '5.23.0', types: { fwb: { version: '16' }, xffm: { made: false } } };
    expect((await call('PUT', '/v1/papers', tenants)).body).toMatchObject({ chosen: tenants, effect: 'at-closing' });
    const own = { airlineHouses: 'each', types: { 'parcel-register': { audience: 'carriage' }, fwb: { audience: 'customs' } } };
    const { body } = await call('PUT', `/v1/flights/${flight}/papers`, own);
    expect(body).toMatchObject({ album: '5.23.0', airlineHouses: 'each', chosen: own, effect: 'at-closing' });
    expect(shownOf(body.types, 'fwb')).toMatchObject({ made: true, audience: 'customs', version: '16' });
    expect(await post('8301')).toBe(flight);
    expect(await closedContext(flight)).toMatchObject({
      album: '5.23.0',
      airlineHouses: 'each',
      papers: {
        fwb: { version: '16', audience: 'customs' },
        'parcel-register': { audience: 'carriage' },
        xffm: { made: false },
      },
    });
  });

  it('leaves out of a run what nobody chose', async () => {
    const context = await closedContext(await post('8302'));
    expect([context.album, context.airlineHouses, 'papers' in context]).toEqual(['5.27.0', 'consolidated', false]);
  });

  it('opens a closed flight when its papers change, and keeps what is published meanwhile', async () => {
    const flight = await post('8303');
    await publishFlight(service, await planFlight(service, organisations.admin, flight));
    const list = async (status: string) =>
      (await call('GET', `/v1/flights/${flight}/documents?status=${status}`)).body.documents.map(
        ({ type, revision }: { type: string; revision: number }) => `${type} ${revision}`,
      );
    const before = await list('published');
    expect(new Set(before)).toEqual(new Set(['express-declaration 1', 'house-manifest 1', 'master-waybill 1']));

    const put = async (chosen: object) => (await call('PUT', `/v1/flights/${flight}/papers`, chosen)).body.effect;
    const chosen = { types: { 'house-manifest': { made: false }, fwb: { version: '16' } } };
    expect(await put(chosen)).toBe('reopened');
    expect(await put({ types: { fwb: { version: '16' }, 'house-manifest': { made: false } } })).toBe('none');
    expect((await call('GET', `/v1/flights/${flight}`)).body).toMatchObject({ status: 'open', revision: 2 });
    expect(await list('published')).toEqual(before);

    // What is made anew and what is kept then, the flow of flights tries with a worker.
    expect((await closedContext(flight)).papers).toEqual({ fwb: { version: '16' }, 'house-manifest': { made: false } });
    expect(await list('published')).toEqual(before);
  });

  it('touches no closed flight when the tenant chooses, and leaves a flight open that is', async () => {
    const flight = await post('8304');
    expect((await call('PUT', `/v1/flights/${flight}/papers`, { album: '5.23.0' })).body.effect).toBe('at-closing');
    expect((await call('GET', `/v1/flights/${flight}`)).body.revision).toBe(1);
    await closedContext(flight);
    expect((await call('PUT', '/v1/papers', { types: { ffm: { made: false } } })).body.effect).toBe('at-closing');
    expect((await call('PUT', '/v1/papers', { types: { ffm: { made: false } } })).body.effect).toBe('none');
    expect((await call('GET', `/v1/flights/${flight}`)).body).toMatchObject({ status: 'queued', revision: 1 });
    expect((await closedContext(flight)).papers).toBeUndefined();
  });

  it('takes a choice back, and a run of the flight that is under way with it', async () => {
    const flight = await post('8305');
    expect((await call('DELETE', `/v1/flights/${flight}/papers`)).body.effect).toBe('none');
    await call('PUT', `/v1/flights/${flight}/papers`, { types: { ffm: { made: false } } });
    await closedContext(flight);
    expect((await call('DELETE', `/v1/flights/${flight}/papers`)).body).toMatchObject({ effect: 'reopened' });
    expect((await call('GET', `/v1/flights/${flight}/papers`)).body.chosen).toBeUndefined();
    const context = await closedContext(flight);
    expect('papers' in context).toBe(false);
  });

  it('tells a broker of its own flights only, and each tenant of its own choice', async () => {
    const flight = await post('8306');
    await call('PUT', `/v1/flights/${flight}/papers`, { album: '5.23.0' });
    const path = `/v1/flights/${flight}/papers`;
    expect((await call('GET', path, undefined, organisations.broker)).body.chosen).toEqual({ album: '5.23.0' });
    expect((await call('GET', path, undefined, organisations.elsewhere)).status).toBe(404);
    expect((await call('GET', '/v1/flights/4B9999-20261122-HGH/papers', undefined, organisations.broker)).status).toBe(404);
    const strangers = await call('GET', path, undefined, stranger);
    expect([strangers.status, strangers.body.chosen]).toEqual([200, undefined]);
    expect((await call('PUT', path, { album: '5.27.0' }, stranger)).body.effect).toBe('at-closing');
    expect((await call('GET', path)).body.chosen).toEqual({ album: '5.23.0' });
  });
});
