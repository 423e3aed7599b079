import { join } from 'node:path';
import { closeFlight, postManifest, untilFlightReady } from '../harness/client.mjs';
import { keys, startWorkers } from '../harness/service.mjs';
import { summary } from '../harness/statistics.mjs';
import { figure } from '../harness/verdict.mjs';
import { writeManifest } from '../subjects/manifest.mjs';

const FLIGHTS = 7;

/** A worker with two render threads takes both cores of a small machine by itself: with one each, it shows what another process adds. */
const THREADS = 1;

export const row = {
  name: 'seven',
  title: 'seven flights of 50 000 closed in the same minute',
  by: 'wall',
  limitSeconds: 420,
  sizes: { full: { consignments: 50_000 } },
  async measure({ consignments }) {
    const one = await flySeven(consignments, 1);
    const two = await flySeven(consignments, 2);
    return {
      sides: [one, two],
      verdicts: [figure('two worker processes to one', one.wallMs.median / two.wallMs.median, { atLeast: 1.7 }, 'times faster')],
      notes: [`${THREADS} render thread in each worker process; seconds run from the first close to the last flight ready`],
    };
  },
};

async function flySeven(consignments, workers) {
  const service = await startWorkers({ workers, threads: THREADS });
  try {
    const flights = [];
    for (let seed = 1; seed <= FLIGHTS; seed += 1) {
      const path = join(service.folder, `manifest-${seed}.ndjson`);
      await writeManifest(path, consignments, { seed });
      flights.push((await postManifest(service.url, keys.upstream, path)).flight);
    }
    const before = service.cpuSeconds();
    const started = performance.now();
    await Promise.all(flights.map((flight) => closeFlight(service.url, keys.upstream, flight)));
    await Promise.all(flights.map((flight) => untilFlightReady(service.url, keys.admin, flight)));
    const wallMs = performance.now() - started;
    const cpuMs = (service.cpuSeconds() - before) * 1000;
    const side = workers === 1 ? 'one worker process' : 'two worker processes';
    return { side, role: 'product', runs: 1, wallMs: summary([wallMs]), cpuMs: summary([cpuMs]), peakMiB: service.peakMiB() };
  } finally {
    await service.close();
  }
}
