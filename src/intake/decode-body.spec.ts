import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { DecodeOptions } from './decode-body.js';
import { decodeBody } from './decode-body.js';

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function decoded(source: AsyncIterable<Uint8Array>, options: DecodeOptions) {
  const body = decodeBody(source, options);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.bytes) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), fingerprint: body.fingerprint(), wireBytes: body.wireBytes, decodedBytes: body.decodedBytes };
}

const gzip = { contentEncoding: 'gzip' };
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

describe('body', () => {
  const plain = Buffer.from('{"привет":1}'.repeat(3_000));

  it.each([
    ['plain, no header', {}, plain],
    ['plain, identity', { contentEncoding: 'identity' }, plain],
    ['gzip', gzip, gzipSync(plain)],
    ['gzip, other spelling', { contentEncoding: ' X-GZIP ' }, gzipSync(plain)],
    ['gzip of several members', gzip, Buffer.concat([gzipSync(plain.subarray(0, 1_000)), gzipSync(plain.subarray(1_000))])],
  ])('%s: gives the bytes, their count and fingerprint', async (_name, options, wire) => {
    for (const size of [7, 1_000, 1_000_000]) {
      const limits = { ratio: 10_000 };
      const { bytes, ...told } = await decoded(cut(wire, size), { ...options, limits });
      expect(bytes.equals(plain)).toBe(true);
      expect(told).toEqual({ fingerprint: sha256(plain), wireBytes: wire.length, decodedBytes: plain.length });
    }
  });

  it.each(['br', 'deflate', 'gzip, gzip', 'zstd'])('coding %s is not supported', (contentEncoding) => {
    expect(() => decodeBody(cut(plain, 9), { contentEncoding })).toThrow(expect.objectContaining({ code: 'unsupported-media' }));
  });

  const noise = randomBytes(20_000);
  it.each<[string, string, Buffer, DecodeOptions]>([
    ['plain over the decoded limit', 'too-large', noise, { limits: { decodedBytes: 19_999 } }],
    ['gzip over the decoded limit', 'too-large', gzipSync(noise), { ...gzip, limits: { decodedBytes: 19_999 } }],
    ['gzip over the wire limit', 'too-large', gzipSync(noise), { ...gzip, limits: { wireBytes: 19_999 } }],
    ['a bomb', 'too-large', gzipSync(Buffer.alloc(50_000_000)), gzip],
    ['gzip cut off', 'malformed-json', gzipSync(noise).subarray(0, 15_000), gzip],
    ['gzip with a wrong check sum', 'malformed-json', Buffer.concat([gzipSync(noise).subarray(0, -8), Buffer.alloc(8)]), gzip],
    ['not gzip', 'malformed-json', noise.fill(0x7b, 0, 2), gzip],
    ['something behind gzip', 'malformed-json', Buffer.concat([gzipSync(noise), Buffer.from('tail')]), gzip],
  ])('%s: %s', async (_name, code, wire, options) => {
    await expect(decoded(cut(wire, 1_000), options)).rejects.toMatchObject({ code });
  });

  it('lets a plain body use the decoded limit, and a tiny one inflate beyond the ratio', async () => {
    expect((await decoded(cut(noise, 999), { limits: { wireBytes: 10, decodedBytes: 20_000 } })).decodedBytes).toBe(20_000);
    expect((await decoded(cut(gzipSync(Buffer.alloc(8_000_000)), 999), gzip)).decodedBytes).toBe(8_000_000);
  });

  it.each(['', 'gzip'])('ends a body that does not go on, coding "%s"', async (contentEncoding) => {
    let isOver = false;
    async function* stuck(): AsyncGenerator<Uint8Array> {
      yield gzipSync(noise).subarray(0, 1_000);
      while (!isOver) await sleep(20);
    }
    const started = performance.now();
    await expect(decoded(stuck(), { contentEncoding, limits: { idleMs: 100 } })).rejects.toMatchObject({ code: 'timeout' });
    isOver = true;
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('does not count the time that its reader takes', async () => {
    const body = decodeBody(cut(noise, 10_000), { limits: { idleMs: 50 } });
    for await (const _ of body.bytes) await sleep(100);
    expect(body.decodedBytes).toBe(20_000);
  });

  it.each(['', 'gzip'])('passes on what the source throws, coding "%s"', async (contentEncoding) => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync(noise).subarray(0, 1_000);
      throw new TypeError('aborted');
    }
    await expect(decoded(broken(), { contentEncoding })).rejects.toThrow('aborted');
  });

  it.each(['', 'gzip'])('can be drained for its fingerprint after its reader stopped, coding "%s"', async (contentEncoding) => {
    const body = decodeBody(cut(contentEncoding === '' ? noise : gzipSync(noise), 1_000), { contentEncoding });
    for await (const _ of body.bytes) break;
    expect(() => body.fingerprint()).toThrow(RangeError);
    await body.drain();
    expect(body.fingerprint()).toEqual(sha256(noise));
  });

  it('has the fingerprint of its wire bytes if they cannot be decoded, however they are cut', async () => {
    const wire = Buffer.concat([gzipSync(noise).subarray(0, 9_000), noise]);
    for (const size of [100, 999, 50_000]) {
      const body = decodeBody(cut(wire, size), gzip);
      await expect(async () => {
        for await (const _ of body.bytes);
      }).rejects.toMatchObject({ code: 'malformed-json' });
      await body.drain();
      expect(body.fingerprint()).toEqual(sha256(wire));
    }
  });

  it('leaves its source open until it is closed, and then takes what is still to come', async () => {
    for (const contentEncoding of ['', 'gzip']) {
      let sent = 0;
      let isClosed = false;
      async function* source(): AsyncGenerator<Uint8Array> {
        try {
          for (; sent < 30; sent += 1) {
            yield gzipSync(noise);
            await sleep(1);
          }
        } finally {
          isClosed = true;
        }
      }
      const body = decodeBody(source(), { contentEncoding });
      for await (const _ of body.bytes) break;
      await sleep(100);
      expect([isClosed, sent < 30]).toEqual([false, true]);
      body.close();
      for (let waited = 0; !isClosed && waited < 5_000; waited += 20) await sleep(20);
      expect([isClosed, sent]).toEqual([true, 30]);
    }
  });
});
