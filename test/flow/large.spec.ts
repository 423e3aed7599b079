import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { consignments, manifestHead } from '../../scripts/make-sample.mjs';
import { today } from './manifest.js';
import { postManifest } from './post-manifest.js';
import { Service } from './service.js';

/** Lines of NDJSON, made as they are sent. */
function* lines(number: string, count: number): Generator<string> {
  yield `${JSON.stringify(manifestHead({ date: today, number }))}\n`;
  const options = { seed: Number(number), number, first: Number(number) * 1_000_000 };
  for (const consignment of consignments(count, options)) yield `${JSON.stringify(consignment)}\n`;
}

/** The greatest resident set of a process so far, in MiB. */
function peakMib(pid: number | undefined): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}

/** Reliability R19 and R20: the largest manifest there may be, read by a process that does not grow with it. */
describe('a manifest of 250 000 consignments', () => {
  let service: Service;

  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(() => service.end());

  async function post(number: string, count: number) {
    const body = Readable.from(lines(number, count), { objectMode: false }).pipe(createGzip({ level: 1 }));
    const answer = await postManifest(service, body, { headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' } });
    expect([answer.status, answer.body]).toMatchObject([202, { consignments: count, held: 0 }]);
    return peakMib(service.pid);
  }

  it('is accepted in hardly more memory than one of 25 000', async () => {
    const small = await post('8601', 25_000);
    const large = await post('8602', 250_000);
    expect(large / small).toBeLessThanOrEqual(1.5);
  }, 240_000);
});
