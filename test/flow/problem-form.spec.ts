import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flightOf, manifestOf } from './manifest.js';
import { postManifest } from './post-manifest.js';
import { type Role, Service } from './service.js';

/** Values that would stand out wherever they turned up. All are of people who do not exist. */
const canaries = {
  lastName: 'Канарейкина',
  firstName: 'Феврония',
  middleName: 'Акакиевна',
  inn: '500100732259',
  series: '4599',
  number: '777123',
  issuedBy: 'ОВД Канареечный',
  phone: '+79007771234',
  email: 'canary-777@example.com',
  street: 'ул. Птичья Канареечная',
  description: 'Клетка канареечная особая',
};

/** What a sender is told, in the form of RFC 9457, and what nobody is told. */
describe('problems of a manifest', () => {
  let service: Service;
  const answers: string[] = [];

  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(() => service.end());

  function personal(number: string) {
    const good = manifestOf(number);
    const [first] = good.consignments;
    const { lastName, firstName, middleName, inn, series, number: passport, issuedBy, phone, email, street, description } = canaries;
    const consignee = {
      ...first.consignee,
      ...{ lastName, firstName, middleName, inn, phone, email },
      identityDocument: { ...first.consignee.identityDocument, series, number: passport, issuedBy },
      address: { ...first.consignee.address, street },
    };
    return { ...good, consignments: [{ ...first, destination: 'SVO', consignee, goods: [{ ...first.goods[0], description }] }] };
  }

  async function post(body: string, query = '') {
    const answer = await postManifest(service, body, { query });
    answers.push(JSON.stringify(answer.headers), answer.text);
    return answer;
  }

  it('count all 1 500 faults and list the first 1 000 in the order of the body', async () => {
    const good = manifestOf('8501');
    const [first] = good.consignments;
    const consignments = Array.from({ length: 750 }, (_, index) => ({
      ...first,
      houseWaybill: `${first.houseWaybill}-${index}`,
      orderNumber: `${first.orderNumber}-${index}`,
      pieces: 0,
      shop: { ...first.shop, name: '' },
    }));
    const { status, headers, body } = await post(JSON.stringify({ ...good, consignments }));
    expect(headers['content-type']).toBe('application/problem+json');
    expect({ ...body, errors: body.errors?.length }).toEqual({
      type: 'https://waybridge.example/problems/validation-failed',
      title: 'The request has errors',
      status: 422,
      instance: `urn:request:${headers['request-id']}`,
      errorCount: 1_500,
      errorsTruncated: true,
      errors: 1_000,
    });
    expect(status).toBe(422);
    const places = Array.from({ length: 500 }, (_, index) => [`/consignments/${index}/pieces`, `/consignments/${index}/shop/name`]).flat();
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(places);
  });

  it('stand in the order of the body, the head before and behind the consignments', async () => {
    const { flight, ...rest } = manifestOf('8502');
    const [first] = rest.consignments;
    const { pieces: _, ...incomplete } = first;
    const body = { ...rest, revision: 0, consignments: [{ ...incomplete, bag: '<' }, first], flight: { ...flight, carrier: 'zz' } };
    const answer = await post(JSON.stringify(body));
    expect(answer.body.errors?.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual([
      'range /revision',
      'format /consignments/0/bag',
      'required /consignments/0/pieces',
      'duplicate /consignments/1/houseWaybill',
      'duplicate /consignments/1/orderNumber',
      'format /flight/carrier',
    ]);
    expect(answer.body).toMatchObject({ errorCount: 6, errorsTruncated: false });
  });

  it('and answers and logs hold no personal value', async () => {
    const good = personal('8503');
    const [first] = good.consignments;
    const { consignee } = first;
    const spoilt = {
      ...consignee,
      ...Object.fromEntries(
        ['lastName', 'firstName', 'middleName', 'inn', 'phone', 'email'].map((name) => [name, ` ${Reflect.get(consignee, name)}`]),
      ),
      identityDocument: {
        ...consignee.identityDocument,
        number: `${canaries.number}\u0000`,
        series: `${canaries.series}-`,
        issuedBy: `${canaries.issuedBy}\n`,
      },
      address: { ...consignee.address, street: `${canaries.street}\u202e` },
    };
    const faulty = { ...first, houseWaybill: 'LP-8503-F', orderNumber: 'ORDER-8503-F', consignee: spoilt };
    const both = JSON.stringify({ ...good, consignments: [first, faulty] });
    expect((await post(both)).body.errorCount).toBeGreaterThanOrEqual(9);
    expect((await post(JSON.stringify({ ...good, consignments: [faulty, faulty] }))).status).toBe(422);
    for (const cut of [both.indexOf(canaries.lastName) + 5, both.length - 3]) expect((await post(both.slice(0, cut))).status).toBe(400);
    expect((await post(both.replace(',"inn"', ',"inn":"1","inn"'))).status).toBe(400);
    expect((await post(both, '?dry-run=true')).status).toBe(422);
    expect((await post(both, `?dry-run=${encodeURIComponent(canaries.lastName)}`)).status).toBe(422);
    expect((await post(both, '?on-invalid=hold')).status).toBe(202);
    await read('POST', `/v1/flights/${flightOf('8503')}/close?held=exclude`);
    await service.until(flightOf('8503'), ['ready', 'failed']);
    for (const path of ['', '/consignments', '/waybills', '/declarations', '/documents'])
      await read('GET', `/v1/flights/${flightOf('8503')}${path}`);
    for (const path of [good.manifestId, `${good.manifestId}/problems`]) await read('GET', `/v1/manifests/${path}`);
    for (const role of ['upstream', 'airline'] as const) await read('GET', '/v1/consignments/LP-8503', role);
    for (const secret of [canaries.lastName, canaries.inn, canaries.phone])
      await read('GET', `/v1/consignments/${encodeURIComponent(secret)}`);
    const logs = readdirSync(service.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
    expect(logs).toContain('service.log');
    const kept = [...answers, service.output, ...logs.map((name) => readFileSync(join(service.folder, name), 'utf8'))];
    for (const value of Object.values(canaries).flatMap((canary) => [canary, encodeURIComponent(canary), escaped(canary)])) {
      // Digits alone may stand within a hash or an id: there they tell nothing.
      const told = /^\d+$/.test(value) ? new RegExp(`(?<![0-9a-f-])${value}(?![0-9a-f-])`) : undefined;
      const isTold = (text: string): boolean => told?.test(text) ?? text.includes(value);
      expect(kept.filter(isTold).map((text) => text.slice(0, 200))).toEqual([]);
    }
  });

  async function read(method: string, path: string, role: Role = 'broker'): Promise<void> {
    const { headers, body } = await service.call(method, path, { role });
    // A look-up repeats the number that was asked for only where it found it.
    answers.push(JSON.stringify([...headers]), JSON.stringify(body));
  }
});

/** As JSON may write what is not ASCII. */
const escaped = (text: string): string => text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
