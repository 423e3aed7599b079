import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { flightOf, type Manifest, manifestOf, ndjson } from './manifest.js';
import { type Answer, postManifest, problemOf } from './post-manifest.js';
import { keys, Service } from './service.js';

const MIB = 1_048_576;
const IDLE_MS = 1_000;
const MAX_CONSIGNMENTS = 1_600; // the sample of the first start just fits

const outcome = (answer: Answer) => ({ status: answer.status, type: problemOf(answer) });

/** Everything about a manifest but its data: credential, headers, size, speed, order of revisions. */
describe('the envelope of a manifest', () => {
  let service: Service;
  let lastFlight = 8_400;
  let number: string;
  let good: Manifest;
  let text: string;

  beforeAll(async () => {
    service = await Service.start({
      MAX_BODY_BYTES: String(16 * MIB),
      MAX_WIRE_BYTES: String(MIB),
      MAX_CONSIGNMENTS: String(MAX_CONSIGNMENTS),
      BODY_IDLE_MS: String(IDLE_MS),
    });
  });
  afterAll(() => service.end());

  beforeEach(() => {
    number = String(++lastFlight);
    good = manifestOf(number);
    text = JSON.stringify(good);
  });

  const isStored = async () => (await service.call('GET', `/v1/flights/${flightOf(number)}`)).status === 200;

  /** Whatever was refused before, the same manifest passes, under the same key if there was one. */
  async function passes(key: string = randomUUID()): Promise<void> {
    expect(await isStored()).toBe(false);
    const answer = await postManifest(service, text, { headers: { 'idempotency-key': key } });
    expect([answer.status, answer.body.errors]).toEqual([202, undefined]);
  }

  it.each<[string, string | string[] | undefined, string]>([
    ['none', undefined, 'idempotency-key-required'],
    ['an empty one', '', 'idempotency-key-invalid'],
    ['an empty quoted one', '""', 'idempotency-key-invalid'],
    ['a long one', 'k'.repeat(256), 'idempotency-key-invalid'],
    ['one that is not ASCII', 'cl\u00e9', 'idempotency-key-invalid'],
    ['one with a tab', 'a\tb', 'idempotency-key-invalid'],
    ['two different ones', ['a', 'b'], 'idempotency-key-invalid'],
  ])('has one idempotency key, not %s', async (_, key, type) => {
    const answer = await postManifest(service, text, { headers: { 'idempotency-key': key } });
    expect(outcome(answer)).toEqual({ status: 400, type });
    if (type === 'idempotency-key-invalid') expect(answer.body.errors).toMatchObject([{ header: 'Idempotency-Key', code: 'format' }]);
    await passes();
  });

  it('may say its key twice and quoted', async () => {
    const key = `twice-${number}`;
    await postManifest(service, text, { headers: { 'idempotency-key': [key, `"${key}"`] } });
    const again = await postManifest(service, text, { headers: { 'idempotency-key': `"${key}"` } });
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([202, 'true']);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['no media type', { 'content-type': undefined }],
    ['another media type', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['a quoted charset', { 'content-type': 'application/json; charset="windows-1251"' }],
    ['another content coding', { 'content-encoding': 'br' }],
    ['two content codings', { 'content-encoding': 'gzip, gzip' }],
  ])('is refused with %s', async (_, headers) => {
    const key = randomUUID();
    const answer = await postManifest(service, text, { headers: { 'idempotency-key': key, ...headers } });
    expect(outcome(answer)).toEqual({ status: 415, type: 'unsupported-media' });
    await passes(key);
  });

  it.each([
    ['application/json; charset=utf-8', JSON.stringify],
    ['Application/JSON;charset="UTF-8"', JSON.stringify],
    ['application/ndjson', ndjson],
  ])('may be %s, with or without gzip', async (mediaType, write) => {
    const headers = { 'content-type': mediaType };
    expect((await postManifest(service, write(good), { headers })).status).toBe(202);
    const zipped = gzipSync(write({ ...good, revision: 2 }));
    expect((await postManifest(service, zipped, { headers: { ...headers, 'content-encoding': 'gzip' } })).status).toBe(202);
  });

  const gzip = { 'content-encoding': 'gzip' };

  it.each<[string, (body: Buffer) => Uint8Array]>([
    ['cut off', (body) => body.subarray(0, -9)],
    ['cut off within its head', (body) => body.subarray(0, 5)],
    ['empty', () => Buffer.alloc(0)],
    ['not gzip at all', () => Buffer.from('{}')],
    ['damaged', (body) => Buffer.concat([body.subarray(0, -8), Buffer.alloc(8)])],
    ['followed by something', (body) => Buffer.concat([body, Buffer.from('more')])],
  ])('is refused when its gzip is %s', async (_, spoil) => {
    const answer = await postManifest(service, spoil(gzipSync(text)), { headers: gzip });
    expect(outcome(answer)).toEqual({ status: 400, type: 'malformed-json' });
    await passes();
  });

  it.each<[string, () => Uint8Array, Record<string, string>]>([
    ['longer than it may be', () => Buffer.concat([Buffer.alloc(17 * MIB, ' '), Buffer.from(text)]), {}],
    ['longer once it is inflated', () => gzipSync(Buffer.concat([Buffer.alloc(17 * MIB, ' '), Buffer.from(text)])), gzip],
    ['a bomb within a bomb', () => gzipSync(Buffer.alloc(9 * MIB, gzipSync(Buffer.alloc(9 * MIB)))), gzip],
    ['inflated a thousand times', () => gzipSync(Buffer.concat([Buffer.alloc(12 * MIB, ' '), Buffer.from(text)])), gzip],
  ])('is refused when it is %s', async (_, make, headers) => {
    const key = randomUUID();
    const answer = await postManifest(service, make(), { headers: { 'idempotency-key': key, ...headers } });
    expect(outcome(answer)).toEqual({ status: 413, type: 'too-large' });
    await passes(key);
  });

  it('holds only so many consignments', async () => {
    const [first] = good.consignments;
    const consignments = Array.from({ length: MAX_CONSIGNMENTS + 1 }, (_, index) => ({
      ...first,
      houseWaybill: `${first.houseWaybill}-${index}`,
      orderNumber: `${first.orderNumber}-${index}`,
    }));
    const answer = await postManifest(service, JSON.stringify({ ...good, consignments }));
    expect(outcome(answer)).toEqual({ status: 422, type: 'validation-failed' });
    expect(answer.body.errors).toMatchObject([{ pointer: '/consignments', code: 'max_items' }]);
    await passes();
  });

  it.each([
    ['no credential', undefined, 'Bearer realm="waybridge"'],
    ['a key that nobody has', 'Bearer nonsense', 'Bearer realm="waybridge", error="invalid_token"'],
    ['another scheme', 'Basic YTpi', 'Bearer realm="waybridge", error="invalid_token"'],
  ])('is not read with %s', async (_, authorization, challenge) => {
    const headers = { authorization, 'content-length': String(text.length) };
    // Only the first byte is ever sent: the answer does not wait for the rest.
    const answer = await postManifest(service, slowly(text.slice(0, 1)), { headers });
    expect([answer.status, problemOf(answer), answer.headers['www-authenticate']]).toEqual([401, 'unauthenticated', challenge]);
    await passes();
  });

  it('is not taken from a carrier', async () => {
    expect(outcome(await postManifest(service, text, { role: 'airline' }))).toEqual({ status: 403, type: 'forbidden' });
    await passes();
  });

  it('may name its tenant, and no other', async () => {
    const of = (tenant: unknown) => postManifest(service, JSON.stringify({ tenant, ...good }));
    for (const tenant of ['Another', 'demonstration', ['Demonstration'], null]) {
      const answer = await of(tenant);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ pointer: '/tenant', code: 'tenant_mismatch' }]);
    }
    expect(await isStored()).toBe(false);
    expect((await of('Demonstration')).status).toBe(202);
    expect((await postManifest(service, text)).status).toBe(200); // the same content: the name of the tenant is none
  });

  it('comes in rising revisions', async () => {
    const revise = (revision: number, pieces: number) => {
      const consignments = good.consignments.map((consignment) => ({ ...consignment, pieces }));
      return postManifest(service, JSON.stringify({ ...good, revision, consignments }));
    };
    expect((await revise(3, 1)).status).toBe(202);
    expect(outcome(await revise(3, 2))).toEqual({ status: 409, type: 'revision-conflict' });
    expect(outcome(await revise(2, 1))).toEqual({ status: 409, type: 'revision-conflict' });
    expect((await revise(3, 1)).status).toBe(200);
    expect((await revise(7, 2)).status).toBe(202);
    const { body } = await service.call('GET', `/v1/manifests/${good.manifestId}`);
    expect(body).toMatchObject({ revision: 7, consignments: 1 });
  });

  it.each([
    ['?dryrun=true', 'dryrun', 'unknown_property'],
    ['?on-invalid=keep', 'on-invalid', 'unknown_code'],
    ['?dry-run=yes', 'dry-run', 'unknown_code'],
    ['?on-invalid=hold&on-invalid=reject', 'on-invalid', 'unknown_code'],
    ['?__proto__=1', '__proto__', 'unknown_property'],
  ])('has no query %s', async (query, parameter, code) => {
    const answer = await postManifest(service, text, { query });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ parameter, code }]]);
    await passes();
  });

  it('is refused when it stops coming, and may come again under its key', async () => {
    const key = randomUUID();
    const headers = { 'idempotency-key': key, 'content-length': String(Buffer.byteLength(text)) };
    const slow = postManifest(service, slowly(text.slice(0, 200)), { headers });
    await sleep(IDLE_MS / 3);
    const meanwhile = await postManifest(service, text, { headers: { 'idempotency-key': key } });
    expect(outcome(meanwhile)).toEqual({ status: 409, type: 'request-in-progress' });
    expect(Number(meanwhile.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(outcome(await slow)).toEqual({ status: 408, type: 'timeout' });
    await passes(key);
  });

  it('leaves nothing when the sender goes away, and may come again under its key', async () => {
    const key = randomUUID();
    const half = text.slice(0, text.length / 2);
    await expect(postManifest(service, broken(half), { headers: { 'idempotency-key': key } })).rejects.toThrow();
    for (const deadline = Date.now() + 5_000; ; await sleep(50)) {
      expect(await isStored()).toBe(false);
      const answer = await postManifest(service, text, { headers: { 'idempotency-key': key } });
      if (answer.status === 202) break;
      expect(outcome(answer)).toEqual({ status: 409, type: 'request-in-progress' });
      if (Date.now() > deadline) throw new Error('the key is not free after five seconds');
    }
  });

  it('leaves its connection to the next request when it is refused before its end', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (method: string, path: string, body: Buffer | undefined) =>
      new Promise<number | undefined>((done, fail) => {
        const headers = { authorization: 'Bearer nonsense', ...(body === undefined ? {} : bearer), 'idempotency-key': randomUUID() };
        const sent = request(`${service.url}${path}`, { method, agent, headers, timeout: 4_000 }, (response) => {
          response.resume().once('end', () => done(response.statusCode));
        });
        sent.once('timeout', () => sent.destroy(new Error('no answer')));
        sent.once('error', fail);
        sent.end(body);
      });
    const bearer = { authorization: `Bearer ${keys.upstream}`, 'content-type': 'text/csv' };
    const register = Buffer.from(`houseWaybill${';x'.repeat(2_000)}\n`.padEnd(1_500_000, 'LP1;\n'));
    try {
      expect(await send('POST', '/v1/manifests?dry-run=true', register)).toBe(422);
      expect(await send('GET', '/v1/flights', undefined)).toBe(401);
    } finally {
      agent.destroy();
    }
  });

  it('is refused the same way again under the same key', async () => {
    for (const body of ['{"a":', JSON.stringify({ ...good, channel: 'sea' })]) {
      const headers = { 'idempotency-key': randomUUID() };
      const first = await postManifest(service, body, { headers });
      const again = await postManifest(service, body, { headers });
      expect([again.status, again.text, again.headers['content-type']]).toEqual([first.status, first.text, first.headers['content-type']]);
      expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
      const other = await postManifest(service, text, { headers });
      expect(outcome(other)).toEqual({ status: 422, type: 'idempotency-key-reused' });
    }
    await passes();
  });
});

/** The beginning of a body whose rest does not come. */
async function* slowly(beginning: string): AsyncGenerator<string> {
  yield beginning;
  await sleep(10 * IDLE_MS, undefined, { ref: false });
}

/** The beginning of a body whose sender then goes away. */
async function* broken(beginning: string): AsyncGenerator<string> {
  yield beginning;
  await sleep(200);
  throw new Error('the sender goes away');
}
