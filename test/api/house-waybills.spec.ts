import { pdfTexts } from '../pdf-texts.js';
import { unzip } from '../unzip.js';
import { addPublishedFlight, type SampleFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

describe('what is made on demand of each consignment', () => {
  let service: TestService;
  let broker: TestOrganisation;
  let flight: SampleFlight;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant(service.database, 'On demand', { sender: { roles: ['upstream'] }, broker: { roles: ['broker'] } });
    broker = tenant.organisations.broker;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId: tenant.id,
      senders: [{ organisationId: tenant.organisations.sender.id, manifestId: 'M-1', houseWaybills: ['LP1', 'LP2', 'LP3', 'LP4'] }],
    });
  });
  afterAll(() => service.close());

  const get = (path: string) => service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/${path}`, headers: broker.bearer });

  it('is a house waybill as XML and as PDF', async () => {
    const xml = await get('consignments/LP2/house-waybill');
    expect(xml.headers).toMatchObject({ 'content-type': 'application/xml', 'cache-control': 'private, no-store' });
    expect(xml.headers['content-disposition']).toContain('house-waybill-LP2.xml');
    expect(xml.payload).toContain('<wbei:WayBillNumber>LP2</wbei:WayBillNumber>');
    const pdf = await get('consignments/LP2/house-waybill?format=pdf');
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(await pdfTexts(pdf.rawPayload)).toHaveLength(1);
    expect((await get('consignments/LP2/house-waybill?format=pdf')).rawPayload).toEqual(pdf.rawPayload);
  });

  it.each([
    ['house-waybills', `house-waybills-`],
    ['house-waybills?bag=BAG1', '-BAG1.pdf'],
    ['house-waybills?declaration=FLIGHT-SVO-1-P1', '-SVO-1-P1.pdf'],
  ])('is one PDF for %s', async (path, name) => {
    const pdf = await get(path.replace('FLIGHT', flight.code));
    expect(pdf.headers['content-disposition']).toContain(name);
    const pages = await pdfTexts(pdf.rawPayload);
    expect(pages.map((texts) => ['LP1', 'LP2', 'LP3', 'LP4'].filter((number) => texts.includes(number)))).toEqual([
      ['LP1'],
      ['LP2'],
      ['LP3'],
    ]);
  });

  it('is a ZIP of XML, the same bytes as one by one', async () => {
    const files = unzip((await get('house-waybills?format=xml&bag=BAG1')).rawPayload);
    expect([...files.keys()]).toEqual(['house-waybill-LP1.xml', 'house-waybill-LP2.xml', 'house-waybill-LP3.xml']);
    expect(files.get('house-waybill-LP3.xml')).toEqual((await get('consignments/LP3/house-waybill?format=xml')).rawPayload);
  });

  it('is AltaIndPost in one ZIP with a report', async () => {
    const answer = await get(`indpost?declaration=${flight.code}-SVO-1-P1`);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'private, no-store' });
    const files = unzip(answer.rawPayload);
    expect([...files.keys()]).toEqual(['IndPost_LP1.xml', 'IndPost_LP2.xml', 'IndPost_LP3.xml', 'report.csv']);
    const text = new TextDecoder('windows-1251').decode(files.get('IndPost_LP1.xml'));
    expect(text).toContain('<PERSONSURNAME>Секретова</PERSONSURNAME>');
    // 35.00 CNY at 11 and 1.00 EUR at 100 roubles: two currencies, so all is in roubles.
    expect(text).toContain('<ALLCOST>485.00</ALLCOST>\n<CURRENCY>RUB</CURRENCY>');
    expect(text).toContain('<TAXBASE_TAXBASEEURO>4.85</TAXBASE_TAXBASEEURO>');
    expect(String(files.get('report.csv'))).toBe('\uFEFFfile;line;field;change;detail\r\n');
  });

  it.each([
    // LP4 is held: no document declares it.
    'consignments/LP4/house-waybill',
    'consignments/lp1/house-waybill',
    'house-waybills?bag=NONE',
    'house-waybills?declaration=4B8101-20261122-HGH-SVO-9-P9',
    'indpost?declaration=X',
  ])('is not found where there is nothing: %s', async (path) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/problem+json']);
  });

  it('refuses a format that there is not', async () => {
    expect((await get('consignments/LP1/house-waybill?format=doc')).statusCode).toBe(422);
  });

  it('waits for the first publication', async () => {
    await service.database.rows('UPDATE flight SET published_revision = NULL WHERE id = $1', [flight.id]);
    const statuses = await Promise.all(
      ['consignments/LP1/house-waybill', 'house-waybills', 'indpost'].map(async (path) => (await get(path)).statusCode),
    );
    await service.database.rows('UPDATE flight SET published_revision = 2 WHERE id = $1', [flight.id]);
    expect(statuses).toEqual([409, 409, 409]);
  });
});
