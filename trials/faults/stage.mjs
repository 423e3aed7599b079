// What the cases share: an installation, flights that were sent to it, and what must be true of them in the end.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../harness/installation.mjs';
import { close, manifestOf, send, untilReady } from '../harness/sending.mjs';
import { wholeFlights } from './whole.mjs';

/** No case may take longer to come to its end once what it broke is mended. Source: reliability R4. */
const WORST_SECONDS = 120;

export class Stage {
  #serial;
  #flights = [];
  #afterwards = [];

  constructor(installation, { isShort, serial, random }) {
    this.installation = installation;
    this.isShort = isShort;
    this.random = random;
    this.#serial = serial;
  }

  get url() {
    return this.installation.url;
  }

  /** What is waited for: as reliability 8 asks for it, or short. */
  wait(seconds, short) {
    return this.isShort ? short : seconds;
  }

  /** A manifest of a flight of its own; it must be whole in the end once it was sent. */
  manifest(given) {
    this.#serial += 1;
    return manifestOf(this.#serial, given);
  }

  /** Sends and closes; answers the manifest. */
  closed(given, { seen } = {}) {
    return this.closedAs(this.manifest(given), { seen });
  }

  async closedAs(manifest, { seen } = {}) {
    await send(this.url, manifest, { seconds: 400, seen });
    this.#flights.push(manifest);
    await close(this.url, manifest.flight, { seconds: 400 });
    return manifest;
  }

  /** Waits until a flight, or several, is ready. */
  async ready(...manifests) {
    for (const { flight } of manifests) await untilReady(this.url, flight, { seconds: WORST_SECONDS });
  }

  /** Waits until a statement's first row is true in all its columns. */
  async until(sql, values, { seconds = WORST_SECONDS, what = sql } = {}) {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) {
      const [row] = await this.installation.rows(sql, values).catch(() => []);
      if (row !== undefined && Object.values(row).every((value) => value === true)) return;
    }
    throw new Error(`not in ${seconds} s: ${what}`);
  }

  async run({ flight }) {
    const [row] = await this.installation.rows(
      `SELECT r.id, r.epoch, r.attempt, r.state, r.stage, r.done, r.total, r.problem ->> 'code' AS problem, f.status
       FROM flight f JOIN flight_run r ON r.flight_id = f.id AND r.revision = f.revision WHERE f.code = $1`,
      [flight],
    );
    return row;
  }

  /** A worker with a log of its own; `says` and `did` read it. */
  worker(env = {}, options = {}) {
    const log = join(this.installation.folder, `worker-${this.installation.parts.length}.log`);
    const part = this.installation.startWorker({ LOG_FILE: log, ...env }, options);
    part.log = log;
    return part;
  }

  says(worker, words) {
    return existsSync(worker.log) && readFileSync(worker.log, 'utf8').includes(words);
  }

  /** How many attempts a worker brought to their end. */
  did(worker) {
    return existsSync(worker.log) ? readFileSync(worker.log, 'utf8').split(': done in ').length - 1 : 0;
  }

  async untilSays(worker, words, seconds = 90) {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(50)) if (this.says(worker, words)) return;
    throw new Error(`a worker did not say "${words}" in ${seconds} s`);
  }

  /** `work` is done when all processes of this case have ended. */
  afterwards(work) {
    this.#afterwards.push(work);
  }

  async clear() {
    for (const work of this.#afterwards) await work();
  }

  /** Waits for all that was sent, and holds it against the promises. */
  async end() {
    await this.ready(...this.#flights);
    await wholeFlights(
      this.installation,
      this.#flights.map(({ flight }) => flight),
    );
    if (existsSync(join(root, 'dist/cli/converge.js'))) {
      const report = await this.installation.converge();
      if (!report.ok) throw new Error(`broken: ${JSON.stringify(report.breaches).slice(0, 2_000)}`);
    }
  }
}

export function must(isTrue, words) {
  if (!isTrue) throw new Error(words);
}

/** A figure beside its goal, as it is printed. */
export function tell(what, value, goal) {
  console.log(`    ${what}: ${value}${goal === undefined ? '' : ` (goal ${goal})`}`);
}

export const secondsSince = (started) => (performance.now() - started) / 1000;
