// The public API as the benchmark calls it.
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** An answer as JSON; undefined if it is empty. Throws for any but a good one. */
export async function call(url, method, path, key, body, headers = {}) {
  const response = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${key}`, ...headers }, body, duplex: 'half' });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 600)}`);
  return text === '' ? undefined : JSON.parse(text);
}

const mediaTypes = { json: 'application/json', ndjson: 'application/x-ndjson' };

/** Posts a manifest from a file; answers its receipt. */
export function postManifest(url, key, path, { format = 'ndjson', gzip = false } = {}) {
  return call(url, 'POST', '/v1/manifests', key, createReadStream(path, { highWaterMark: 256 * 1024 }), {
    'content-type': mediaTypes[format],
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
    'idempotency-key': path,
  });
}

export const closeFlight = (url, key, flight) => call(url, 'POST', `/v1/flights/${flight}/close`, key);

/** Asks again and again until a flight is ready; `seen` is told each answer and how long it took. Throws if the flight failed. */
export async function untilFlightReady(url, key, flight, seen = () => {}) {
  for (;;) {
    const started = performance.now();
    const view = await call(url, 'GET', `/v1/flights/${flight}`, key);
    seen(view, performance.now() - started);
    if (view.status === 'ready') return view;
    if (view.status === 'failed') throw new Error(`flight failed: ${JSON.stringify(view.problem)}`);
    await sleep(POLL_MS);
  }
}

/** A document's own bytes; nothing is packed on the way. */
export async function documentBytes(url, key, id) {
  const headers = { authorization: `Bearer ${key}`, 'accept-encoding': 'identity' };
  const response = await fetch(`${url}/v1/documents/${id}/content`, { headers });
  if (!response.ok) throw new Error(`document ${id}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Told of every event of a flight with the time at which it came, until `stop` is called. */
export function watchFlight(url, key, flight, told) {
  const ending = new AbortController();
  const watching = (async () => {
    const headers = { authorization: `Bearer ${key}`, accept: 'text/event-stream' };
    const response = await fetch(`${url}/v1/flights/${flight}/events`, { headers, signal: ending.signal });
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        if (data !== undefined) told(JSON.parse(data), performance.now());
      }
    }
  })().catch(() => {});
  return async () => {
    ending.abort();
    await watching;
  };
}
