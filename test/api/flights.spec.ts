import { addPublishedFlight, type SampleFlight } from './sample-flight.js';
import { addTenant, startService, type TestOrganisation, type TestService } from './service.js';

type Who = 'sender' | 'second' | 'broker' | 'admin';

describe('flights', () => {
  let service: TestService;
  let tenantId: string;
  let own: Record<Who, TestOrganisation>;
  let flight: SampleFlight;

  beforeAll(async () => {
    service = await startService();
    const tenant = await addTenant<Who>(service.database, 'Flights', {
      sender: { roles: ['upstream'] },
      second: { roles: ['upstream'] },
      broker: { roles: ['broker'] },
      admin: { roles: ['admin'] },
    });
    tenantId = tenant.id;
    own = tenant.organisations;
    flight = await addPublishedFlight(service, '2026-11-22', {
      tenantId,
      senders: [
        { organisationId: own.second.id, manifestId: 'M-2', houseWaybills: ['LP1', 'LP2'] },
        { organisationId: own.sender.id, manifestId: 'M-1', houseWaybills: ['LP3', 'LP4'] },
      ],
    });
  });
  afterAll(() => service.close());

  async function get(url: string, who: Who = 'broker') {
    const answer = await service.app.inject({ method: 'GET', url: url.replace('{flight}', flight.code), headers: own[who].bearer });
    return { status: answer.statusCode, body: answer.json() };
  }

  const numbersOf = (body: { consignments: { houseWaybill: string }[] }) => body.consignments.map(({ houseWaybill }) => houseWaybill);

  it('show status, progress, counts and totals', async () => {
    expect((await get('/v1/flights/{flight}')).body).toEqual({
      flight: flight.code,
      status: 'ready',
      revision: 2,
      progress: { stage: 'publish', done: 2, total: 2, percent: 100 },
      counts: { consignments: 4, held: 1, waybills: 1, declarations: 1, documents: 2 },
      totals: {
        pieces: 3,
        grossWeightKg: '1.296',
        value: [
          { currency: 'CNY', amount: '105.00' },
          { currency: 'EUR', amount: '3.00' },
        ],
        valueRub: '1200.00',
        dutyRub: '15.00',
      },
    });
  });

  it('show what their plan decided, with the documents', async () => {
    const { waybills } = (await get('/v1/flights/{flight}/waybills')).body;
    expect(waybills).toHaveLength(1);
    expect(waybills[0]).toMatchObject({
      destination: 'SVO',
      pieces: 1,
      consignments: 3,
      grossWeightKg: '1.296',
      chargeableWeightKg: '1.5',
    });
    expect(waybills[0].documents).toEqual([expect.objectContaining({ id: flight.waybillPdf, type: 'master-waybill', format: 'pdf' })]);
    const { declarations } = (await get('/v1/flights/{flight}/declarations')).body;
    expect(declarations).toEqual([
      {
        id: `${flight.code}-SVO-1-P1`,
        kind: 'ptdeg',
        waybill: waybills[0].number,
        houseWaybills: 3,
        goodsItems: 3,
        grossWeightKg: '1.296',
        valueRub: '1200.00',
        dutyRub: '15.00',
        status: 'published',
        documents: [expect.objectContaining({ id: flight.declarationXml, type: 'express-declaration', format: 'xml' })],
      },
    ]);
  });

  it('list their consignments page by page, without personal data', async () => {
    const first = (await get('/v1/flights/{flight}/consignments?limit=3')).body;
    expect(numbersOf(first)).toEqual(['LP1', 'LP2', 'LP3']);
    expect(first.consignments[0]).toEqual({
      ref: expect.stringMatching(/^~\d+\.0$/),
      houseWaybill: 'LP1',
      manifestId: 'M-2',
      bag: 'BAG1',
      pieces: 1,
      grossWeightKg: '0.432',
      status: 'declared',
      problems: [],
      waybill: expect.stringMatching(/^210-/),
      declaration: `${flight.code}-SVO-1-P1`,
      valueRub: '400.00',
      valueEur: '4.00',
      duty: { rub: '5.00', basis: 'value' },
    });
    const second = (await get(`/v1/flights/{flight}/consignments?limit=3&cursor=${first.next}`)).body;
    expect(second).toEqual({
      consignments: [
        {
          ref: expect.stringMatching(/^~\d+\.1$/),
          houseWaybill: 'LP4',
          manifestId: 'M-1',
          bag: 'BAG1',
          pieces: 1,
          grossWeightKg: '0.432',
          status: 'held',
          problems: [
            { pointer: '/consignments/1/consignee/inn', code: 'inn_checksum', severity: 'error', detail: 'INN check digits do not match' },
          ],
        },
      ],
    });
    expect(JSON.stringify([first, second])).not.toContain('Секретова');
  });

  it.each([
    ['problem=any', ['LP4']],
    ['problem=inn_checksum', ['LP4']],
    ['problem=blank', []],
    ['bag=BAG1&limit=2', ['LP1', 'LP2']],
    ['bag=BAG2', []],
    ['declaration={flight}-SVO-1-P1', ['LP1', 'LP2', 'LP3']],
    ['declaration={flight}-SVO-1-P2', []],
    ['waybill=210-99999999', []],
    ['bag=BAG1&problem=any&declaration=&waybill=', ['LP4']],
  ])('filter their consignments by %s', async (query, expected) => {
    expect(numbersOf((await get(`/v1/flights/{flight}/consignments?${query.replaceAll('{flight}', flight.code)}`)).body)).toEqual(expected);
  });

  it('filter their consignments by waybill', async () => {
    const { waybills } = (await get('/v1/flights/{flight}/waybills')).body;
    expect(numbersOf((await get(`/v1/flights/{flight}/consignments?waybill=${waybills[0].number}`)).body)).toEqual(['LP1', 'LP2', 'LP3']);
  });

  it('show each sender what it sent itself', async () => {
    expect(numbersOf((await get('/v1/flights/{flight}/consignments', 'sender')).body)).toEqual(['LP3', 'LP4']);
    expect(numbersOf((await get('/v1/flights/{flight}/consignments', 'second')).body)).toEqual(['LP1', 'LP2']);
    expect((await get('/v1/consignments/LP1', 'sender')).status).toBe(404);
    expect((await get('/v1/manifests/M-2', 'sender')).status).toBe(404);
  });

  it('are found by house waybill and by order number', async () => {
    for (const number of ['LP3', 'ORDER-LP3']) {
      const { consignments } = (await get(`/v1/consignments/${number}`)).body;
      expect(consignments).toEqual([
        expect.objectContaining({ number, flight: flight.code, houseWaybill: 'LP3', manifestId: 'M-1', status: 'declared', bag: 'BAG1' }),
      ]);
    }
    const answer = await service.app.inject({
      method: 'POST',
      url: '/v1/consignments/lookup',
      headers: own.sender.bearer,
      payload: { numbers: ['LP3', 'ORDER-LP4', 'LP1', 'NOWHERE', 'LP3'] },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().consignments.map(({ number, status }: { number: string; status: string }) => [number, status])).toEqual([
      ['LP3', 'declared'],
      ['ORDER-LP4', 'held'],
    ]);
    expect(answer.json().notFound).toEqual(['LP1', 'NOWHERE']);
  });

  it('refuse more numbers than they look up at once', async () => {
    const numbers = Array.from({ length: 10_001 }, (_, index) => `N${index}`);
    const answer = await service.app.inject({
      method: 'POST',
      url: '/v1/consignments/lookup',
      headers: own.admin.bearer,
      payload: { numbers },
    });
    expect(answer.json().errors).toEqual([{ pointer: '/numbers', code: 'max_items', detail: 'At most 10000 items' }]);
  });

  it('keep an amended consignment where it is still flown', async () => {
    await service.database.rows("UPDATE flight SET revision = 3, status = 'open' WHERE id = $1", [flight.id]);
    await service.database.rows("UPDATE manifest SET current = false WHERE manifest_id = 'M-2' AND tenant_id = $1", [tenantId]);
    const [next] = await service.database.rows<{ id: number }>(
      `INSERT INTO manifest (tenant_id, flight_id, organisation_id, manifest_id, revision, channel, current, status, consignments, held, content_hash)
       SELECT tenant_id, flight_id, organisation_id, manifest_id, 2, channel, true, status, consignments, held, content_hash FROM manifest
       WHERE manifest_id = 'M-2' AND tenant_id = $1 RETURNING id`,
      [tenantId],
    );
    await service.database.rows(
      `INSERT INTO consignment (manifest_key, sequence, house_waybill, pieces, gross_weight_g, line_values, held, content_hash, body)
       VALUES ($1, 0, 'LP2', 1, 500, 'CNY 1', false, '\\x00', '{}'), ($1, 1, 'LP9', 1, 500, 'CNY 1', false, '\\x00', '{}')`,
      [next.id],
    );
    const { consignments } = (await get('/v1/flights/{flight}/consignments')).body;
    expect(consignments.map(({ houseWaybill, status }: { houseWaybill: string; status: string }) => `${houseWaybill} ${status}`)).toEqual([
      'LP3 declared',
      'LP4 held',
      'LP2 declared',
      'LP9 accepted',
    ]);
    const { body } = await get('/v1/flights/{flight}');
    expect([body.status, body.progress, body.counts.documents, body.totals.pieces]).toEqual(['open', undefined, 2, 3]);
    expect((await get('/v1/manifests/M-2')).body).toMatchObject({ revision: 2, isCurrent: true, sentBy: 'second' });
    expect((await get('/v1/manifests/M-2?revision=1')).body).toMatchObject({ revision: 1, isCurrent: false });
  });

  it('tell how their manifests came in', async () => {
    expect((await get('/v1/manifests/M-1', 'sender')).body).toEqual({
      manifestId: 'M-1',
      revision: 1,
      flight: flight.code,
      channel: 'express',
      status: 'accepted',
      isCurrent: true,
      consignments: 2,
      held: 0,
      warnings: 0,
      contentHash: 'ab',
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      sentBy: 'sender',
      links: { manifest: '/v1/manifests/M-1', flight: `/v1/flights/${flight.code}` },
    });
    expect((await get('/v1/manifests/M-1/problems', 'sender')).body).toEqual({
      manifestId: 'M-1',
      revision: 1,
      counts: [{ code: 'inn_checksum', severity: 'error', consignments: 1, problems: 1 }],
      consignments: [
        {
          houseWaybill: 'LP4',
          ref: expect.stringMatching(/^~\d+\.1$/),
          held: true,
          errors: [
            {
              pointer: '/consignments/1/consignee/inn',
              code: 'inn_checksum',
              severity: 'error',
              detail: 'INN check digits do not match',
              expected: '123456789047',
            },
          ],
        },
      ],
    });
  });

  it('are listed on the board, the latest first', async () => {
    for (const date of ['2026-11-23', '2026-11-24']) await addPublishedFlight(service, date, { tenantId, senders: [] });
    const first = (await get('/v1/flights?limit=2')).body;
    const second = (await get(`/v1/flights?limit=2&cursor=${first.next}`)).body;
    expect([...first.flights, ...second.flights].map(({ date }: { date: string }) => date)).toEqual([
      '2026-11-24',
      '2026-11-23',
      '2026-11-22',
    ]);
    expect(second.next).toBeUndefined();
    expect(first.flights[0]).toMatchObject({
      flight: '4B8101-20261124-HGH',
      status: 'ready',
      carrier: '4B',
      origin: 'HGH',
      destination: 'SVO',
    });
    expect((await get('/v1/flights?date=2026-11-23&status=ready&carrier=4B')).body.flights).toHaveLength(1);
    expect((await get('/v1/flights?status=failed')).body.flights).toEqual([]);
    expect((await get('/v1/flights', 'sender')).body.flights).toHaveLength(1);
  });

  it('tell warnings of what is not held, in the language asked for', async () => {
    const warned = await addPublishedFlight(service, '2026-11-20', {
      tenantId,
      senders: [{ organisationId: own.sender.id, manifestId: 'M-WARNED', houseWaybills: ['LW1', 'LW2'] }],
    });
    const detail = 'Goods for this consignee in one declaration come to more than {0} EUR or {1} kg';
    const problem = { pointer: '/consignments/0/consignee', code: 'recipient_over_norm', severity: 'warning', detail, values: [200, 31] };
    await service.database.rows("UPDATE consignment SET problems = $1 WHERE house_waybill = 'LW1'", [JSON.stringify([problem])]);
    const url = `/v1/flights/${warned.code}/consignments?problem=recipient_over_norm`;
    const told = async (language: string) => {
      const answer = await service.app.inject({ method: 'GET', url, headers: { ...own.broker.bearer, 'accept-language': language } });
      const { consignments } = answer.json();
      expect(consignments).toMatchObject([{ houseWaybill: 'LW1', status: 'declared', problems: [{ severity: 'warning' }] }]);
      return consignments[0].problems[0].detail;
    };
    expect(await told('en')).toBe('Goods for this consignee in one declaration come to more than 200 EUR or 31 kg');
    expect(await told('ru-RU,ru;q=0.9')).toBe('Товары этого получателя в одной декларации превышают вместе 200 евро или 31 кг');
    expect(await told('zh')).toContain('200 欧元或 31 公斤');
  });

  it('show the payments of a ДТЭГ, of each consignment and of the declaration', async () => {
    const paid = await addPublishedFlight(service, '2026-11-19', {
      tenantId,
      senders: [{ organisationId: own.sender.id, manifestId: 'M-PAID', houseWaybills: ['LD1', 'LD2'] }],
    });
    const payments = {
      own: [{ kind: '1010', rate: { amount: 12_310_000, currency: 'RUB' }, kopecks: 1_231_00 }],
      lines: [
        [
          { kind: '2010', base: { quantity: '1.700', unit: '166' }, rate: { amount: 3_500, currency: 'EUR', unit: '166' }, kopecks: 55_01 },
          { kind: '5010', base: { kopecks: 455_01 }, rate: { percentHundredths: 22_00 }, kopecks: 100_10 },
        ],
      ],
    };
    const sums = [
      { kind: '1010', kopecks: 1_231_00 },
      { kind: '2010', kopecks: 55_01 },
      { kind: '5010', kopecks: 100_10 },
    ];
    await service.database.rows(
      `UPDATE placement SET payments = $2, duty_kopecks = 5501, duty_basis = 'tariff' WHERE run_id IN (SELECT id FROM flight_run WHERE flight_id = $1)`,
      [paid.id, JSON.stringify(payments)],
    );
    await service.database.rows(
      `UPDATE declaration SET kind = 'dteg', payments = $2 WHERE run_id IN (SELECT id FROM flight_run WHERE flight_id = $1)`,
      [paid.id, JSON.stringify(sums)],
    );
    const [consignment] = (await get(`/v1/flights/${paid.code}/consignments`)).body.consignments;
    expect(consignment).toMatchObject({
      duty: { rub: '55.01', basis: 'tariff' },
      payments: [
        { kind: '1010', rate: '1231 RUB', rub: '1231.00' },
        { kind: '2010', line: 1, base: '1.700', baseUnit: '166', rate: '0.35 EUR/kg', rub: '55.01' },
        { kind: '5010', line: 1, base: '455.01', baseUnit: 'RUB', rate: '22%', rub: '100.10' },
      ],
    });
    expect((await get(`/v1/flights/${paid.code}/declarations`)).body.declarations).toMatchObject([
      { payments: sums.map(({ kind, kopecks }) => ({ kind, rub: (kopecks / 100).toFixed(2) })), paymentsRub: '1386.11' },
    ]);
  });

  it('tell every change as it happens, the present state first', async () => {
    await service.app.listen(0, '127.0.0.1');
    const closed = new AbortController();
    const response = await fetch(`${await service.app.getUrl()}/v1/flights/${flight.code}/events`, {
      headers: own.broker.bearer,
      signal: closed.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events: { status: string; progress?: { stage: string; done: number; total: number; percent: number; etaSeconds?: number } }[] =
      [];
    const reading = (async () => {
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          const data = /^data: (.*)$/m.exec(part)?.[1];
          if (data !== undefined) events.push(JSON.parse(data));
        }
        if (events.length >= 4) closed.abort();
      }
    })().catch(() => {});
    const until = async (count: number) => {
      for (let left = 100; events.length < count && left > 0; left--) await new Promise((later) => setTimeout(later, 50));
    };
    await until(1);
    await service.database.rows(
      "INSERT INTO flight_run (flight_id, revision, state, stage, done, total, context) VALUES ($1, 3, 'processing', 'plan', 0, 1, '{}')",
      [flight.id],
    );
    await service.database.rows("UPDATE flight SET status = 'processing' WHERE id = $1", [flight.id]);
    await until(2);
    await service.database.rows(
      "UPDATE flight_run SET stage = 'render', done = 112, total = 420, ready_at = now() + interval '27.5 seconds' WHERE flight_id = $1 AND revision = 3",
      [flight.id],
    );
    await until(3);
    await service.database.rows("UPDATE flight_run SET state = 'failed', problem = $2 WHERE flight_id = $1 AND revision = 3", [
      flight.id,
      JSON.stringify({ code: 'waybill-stock-empty', title: 'x', detail: 'Carrier 4B has 0 free numbers, 1 are needed' }),
    ]);
    await service.database.rows("UPDATE flight SET status = 'failed' WHERE id = $1", [flight.id]);
    await until(4);
    await reading;
    expect(events.map(({ status }) => status).filter((status, index, all) => status !== all[index - 1])).toEqual([
      'open',
      'processing',
      'failed',
    ]);
    expect(events.find(({ progress }) => progress?.stage === 'render')?.progress).toMatchObject({
      done: 112,
      total: 420,
      percent: 26,
      etaSeconds: expect.any(Number),
    });
    expect(events.at(-1)).toMatchObject({
      problem: {
        type: 'https://waybridge.example/problems/waybill-stock-empty',
        status: 409,
        detail: 'Carrier 4B has 0 free numbers, 1 are needed',
      },
    });
  });

  it('end their event streams when the process stops', async () => {
    const url = await service.app.getUrl();
    const response = await fetch(`${url}/v1/flights/${flight.code}/events`, { headers: own.broker.bearer });
    const stopping = performance.now();
    const [text] = await Promise.all([response.text(), service.app.close()]);
    expect(text).toContain(flight.code);
    expect(performance.now() - stopping).toBeLessThan(5_000);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });
});
