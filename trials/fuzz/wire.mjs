// Requests that are broken below HTTP: cut off, badly chunked, of another length than they say, given up.
import fc from 'fast-check';
import { keys } from '../harness/installation.mjs';
import { freshManifest } from './bodies.mjs';

const head = (line, headers) => Buffer.from(`${[line, 'Host: 127.0.0.1', ...headers].join('\r\n')}\r\n\r\n`, 'latin1');
const own = (key) => [`Authorization: Bearer ${keys.upstream}`, 'Content-Type: application/json', `Idempotency-Key: ${key}`];
const POST = 'POST /v1/manifests HTTP/1.1';

const chunk = (bytes) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const LAST = Buffer.from('0\r\n\r\n');

function cutInto(bytes, count) {
  const size = Math.max(1, Math.ceil(bytes.length / count));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

const forms = {
  'said longer': (body, key, by) => [head(POST, [...own(key), `Content-Length: ${body.length + by}`]), body],
  'said shorter': (body, key, by) => [head(POST, [...own(key), `Content-Length: ${Math.max(0, body.length - by)}`]), body],
  'said twice': (body, key, by) => [
    head(POST, [...own(key), `Content-Length: ${body.length}`, `Content-Length: ${body.length + by}`]),
    body,
  ],
  'said in words': (body, key) => [head(POST, [...own(key), 'Content-Length: all']), body],
  'said below nothing': (body, key, by) => [head(POST, [...own(key), `Content-Length: -${by}`]), body],
  'said huge': (body, key) => [head(POST, [...own(key), 'Content-Length: 99999999999999999999']), body],
  'chunks cut off': (body, key, by) => [
    head(POST, [...own(key), 'Transfer-Encoding: chunked']),
    ...cutInto(body, by).slice(0, -1).map(chunk),
  ],
  'chunks without end': (body, key, by) => [head(POST, [...own(key), 'Transfer-Encoding: chunked']), ...cutInto(body, by).map(chunk)],
  'chunk sizes that are none': (body, key) => [head(POST, [...own(key), 'Transfer-Encoding: chunked']), Buffer.from('xyz\r\n'), body, LAST],
  'chunk sizes that are huge': (body, key) => [
    head(POST, [...own(key), 'Transfer-Encoding: chunked']),
    Buffer.from(`${'f'.repeat(17)}\r\n`),
    body,
  ],
  'chunk extensions': (_body, key, by) => [
    head(POST, [...own(key), 'Transfer-Encoding: chunked']),
    Buffer.from(`1;${'x'.repeat(by * 100)}\r\n{\r\n`),
    LAST,
  ],
  'length and chunks': (body, key) => [
    head(POST, [...own(key), 'Transfer-Encoding: chunked', `Content-Length: ${body.length}`]),
    chunk(body),
    LAST,
  ],
  'another transfer coding': (body, key) => [head(POST, [...own(key), 'Transfer-Encoding: gzip, chunked']), chunk(body), LAST],
  trailers: (body, key) => [
    head(POST, [...own(key), 'Transfer-Encoding: chunked']),
    chunk(body),
    Buffer.from('0\r\nIdempotency-Key: other\r\n\r\n'),
  ],
  'many headers': (body, key, by) => [
    head(POST, [...own(key), ...Array.from({ length: by * 50 }, (_, at) => `X-${at}: 1`), `Content-Length: ${body.length}`]),
    body,
  ],
  'a long header': (body, key, by) => [
    head(POST, [...own(key), `X-Long: ${'x'.repeat(by * 1_000)}`, `Content-Length: ${body.length}`]),
    body,
  ],
  'a header with NUL': (body, key) => [head(POST, [...own(key), 'X-Nul: a\0b', `Content-Length: ${body.length}`]), body],
  'a header on two lines': (body, key) => [head(POST, [...own(key), 'X-Fold: a\r\n b', `Content-Length: ${body.length}`]), body],
  'no HTTP': (body) => [body],
  'another version': (body, key) => [head('POST /v1/manifests HTTP/9.9', [...own(key), `Content-Length: ${body.length}`]), body],
  'another method': (_body, key, by) => [head(`${'Z'.repeat(by)} /v1/flights HTTP/1.1`, own(key))],
  'a path that is none': (_body, key) => [head('GET v1 flights HTTP/1.1', own(key))],
  'a whole address': (_body, key) => [head('GET http://example.com/v1/flights HTTP/1.1', own(key))],
  'one behind the other': (body, key, by) =>
    Array.from({ length: Math.min(by, 30) }, () => Buffer.concat([head(POST, [...own(key), `Content-Length: ${body.length}`]), body])),
  'waiting to go on': (body, key) => [head(POST, [...own(key), 'Expect: 100-continue', `Content-Length: ${body.length}`]), body],
  'expecting something': (body, key) => [head(POST, [...own(key), 'Expect: miracle', `Content-Length: ${body.length}`]), body],
  'an upgrade': (_body, key) => [head('GET /v1/flights HTTP/1.1', [...own(key), 'Connection: Upgrade', 'Upgrade: websocket'])],
  'a tunnel': (_body, key) => [head('CONNECT example.com:443 HTTP/1.1', own(key))],
}; // prettier-ignore

let sent = 0;

/** Parts to send one by one, and after how many the sender goes away, if it does. */
export const wireRequests = fc
  .tuple(
    fc.constantFrom(...Object.keys(forms)),
    fc.integer({ min: 1, max: 60 }),
    fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
    fc.constantFrom(2, 2, 60),
  )
  .map(([form, by, breakAfter, count]) => () => {
    sent += 1;
    const body = Buffer.from(JSON.stringify(freshManifest(count)));
    return { form, parts: forms[form](body, `wire-${sent}`, by), breakAfter };
  });
