// One flight through the real service, from the first byte posted to the last document published.
import { join } from 'node:path';
import { writeManifest } from '../subjects/manifest.mjs';
import { closeFlight, postManifest, untilFlightReady } from './client.mjs';
import { keys, startService } from './service.mjs';

/** Flies one flight on a running service; answers milliseconds, CPU seconds and what the service says of it. */
export async function fly(service, consignments, { seed = 7, seen, posted: onPosted } = {}) {
  const path = join(service.folder, `manifest-${seed}.ndjson`);
  await writeManifest(path, consignments, { seed });
  const cpuBefore = service.cpuSeconds();
  const started = performance.now();
  const { flight } = await postManifest(service.url, keys.upstream, path);
  const stored = performance.now();
  await onPosted?.(flight);
  const closed = performance.now();
  await closeFlight(service.url, keys.upstream, flight);
  const view = await untilFlightReady(service.url, keys.admin, flight, seen);
  const ready = performance.now();
  return {
    flight,
    view,
    wallMs: ready - started,
    intakeMs: stored - started,
    closedAt: closed,
    readyAt: ready,
    cpuMs: (service.cpuSeconds() - cpuBefore) * 1000,
  };
}

/** Flies one flight on a service of its own; `then` may look at it before it is stopped. */
export async function flyFresh(consignments, then = () => {}) {
  const service = await startService();
  try {
    const flown = await fly(service, consignments);
    const peakMiB = service.peakMiB();
    const more = await then(service, flown);
    return { ...flown, peakMiB, more };
  } finally {
    await service.close();
  }
}
