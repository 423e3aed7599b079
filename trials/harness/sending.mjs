// Senders as they should be: they repeat what was not answered, under the same key, until it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { today } from '../../bench/subjects/manifest.mjs';
import { consignments as consignmentsOf, manifestHead, manifestText } from '../../scripts/make-sample.mjs';
import { keys } from './installation.mjs';

/** A small manifest of a flight of its own, the same for the same serial; flights of different serials share no number. */
export function manifestOf(serial, { consignments = 40, revision = 1 } = {}) {
  const number = String(1000 + (serial % 9000));
  const head = { ...manifestHead({ date: today(), number, revision }), manifestId: `TRIAL-${serial}` };
  const items = consignmentsOf(consignments, { seed: serial + revision * 7919, number, first: 100_000_000 + serial * 10_000 });
  const { carrier, date, origin } = head.flight;
  return {
    flight: `${carrier}${number}-${date.replaceAll('-', '')}-${origin}`,
    manifestId: head.manifestId,
    revision,
    consignments,
    key: `trial-${serial}-r${revision}`,
    body: [...manifestText(head, items)].join(''),
  };
}

/** One request; undefined if nothing was answered, because nobody was there or the line broke. */
export async function ask(url, method, path, { key = keys.upstream, body, headers = {}, seconds = 60 } = {}) {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body,
      signal: AbortSignal.timeout(seconds * 1000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Statuses that a sender answers by asking again. */
const isForNow = (status) => status === 409 || status === 429 || status >= 500;

/**
 * Sends until it is acknowledged. `seen` is told every answer. Throws for a refusal that no repeat can change, and after so many
 * seconds.
 */
export async function send(url, manifest, { seconds = 120, seen = () => {} } = {}) {
  const headers = { 'idempotency-key': manifest.key };
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(100)) {
    const answer = await ask(url, 'POST', '/v1/manifests', { body: manifest.body, headers });
    seen(answer);
    if (answer === undefined || isForNow(answer.status)) continue;
    if (answer.status >= 300) throw new Error(`${manifest.manifestId} was refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }
  throw new Error(`${manifest.manifestId} was not acknowledged in ${seconds} seconds`);
}

/** Closes a flight, asking until that is answered; one that is closed already counts. */
export async function close(url, flight, { seconds = 120 } = {}) {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(100)) {
    const answer = await ask(url, 'POST', `/v1/flights/${flight}/close`);
    if (answer !== undefined && answer.status < 300) return;
    if (answer !== undefined && !isForNow(answer.status))
      throw new Error(`${flight} was not closed: ${answer.status} ${JSON.stringify(answer.body)}`);
    const view = await ask(url, 'GET', `/v1/flights/${flight}`);
    if (view?.status === 200 && view.body.status !== 'open') return;
  }
  throw new Error(`${flight} was not closed in ${seconds} seconds`);
}

/** Waits for a flight to be ready; answers its view. Throws when it failed, and after so many seconds. */
export async function untilReady(url, flight, { seconds = 120 } = {}) {
  let last;
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) {
    const view = await ask(url, 'GET', `/v1/flights/${flight}`, { key: keys.admin });
    last = view?.body ?? last;
    if (view?.body?.status === 'ready') return view.body;
    if (view?.body?.status === 'failed') throw new Error(`${flight} failed: ${JSON.stringify(view.body.problem)}`);
  }
  throw new Error(`${flight} was not ready in ${seconds} seconds: ${JSON.stringify(last)}`);
}
