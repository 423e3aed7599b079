import { XmlDocument } from 'libxml2-wasm';
import { pdfTexts } from '../pdf-texts.js';
import { CONSIGNMENT, faults, hostileTexts, malformed } from './bad-input.cases.js';
import { changed, flightOf, manifestOf, ndjson } from './manifest.js';
import { type Answer, type Body, postManifest, problemOf } from './post-manifest.js';
import { Service } from './service.js';

const formats = {
  json: { mediaType: 'application/json', write: (manifest: unknown) => JSON.stringify(manifest) },
  ndjson: { mediaType: 'application/x-ndjson', write: ndjson },
};

/** Reliability 10 over the whole way: what a sender is told, that nothing stays, and that the next good manifest passes. */
describe('bad input', () => {
  let service: Service;
  let lastFlight = 8_300;

  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(() => service.end());

  const newFlight = (): string => String(++lastFlight);
  const isStored = async (number: string) => (await service.call('GET', `/v1/flights/${flightOf(number)}`)).status === 200;

  /** Posts what must be refused; nothing of it may stay. */
  async function refused(number: string, body: Body, mediaType = 'application/json'): Promise<Answer> {
    const answer = await postManifest(service, body, { headers: { 'content-type': mediaType } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(await isStored(number)).toBe(false);
    return answer;
  }

  async function accepted(manifest: unknown, mediaType: string, write: (manifest: unknown) => string): Promise<void> {
    const answer = await postManifest(service, write(manifest), { headers: { 'content-type': mediaType } });
    expect({ status: answer.status, errors: answer.body.errors }).toEqual({ status: 202, errors: undefined });
  }

  describe.each(Object.entries(formats))('in %s', (_format, { mediaType, write }) => {
    it.each(Object.entries(faults))('faults of %s', async (_, group) => {
      const number = newFlight();
      const good = manifestOf(number);
      for (const [what, at, value, code, told = at] of group) {
        const { status, body } = await refused(number, write(changed(good, at, value)), mediaType);
        const errors = body.errors?.map(({ pointer, code: found }) => `${found} ${pointer}`);
        expect({ what, status, type: body.type, errorCount: body.errorCount, errors }).toEqual({
          what,
          status: 422,
          type: 'https://waybridge.example/problems/validation-failed',
          errorCount: 1,
          errors: [`${code} ${told}`],
        });
      }
      await accepted(good, mediaType, write);
      expect(await isStored(number)).toBe(true);
    });

    it('bodies that are no JSON', async () => {
      const number = newFlight();
      const good = manifestOf(number);
      for (const [what, make] of malformed) {
        const answer = await refused(number, make(write(good)), mediaType);
        expect({ what, status: answer.status, type: problemOf(answer) }).toEqual({ what, status: 400, type: 'malformed-json' });
      }
      await accepted(good, mediaType, write);
    });
  });

  it('roots that are no manifest', async () => {
    for (const root of ['[]', '5', 'null', '"LP1"', 'true', '[{}]']) {
      const { status, body } = await refused('8300', root);
      expect({ root, status, errors: body.errors }).toMatchObject({ root, status: 422, errors: [{ pointer: '', code: 'type' }] });
    }
    const { body } = await refused('8300', '{}');
    expect(body.errors?.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual(
      ['manifestId', 'revision', 'channel', 'flight', 'consignments'].map((name) => `required /${name}`),
    );
    const empty = await refused('8300', JSON.stringify({ ...manifestOf('8300'), consignments: [] }));
    expect(empty.body.errors).toMatchObject([{ pointer: '/consignments', code: 'min_items' }]);
    const nothing = await refused('8300', JSON.stringify({ ...manifestOf('8300'), consignments: [{}] }));
    const homeless = await refused('8300', JSON.stringify(changed(manifestOf('8300'), `${CONSIGNMENT}/consignee/address`, {})));
    expect(homeless.body.errors?.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual(
      ['country', 'city'].map((name) => `required ${CONSIGNMENT}/consignee/address/${name}`),
    );
    expect(nothing.body.errors?.every(({ pointer = '', code }) => pointer.startsWith(CONSIGNMENT) && code === 'required')).toBe(true);
  });

  it('more goods lines than a declaration holds', async () => {
    const good = manifestOf('8300');
    const [first] = good.consignments;
    const goods = Array.from({ length: 1_000 }, () => ({ ...first.goods[0], grossWeightKg: '0.001', netWeightKg: '0.001' }));
    const { body } = await refused('8300', JSON.stringify({ ...good, consignments: [{ ...first, grossWeightKg: '1.000', goods }] }));
    expect(body.errors).toMatchObject([{ pointer: `${CONSIGNMENT}/goods`, code: 'max_items' }]);
  });

  it('numbers beyond what JSON readers keep', async () => {
    const json = JSON.stringify(manifestOf('8300'));
    for (const number of ['1.00000000000000001', '9007199254740993', '1e400']) {
      const { status, body } = await refused('8300', json.replace('"pieces":1', `"pieces":${number}`));
      expect({ number, status, errors: body.errors }).toMatchObject({
        number,
        status: 422,
        errors: [{ pointer: `${CONSIGNMENT}/pieces` }],
      });
    }
  });

  it('numbers that stand twice, in one manifest and on one flight', async () => {
    const number = newFlight();
    const good = manifestOf(number);
    const [first] = good.consignments;
    const twice = {
      ...good,
      consignments: [first, { ...first, houseWaybill: `${first.houseWaybill}-2` }, { ...first, orderNumber: 'OTHER' }],
    };
    const { body } = await refused(number, JSON.stringify(twice));
    expect(body.errors).toEqual([
      { pointer: '/consignments/1/orderNumber', code: 'duplicate', detail: 'Same value as /consignments/0/orderNumber' },
      { pointer: '/consignments/2/houseWaybill', code: 'duplicate', detail: 'Same value as /consignments/0/houseWaybill' },
    ]);
    await accepted(good, 'application/json', JSON.stringify);
    const other = await postManifest(service, JSON.stringify({ ...good, manifestId: `${good.manifestId}-other` }));
    expect([other.status, other.body.errors]).toMatchObject([422, [{ pointer: `${CONSIGNMENT}/houseWaybill`, code: 'duplicate' }]]);
  });

  it('a revision on another flight', async () => {
    const [number, another] = [newFlight(), newFlight()];
    const good = manifestOf(number);
    await accepted(good, 'application/json', JSON.stringify);
    const moved = { ...good, revision: 2, flight: manifestOf(another).flight };
    const { status, body } = await refused(another, JSON.stringify(moved));
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/flight', code: 'mismatch' }]]);
  });

  it('a flight that goes elsewhere than it goes', async () => {
    const number = newFlight();
    const good = manifestOf(number);
    await accepted(good, 'application/json', JSON.stringify);
    const other = changed({ ...good, manifestId: `${good.manifestId}-other` }, '/flight/destination', 'SVX');
    const answer = await postManifest(service, JSON.stringify(other));
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/flight/destination', code: 'mismatch' }]]);
  });

  it('texts as long as they may be are taken', async () => {
    const number = newFlight();
    const good = changed(manifestOf(number), `${CONSIGNMENT}/goods/0/description`, 'ё'.repeat(1_000));
    await accepted(good, 'application/json', JSON.stringify);
  });

  it('markup and formulas as data come back exactly', async () => {
    const number = newFlight();
    const good = manifestOf(number);
    const [model] = good.consignments;
    const consignments = hostileTexts.map((text, index) => ({
      ...model,
      houseWaybill: `${model.houseWaybill}-${index}`,
      orderNumber: `${model.orderNumber}-${index}`,
      destination: 'SVO',
      consignee: { ...model.consignee, lastName: text, address: { ...model.consignee.address, street: text } },
      goods: [{ ...model.goods[0], description: text, brand: text }],
    }));
    await accepted({ ...good, consignments }, 'application/json', JSON.stringify);
    const flight = `/v1/flights/${flightOf(number)}`;
    await service.call('POST', `${flight}/close`, { role: 'upstream' });
    expect(await service.until(flightOf(number), ['ready', 'failed'])).toMatchObject({ status: 'ready', counts: { declarations: 1 } });
    const { body } = await service.call<{ documents: { id: string; format: string }[] }>(
      'GET',
      `${flight}/documents?type=express-declaration`,
    );
    const bytesOf = async (format: string): Promise<Buffer> => {
      const id = body.documents.find((document) => document.format === format)?.id;
      return (await service.bytes(`/v1/documents/${id}/content`)).bytes;
    };

    using xml = XmlDocument.fromBuffer(await bytesOf('xml'));
    for (const name of ['GoodsDescription', 'TradeMark', 'StreetHouse']) {
      const texts = xml.find(`//*[local-name()='HouseShipment']//*[local-name()='${name}']`).map(({ content }) => content);
      expect(texts).toEqual(expect.arrayContaining(hostileTexts));
    }

    // Lines break where they must: what is compared is every sign of a text, in its order.
    const signs = (text: string) => text.replaceAll(/\s/g, '');
    const printed = signs((await pdfTexts(await bytesOf('pdf'))).join(''));
    expect(hostileTexts.filter((text) => !printed.includes(signs(text)))).toEqual([]);

    for (const [index, sent] of consignments.entries()) {
      const { body: read } = await service.call('GET', `${flight}/consignments/${sent.houseWaybill}`, { role: 'upstream' });
      expect([index, read.consignment]).toEqual([index, sent]);
    }
  });
});
