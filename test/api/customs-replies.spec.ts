import { createHash } from 'node:crypto';
import type { DeclarationsBody } from '../../src/publish/flights.schema.js';
import { customsMark, type Decided, type Lodged, lodged } from '../fixtures/customs-mark.js';
import { readXml, textsAt } from '../fixtures/read-xml.js';
import { closeSchemas, hasSchemas, openSchemas, validate } from '../schemas.js';
import { unzip } from '../unzip.js';
import { planFlight, postFlight, publishFlight, sampleConsignments, setUpTenant } from './made-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

const NUMBER = '8711';
const registration = { customsOffice: '10005020', date: '2026-11-22', number: '0001234' };

const check = (bytes: Uint8Array, schema: string) => {
  if (hasSchemas) validate(bytes, schema);
};

describe('replies of customs', () => {
  let service: TestService;
  let own: Record<'upstream' | 'broker' | 'otherBroker' | 'airline' | 'admin', TestOrganisation>;
  let flight: string;
  let declarations: DeclarationsBody['declarations'];
  let first: Lodged;

  beforeAll(async () => {
    openSchemas();
    service = await startService();
    const tenant = await addTenant(service.database, 'Replies', {
      upstream: { roles: ['upstream'] },
      broker: { roles: ['broker'], destinations: ['SVO'] },
      otherBroker: { roles: ['broker'], destinations: ['SVX'] },
      airline: { roles: ['airline'], carrier: '4B' },
      admin: { roles: ['admin'] },
    });
    own = tenant.organisations;
    await service.app.listen(0, '127.0.0.1');
    await setUpTenant(service, tenant.id, own.admin);
    flight = await postFlight(service, own.upstream, NUMBER, sampleConsignments(NUMBER, 120));
    await publishFlight(service, await planFlight(service, own.admin, flight));
    declarations = await declared();
    first = lodged(await published(declarations[0]));
  });
  afterAll(async () => {
    await service.close();
    closeSchemas();
  });

  const get = (path: string, who: TestOrganisation = own.broker) =>
    service.app.inject({ method: 'GET', url: `/v1/${path}`, headers: who.bearer });
  const post = (payload: string | Buffer, who: TestOrganisation = own.broker, type = 'application/xml') =>
    service.app.inject({ method: 'POST', url: '/v1/customs-replies', headers: { ...who.bearer, 'content-type': type }, payload });

  async function declared(): Promise<DeclarationsBody['declarations']> {
    return (await get(`flights/${flight}/declarations`)).json().declarations;
  }

  async function published({ documents }: DeclarationsBody['declarations'][number]): Promise<Buffer> {
    const { id = '' } = documents.find(({ type, format }) => type === 'express-declaration' && format === 'xml') ?? {};
    return (await get(`documents/${id}/content`)).rawPayload;
  }

  const consignments = async (query: string, who?: TestOrganisation) =>
    (await get(`flights/${flight}/consignments?limit=500&${query}`, who)).json().consignments;

  const released = (which: Lodged, at = '2026-11-22T19:41:00+03:00', code = '10'): Decided[] =>
    which.houses.map((house) => ({ ...house, code, at }));

  const kept = async () => (await service.database.rows<{ count: number }>('SELECT count(*) FROM customs_reply'))[0].count;

  describe('that name nothing of ours', () => {
    it('are kept, and wait to be sent again', async () => {
      const before = await kept();
      const reply = customsMark('X', { ...registration, number: '9' }, [
        { waybillId: 'X', ordinal: '1', number: 'NONE', code: '10', at: '2026-11-22T10:00:00Z' },
      ]);
      check(Buffer.from(reply), 'fts-5.23.0/ExpressCargoDeclarationCustomMark.xsd');
      for (const who of [own.broker, own.broker, own.admin]) {
        const answer = await post(reply, who);
        expect([answer.statusCode, answer.json()]).toMatchObject([404, { errors: [{ column: 'IndividualWayBill', code: 'mismatch' }] }]);
      }
      const [{ body }] = await service.database.rows<{ body: Buffer }>('SELECT body FROM customs_reply WHERE sha256 = $1', [
        createHash('sha256').update(reply).digest(),
      ]);
      expect([body.toString(), await kept()]).toEqual([reply, before + 1]);
    });

    it('are not kept when they are faulty', async () => {
      const before = await kept();
      const answer = await post(customsMark('X', registration, [{ ...first.houses[0], code: 'X', at: 'now' }]));
      expect([answer.statusCode, answer.json().errorCount]).toEqual([422, 2]);
      expect(answer.json().errors).toMatchObject([
        { row: 1, column: 'DecisionCode', code: 'format' },
        { row: 1, column: 'DecisionDate', code: 'date_invalid' },
      ]);
      expect((await post('{}', own.broker, 'application/json')).statusCode).toBe(415);
      expect((await post('', own.broker)).statusCode).toBe(422);
      expect((await post(`<a>${'x'.repeat(1_048_576)}</a>`)).statusCode).toBe(413);
      expect(await kept()).toBe(before);
    });

    it('leave the papers of arrival unmade', async () => {
      const answer = await get(`flights/${flight}/express-arrivals`);
      expect([answer.statusCode, answer.json().type]).toEqual([409, 'https://waybridge.example/problems/state-conflict']);
      expect((await get(`flights/${flight}/express-arrivals?declaration=${declarations[0].id}`)).statusCode).toBe(409);
      expect((await get(`flights/${flight}/express-arrivals?declaration=${flight}-SVO-9-P9`)).statusCode).toBe(404);
      const container = await get(`flights/${flight}/customs-containers?declaration=${declarations[0].id}`);
      expect(readXml(container.rawPayload).texts('ContainerDoc/Order')).toEqual(['1']);
    });
  });

  describe('on a declaration', () => {
    const refusal = { code: '90', reasonCode: '105', reason: 'Сведения о получателе не подтверждены' };

    it('give it a number and its house waybills decisions, and tell what they could not', async () => {
      const [house, second, ...others] = released(first);
      const marks = [{ ...house, ...refusal }, { ...second, number: '' }, ...others];
      const foreign = { waybillId: 'X', ordinal: '1', number: 'NONE', code: '10', at: '2026-11-22T10:00:00Z' };
      const answer = await post(customsMark(first.documentId, registration, [...marks, foreign]));
      expect([answer.statusCode, answer.json()]).toMatchObject([
        200,
        {
          kind: 'mark',
          flight,
          declaration: declarations[0].id,
          number: '10005020/221126/0001234',
          applied: marks.length,
          findings: [{ row: marks.length + 1, column: 'IndividualWayBill/WayBillID', code: 'mismatch', severity: 'error' }],
        },
      ]);
      const [{ number, status, decisions }, ...rest] = await declared();
      expect([number, status, decisions]).toEqual([
        '10005020/221126/0001234',
        'decided',
        [
          { code: '10', houseWaybills: marks.length - 1 },
          { code: '90', houseWaybills: 1 },
        ],
      ]);
      expect(rest.map((other) => [other.number, other.status])).toEqual(rest.map(() => [undefined, 'published']));
    });

    it('are shown with each consignment and found by', async () => {
      const [refused] = await consignments('decision=90');
      expect(refused).toMatchObject({
        houseWaybill: first.houses[0].number,
        decision: { ...refusal, text: 'Release is refused', isFinal: true, decidedAt: '2026-11-22T16:41:00.000Z' },
      });
      const { length } = await consignments('');
      expect((await consignments('decision=10')).length).toBe(first.houses.length - 1);
      expect((await consignments('decision=none')).length).toBe(length - first.houses.length);
      expect((await consignments(`decision=31`)).length).toBe(0);
      expect((await get(`flights/${flight}/consignments?decision=10`, own.airline)).statusCode).toBe(403);
      const [seen] = (await get(`consignments/${first.houses[0].number}`, own.upstream)).json().consignments;
      expect(seen.decision).toEqual({
        code: '90',
        text: 'Release is refused',
        isFinal: true,
        decidedAt: '2026-11-22T16:41:00.000Z',
        reasonCode: '105',
      });
      const [carried] = (await get(`consignments/${first.houses[0].number}`, own.airline)).json().consignments;
      expect(carried.decision).toBeUndefined();
    });

    it('change nothing when they come again, and are answered alike', async () => {
      const count = await kept();
      const reply = customsMark(first.documentId, registration, released(first));
      const [once, ...again] = [await post(reply), await post(reply), await post(Buffer.from(reply), own.admin)];
      expect(again.map((answer) => [answer.statusCode, answer.json()])).toEqual(again.map(() => [200, once.json()]));
      expect(await kept()).toBe(count + 1);
      const marks = await service.database.rows('SELECT 1 FROM customs_mark WHERE reply_id = $1', [once.json().id]);
      expect(marks).toHaveLength(first.houses.length);
    });

    it('count by the time of the decision, whatever the order they come in', async () => {
      const [house] = first.houses;
      const codes: string[] = [];
      for (const [code, at] of [
        ['32', '2026-11-23T10:00:00+03:00'],
        ['31', '2026-11-22T20:00:00+03:00'],
        ['70', '2026-11-23T07:00:00Z'],
        ['92', '2026-11-23T07:00:01Z'],
      ]) {
        expect((await post(customsMark(undefined, registration, [{ ...house, code, at }]))).statusCode).toBe(200);
        const [{ decision }] = (await get(`consignments/${house.number}`)).json().consignments;
        codes.push(decision.code);
      }
      // At the same second what is final stays.
      expect(codes).toEqual(['32', '32', '32', '92']);
      expect((await declared())[0].status).toBe('registered');
      const history = await service.database.rows('SELECT 1 FROM customs_mark WHERE house_waybill = $1', [house.number]);
      expect(history).toHaveLength(6);
    });

    it('come many at a time without harm', async () => {
      const replies = Array.from({ length: 6 }, (_, n) => released(first, `2026-11-24T10:00:0${n}+03:00`, n % 2 === 0 ? '10' : '31'));
      const marks = replies.map((decided, n) => customsMark(first.documentId, registration, n % 2 === 0 ? decided : decided.toReversed()));
      const answers = await Promise.all([...marks, marks[0]].map((reply) => post(reply)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
      expect((await consignments('decision=31')).length).toBe(first.houses.length);
    });

    it('are for those who represent the flight', async () => {
      const other = await post(customsMark(first.documentId, registration, released(first)), own.otherBroker);
      expect(other.statusCode).toBe(404);
      const fresh = customsMark(first.documentId, registration, released(first, '2026-11-25T10:00:00Z', '60'));
      expect((await post(fresh, own.otherBroker)).statusCode).toBe(404);
      expect((await consignments('decision=60')).length).toBe(0);
      expect((await post(fresh)).json().applied).toBe(first.houses.length);
      for (const who of [own.upstream, own.airline]) expect((await post(fresh, who)).statusCode).toBe(403);
    });

    it('may be of other kinds, which are kept', async () => {
      const demand = customsMark(first.documentId, registration, []).replaceAll(
        'ExpressCargoDeclarationCustomMark',
        'ExpressCargoReqCorrect',
      );
      expect((await post(demand)).json()).toMatchObject({ kind: 'correction', declaration: declarations[0].id, applied: 0, findings: [] });
    });
  });

  describe('let the papers of arrival be made', () => {
    it('as one notice', async () => {
      const answer = await get(`flights/${flight}/express-arrivals?declaration=${declarations[0].id}`);
      expect(answer.headers).toMatchObject({ 'content-type': 'application/xml', 'cache-control': 'private, no-store' });
      expect(answer.headers['content-disposition']).toContain(`express-arrival-${declarations[0].id}.xml`);
      check(answer.rawPayload, 'fts-5.23.0/ExpressArrive.xsd');
      expect(textsAt(answer.rawPayload, 'RefDocumentID')).toEqual([first.documentId]);
      expect(textsAt(answer.rawPayload, 'ExpressCargoDeclarationIdDetails/GTDNumber')).toEqual(['0001234']);
      expect(textsAt(answer.rawPayload, 'ArriveShipment/HouseShipment/WayBillID')).toEqual(first.houses.map(({ waybillId }) => waybillId));
    });

    it('as a ZIP of the registered declarations', async () => {
      const second = lodged(await published(declarations[1]));
      // Customs need not name the document, nor the broker's own software the ids of ours.
      const decided = released(second).map((mark, n) => ({ ...mark, waybillId: `OTHER-${n}` }));
      expect((await post(customsMark(undefined, { ...registration, number: '0001235' }, decided))).json().applied).toBe(
        second.houses.length,
      );
      const zip = await get(`flights/${flight}/express-arrivals`);
      expect(zip.headers['content-type']).toBe('application/zip');
      const files = unzip(zip.rawPayload);
      expect([...files.keys()]).toEqual(declarations.slice(0, 2).map(({ id }) => `express-arrival-${id}.xml`));
      const [one, two] = files.values();
      expect(one).toEqual((await get(`flights/${flight}/express-arrivals?declaration=${declarations[0].id}`)).rawPayload);
      expect(textsAt(two, 'RefDocumentID')).toEqual([second.documentId]);
      for (const bytes of files.values()) check(bytes, 'fts-5.23.0/ExpressArrive.xsd');
    });

    it('as containers with the declaration as it was published, each body valid by itself', async () => {
      const files = unzip((await get(`flights/${flight}/customs-containers?with=house-waybills`)).rawPayload);
      expect([...files.keys()]).toEqual(declarations.map(({ id }) => `customs-container-${id}.xml`));
      const declaration = (await published(declarations[0])).toString().replace(/^.*\n/, '');
      for (const [n, bytes] of [...files.values()].entries()) {
        check(bytes, 'fts-5.23.0/ED_Container.xsd');
        const bodies = [...bytes.toString().matchAll(/<edcnt:DocBody>(.*?)<\/edcnt:DocBody>/gs)].map(([, body]) => body);
        const arrivals = n < 2 ? 1 : 0;
        expect(bodies).toHaveLength(1 + declarations[n].houseWaybills + arrivals);
        if (n === 0) expect(bodies[0]).toBe(declaration);
        for (const [place, body] of bodies.entries()) {
          const isArrival = arrivals === 1 && place === bodies.length - 1;
          const schema = place === 0 ? 'fts-5.27.0/ExpressCargoDeclaration.xsd' : 'fts-5.27.0/WayBillExpressIndividual.xsd';
          check(Buffer.from(body), isArrival ? 'fts-5.23.0/ExpressArrive.xsd' : schema);
        }
      }
      const plain = await get(`flights/${flight}/customs-containers?declaration=${declarations[0].id}`);
      expect(readXml(plain.rawPayload).texts('ContainerDoc/Order')).toEqual(['1', '2']);
      expect(textsAt(plain.rawPayload, 'DocumentID')).not.toEqual(textsAt([...files.values()][0], 'DocumentID'));
    });
  });
});
