import { pdfTexts } from '../pdf-texts.js';
import { unzip } from '../unzip.js';
import { addPublishedFlight, type SampleFlight, sha256 } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

describe('what is made on demand', () => {
  let service: TestService;
  let own: Record<'sender' | 'broker' | 'airline' | 'admin' | 'elsewhere', TestOrganisation>;
  let flight: SampleFlight;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'On demand', {
      sender: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
      // Sees the flight as its carrier alone: as a broker it represents another airport.
      elsewhere: { roles: ['airline', 'broker'], carrier: '4B', destinations: ['SVX'] },
    });
    own = tenant.organisations;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId: tenant.id,
      senders: [{ organisationId: own.sender.id, manifestId: 'M-1', houseWaybills: ['LP1', 'LP2', 'LP3', 'LP4'] }],
    });
  });
  afterAll(() => service.close());

  const get = (url: string, { bearer }: TestOrganisation = own.broker) => service.app.inject({ method: 'GET', url, headers: bearer });
  const archive = (query: string, who?: TestOrganisation) => get(`/v1/flights/${flight.code}/archive?${query}`, who);

  interface Listed {
    type: string;
    formats: string[];
    href: string;
    what: string;
  }
  const listed = async (who?: TestOrganisation, query = ''): Promise<Listed[]> =>
    (await get(`/v1/flights/${flight.code}/documents${query}`, who)).json().onDemand;
  const typesFor = async (who?: TestOrganisation, query = '') => (await listed(who, query)).map(({ type }) => type);

  it('is listed for whom it is', async () => {
    const forCustoms = [
      'house-waybill',
      'indpost',
      'customs-container',
      'express-arrival',
      'bag-labels',
      'flight-register',
      'reconciliation',
    ];
    expect(await typesFor(own.admin)).toEqual(forCustoms);
    expect(await typesFor(own.broker)).toEqual([...forCustoms.slice(0, 5), 'address-labels', ...forCustoms.slice(5)]);
    expect(await typesFor(own.sender)).toEqual(['bag-labels', 'address-labels', 'flight-register']);
    expect(await typesFor(own.airline)).toEqual(['bag-labels', 'flight-register']);
    expect(await typesFor(own.elsewhere)).toEqual(['bag-labels', 'flight-register']);
  });

  /** Customs has given no number to this flight's declaration. */
  const notHere: Record<string, number> = { 'express-arrival': 409 };

  it('is where the list says, in each of its formats', async () => {
    const all = await listed();
    for (const { type, href, formats } of all) {
      for (const format of formats) {
        // The route of one format takes no parameter for it.
        const answer = await get(formats.length === 1 ? href : `${href}?format=${format}`);
        expect([href, format, answer.statusCode]).toEqual([href, format, notHere[type] ?? 200]);
      }
    }
  });

  it('is found by type and format, among the published set alone', async () => {
    expect(await typesFor(own.broker, '?type=house-waybill')).toEqual(['house-waybill']);
    expect(await typesFor(own.broker, '?format=xlsx')).toEqual(['flight-register', 'reconciliation']);
    expect(await typesFor(own.broker, '?type=express-declaration')).toEqual([]);
    expect(await typesFor(own.broker, '?status=superseded')).toEqual([]);
  });

  it('is listed when it can be made', async () => {
    await service.database.rows('UPDATE flight SET published_revision = NULL WHERE id = $1', [flight.id]);
    const types = await typesFor();
    const early = await archive('type=indpost');
    await service.database.rows('UPDATE flight SET published_revision = 2 WHERE id = $1', [flight.id]);
    expect(types).toEqual(['flight-register', 'reconciliation']);
    expect(early.statusCode).toBe(409);
  });

  /** Files of an archive, after its index was held against them. */
  async function indexed(query: string, who?: TestOrganisation): Promise<Map<string, Buffer>> {
    const answer = await archive(query, who);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    const files = unzip(answer.rawPayload);
    const [head, ...lines] = String(files.get('index.csv')).trimEnd().split('\r\n');
    expect(head).toBe('file,type,format,subject,bytes,sha256,status');
    files.delete('index.csv');
    expect(lines.map((line) => line.split(','))).toEqual(
      [...files].map(([name, bytes]) => [
        name,
        expect.any(String),
        name.split('.').at(-1),
        expect.any(String),
        String(bytes.length),
        sha256(bytes),
        'on-demand',
      ]),
    );
    return files;
  }

  it('is an archive of house waybills as XML, the same bytes as one by one', async () => {
    const files = await indexed('type=house-waybill');
    expect([...files.keys()]).toEqual(['house-waybill-LP1.xml', 'house-waybill-LP2.xml', 'house-waybill-LP3.xml']);
    expect(files.get('house-waybill-LP2.xml')).toEqual((await get(`/v1/flights/${flight.code}/consignments/LP2/house-waybill`)).rawPayload);
    expect((await archive('type=house-waybill')).rawPayload).toEqual((await archive('type=house-waybill&format=xml')).rawPayload);
  });

  it('is an archive of house waybills as one PDF', async () => {
    const files = await indexed('type=house-waybill&format=pdf');
    const pdf = files.get(`house-waybills-${flight.code}.pdf`) ?? Buffer.alloc(0);
    expect(pdf).toEqual((await get(`/v1/flights/${flight.code}/house-waybills`)).rawPayload);
    expect(await pdfTexts(pdf)).toHaveLength(3);
  });

  it('is an archive of AltaIndPost with its report', async () => {
    const files = await indexed('type=indpost');
    expect([...files.keys()]).toEqual(['IndPost_LP1.xml', 'IndPost_LP2.xml', 'IndPost_LP3.xml', 'report.csv']);
    expect(files).toEqual(unzip((await get(`/v1/flights/${flight.code}/indpost`)).rawPayload));
  });

  it('is an archive of the register, which shows each reader what its route would', async () => {
    const name = `${flight.code}-register.xlsx`;
    expect([...(await indexed('type=flight-register')).keys()]).toEqual([name]);
    const csv = async (who: TestOrganisation) =>
      String((await indexed('type=flight-register&format=csv', who)).get(name.replace('.xlsx', '.csv')));
    expect(await csv(own.broker)).toContain('Секретова');
    for (const who of [own.admin, own.airline]) expect(await csv(who)).not.toContain('Секретова');
    expect(await csv(own.broker)).toBe((await get(`/v1/flights/${flight.code}/register?format=csv`)).payload);
  });

  it('is in no archive for those who may not use its route', async () => {
    for (const who of [own.sender, own.airline]) {
      for (const type of ['house-waybill', 'indpost']) expect((await archive(`type=${type}`, who)).statusCode).toBe(403);
    }
    // By the role that may use the route this key sees no such flight.
    expect((await archive('type=house-waybill', own.elsewhere)).statusCode).toBe(404);
  });

  it('refuses a format that the paper has not', async () => {
    const answer = await archive('type=indpost&format=pdf');
    expect([answer.statusCode, answer.json().errors]).toEqual([422, [{ parameter: 'format', code: 'unknown_code', detail: 'One of xml' }]]);
  });

  it('leaves the archive of the published documents as it is', async () => {
    const files = unzip((await archive('')).rawPayload);
    expect([...files.keys()].filter((name) => name.startsWith('house-waybill') || name.startsWith('IndPost'))).toEqual([]);
    // What is for printers and screens is no archive.
    expect([...unzip((await archive('type=bag-labels')).rawPayload).keys()]).toEqual(['index.csv']);
  });
});
