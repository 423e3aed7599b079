import { airlineHousesOf } from '../../src/domain/airline-houses.js';
import { pdfRectangles } from '../pdf-bars.js';
import { pdfTexts } from '../pdf-texts.js';
import { readCode128 } from '../read-code128.js';
import { readZpl } from '../read-zpl.js';
import { addPublishedFlight, type SampleFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

/** Of start, eight pairs and check three each, of the stop four. */
const BARS = 3 * 10 + 4;

type Who = 'sender' | 'second' | 'broker' | 'airline';

describe('labels', () => {
  let service: TestService;
  let held: Record<Who, TestOrganisation>;
  let flight: SampleFlight;
  let waybill: string;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Labels', {
      sender: { roles: ['upstream'] },
      second: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      airline: { roles: ['airline'], carrier: '4B' },
    });
    held = tenant.organisations;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId: tenant.id,
      senders: [
        { organisationId: held.sender.id, manifestId: 'M-1', houseWaybills: ['LP3', 'LP2'] },
        { organisationId: held.second.id, manifestId: 'M-2', houseWaybills: ['LP1', 'LP4'] },
      ],
    });
    // LP1 in BAG1, LP2 in a bag whose bytes come before, LP3 as two packages by itself: four pieces.
    await service.database.rows(`UPDATE consignment SET bag = 'B-2' WHERE house_waybill = 'LP2'`);
    await service.database.rows(`UPDATE consignment SET bag = NULL, pieces = 2, gross_weight_g = 900 WHERE house_waybill = 'LP3'`);
    const [{ number }] = await service.database.rows<{ number: string }>('UPDATE master_waybill SET pieces = 4 RETURNING number');
    waybill = number;
  });
  afterAll(() => service.close());

  const get = (path: string, who: Who = 'broker') =>
    service.app.inject({ method: 'GET', url: `/v1/flights/${flight.code}/${path}`, headers: held[who].bearer });

  const digits = (piece: number) => `${waybill.replace('-', '')}0000${piece}`;

  const zplOf = async (path: string, who?: Who) => readZpl((await get(path, who)).payload);
  const textsOf = (labels: Awaited<ReturnType<typeof zplOf>>) =>
    labels.map(({ fields }) => fields.flatMap(({ text }) => (text === undefined ? [] : [text])));

  it('of bags come by the order of their bytes, what flies in none behind them', async () => {
    const answer = await get('bag-labels', 'airline');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' });
    expect(answer.headers['content-disposition']).toContain(`bag-labels-${flight.code}.pdf`);
    const pages = await pdfRectangles(answer.rawPayload);
    expect(pages.map((bars) => readCode128(bars).text)).toEqual([1, 2, 3, 4].map(digits));
    const texts = textsOf(await zplOf('bag-labels?format=zpl'));
    expect(texts.map((each) => ['B-2', 'BAG1', 'LP3'].find((name) => each.includes(name)))).toEqual(['B-2', 'BAG1', 'LP3', 'LP3']);
    expect(texts.map((each) => each.includes('0.432') || each.includes('0.900'))).toEqual([true, true, false, false]);
  });

  it('name the house that the airline sees, where the settings name the consolidator', async () => {
    const consolidator = { name: 'ООО «Пример»', nameEn: 'SAMPLE CARGO LLC', address: { country: 'CN', city: 'HANGZHOU' } };
    await service.database.rows(`UPDATE flight_run SET context = jsonb_set(context, '{destinations}', $1)`, [
      JSON.stringify({ SVO: { waybillConsignor: consolidator } }),
    ]);
    const consignments = await service.database.rows<{ body: string }>('SELECT body FROM consignment WHERE NOT held');
    const [house] = airlineHousesOf(
      { waybillNumber: waybill, consolidator },
      consignments.map(({ body }) => JSON.parse(body)),
    );
    const [, label] = textsOf(await zplOf('bag-labels?format=zpl'));
    expect(label).toEqual(expect.arrayContaining(['BAG1', house.number]));
  });

  it('of one bag keep its number', async () => {
    const labels = await zplOf(`bag-labels?format=zpl&dpi=300&waybill=${waybill}&bag=BAG1`);
    expect(labels.map(({ fields }) => fields.find(({ barcode }) => barcode !== undefined)?.barcode)).toEqual([digits(2)]);
    expect(labels[0].width).toBe(1205);
  });

  it('stand six to a sheet', async () => {
    const [sheet, ...more] = await pdfRectangles((await get('bag-labels?layout=a4')).rawPayload);
    expect(more).toEqual([]);
    expect(sheet).toHaveLength(4 * BARS);
  });

  it('of bags tell nothing of a person', async () => {
    const text = (await pdfTexts((await get('bag-labels')).rawPayload)).flat().join(' ');
    for (const word of ['Секретова', 'Примерная', '+7916']) expect(text).not.toContain(word);
  });

  it('of addresses are for those who sent the consignment, and the broker', async () => {
    const numbers = async (who: Who, query = '') =>
      (await zplOf(`address-labels?format=zpl${query}`, who)).map(({ fields }) => fields.find(({ barcode }) => barcode)?.barcode);
    expect(await numbers('broker')).toEqual(['LP3', 'LP2', 'LP1']);
    expect(await numbers('sender')).toEqual(['LP3', 'LP2']);
    expect(await numbers('second')).toEqual(['LP1']);
    expect(await numbers('broker', `&declaration=${flight.code}-SVO-1-P1&bag=B-2`)).toEqual(['LP2']);
    expect((await get('address-labels', 'airline')).statusCode).toBe(403);
    const text = (await pdfTexts((await get('address-labels', 'second')).rawPayload)).flat().join(' ');
    for (const word of ['Секретова Анна', 'ул. Примерная, д. 10, кв. 5', 'LP1', 'ORDER-LP1']) expect(text).toContain(word);
  });

  it('are the same bytes again', async () => {
    for (const path of ['bag-labels?layout=a4', 'bag-labels?format=zpl', 'address-labels']) {
      expect((await get(path)).rawPayload).toEqual((await get(path)).rawPayload);
    }
  });

  it('say what is wrong with what was asked', async () => {
    const problemOf = async (path: string) => {
      const answer = await get(path);
      const { type, errors = [] } = answer.json();
      return [answer.statusCode, type.split('/').at(-1), ...errors.map(({ parameter }: { parameter: string }) => parameter)];
    };
    expect(await problemOf('bag-labels?waybill=210-99999999')).toEqual([404, 'not-found']);
    expect(await problemOf('bag-labels?bag=NOWHERE')).toEqual([404, 'not-found']);
    expect(await problemOf('address-labels?bag=NOWHERE')).toEqual([404, 'not-found']);
    expect(await problemOf('bag-labels?format=png')).toEqual([422, 'validation-failed', 'format']);
    expect(await problemOf('bag-labels?dpi=600')).toEqual([422, 'validation-failed', 'dpi']);
    expect(await problemOf('address-labels?layout=a4')).toEqual([422, 'validation-failed', 'layout']);
  });

  it('wait while what was published is being changed', async () => {
    await service.database.rows(`UPDATE consignment SET bag = 'B-2' WHERE house_waybill = 'LP1'`);
    expect((await get('bag-labels')).statusCode).toBe(409);
    await service.database.rows(`UPDATE consignment SET bag = 'BAG1', held = true WHERE house_waybill = 'LP1'`);
    await service.database.rows('UPDATE flight SET revision = 3');
    expect((await get('bag-labels')).statusCode).toBe(409);
    expect((await get('address-labels')).statusCode).toBe(409);
    await service.database.rows('UPDATE flight SET published_revision = NULL');
    expect((await get('address-labels')).statusCode).toBe(409);
  });
});
