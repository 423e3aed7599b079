import { flightFloors } from '../floors/flight.mjs';
import { amendVerdicts } from '../harness/amend.mjs';
import { archiveSize, databaseOf, publishedDocuments } from '../harness/archived.mjs';
import { archiveVerdicts, firstByteVerdict, slowReaderVerdict } from '../harness/downloads.mjs';
import { fly } from '../harness/flown.mjs';
import { idleLatencies, Watch } from '../harness/latency.mjs';
import { commandOf, descendants, serverCpuSeconds } from '../harness/processes.mjs';
import { startService } from '../harness/service.mjs';
import { summary } from '../harness/statistics.mjs';
import { figure } from '../harness/verdict.mjs';
import { hasSchemas } from '../subjects/schemas.mjs';

const SEED = 7;

const validation = hasSchemas() ? 'every XML validated by its schema' : 'XML not validated: the official schemas are not there';

/** One large flight, and all that is asked of a service that has it: floors, latency, downloads, disk, amendment. */
export const row = {
  name: 'flight100k',
  title: 'whole flight, 100 000, POST to ready',
  by: 'wall',
  limitSeconds: 420,
  sizes: { full: { consignments: 100_000, asks: 20 }, quick: { consignments: 3_000, asks: 5 } },
  async measure({ consignments, asks }) {
    const service = await startService();
    try {
      const idle = await idleLatencies(service);
      const before = archiveSize(service);
      const watch = new Watch();
      const posted = (flight) => watch.begin(service, flight);
      const flown = await fly(service, consignments, { seed: SEED, seen: watch.seen, posted });
      await watch.stop();
      const peakMiB = service.peakMiB();
      const size = archiveSize(service);
      const database = databaseOf(service);
      try {
        const firstStagedMs = await firstStaged(database, flown.flight);
        const documents = await publishedDocuments(database, service, flown.flight);
        const { declarations } = flown.view.counts;
        const floors = await flightFloors({ database, service, documents, declarations, serverCpu: () => postgresCpu(service) });
        const downloads = [
          ...(await archiveVerdicts(service, flown.flight, documents)),
          ...(await firstByteVerdict(service, documents, asks)),
          ...(await slowReaderVerdict(service, flown.flight)),
        ];
        const amended = await amendVerdicts(service, flown.flight, { consignments, seed: SEED, fullCpuMs: flown.cpuMs });
        return {
          sides: sidesOf(flown, peakMiB, floors),
          verdicts: [
            ...ratios(flown, floors),
            ...watch.verdicts({ ...flown, idle, firstStagedMs }),
            ...downloads,
            figure('documents, bytes a consignment', (size.bytes - before.bytes) / consignments, {}, 'bytes'),
            figure('documents, bytes on the disk a consignment', (size.onDisk - before.onDisk) / consignments, {}, 'bytes'),
            ...amended,
          ],
          notes: [`${documents.length} documents of ${declarations} declarations, ${validation}`],
        };
      } finally {
        await database.close();
      }
    } finally {
      await service.close();
    }
  },
};

/** Milliseconds from the close of a flight to its first document's row. */
async function firstStaged(database, flight) {
  const [{ ms }] = await database.rows(
    `SELECT extract(epoch FROM min(d.created_at) - min(r.closed_at))::float8 * 1000 AS ms
     FROM document d JOIN flight_run r ON r.id = d.run_id JOIN flight f ON f.id = r.flight_id WHERE f.code = $1`,
    [flight],
  );
  return ms;
}

/** CPU seconds of the service's own database. */
function postgresCpu({ children }) {
  const pids = children.flatMap(({ pid }) => descendants(pid));
  return serverCpuSeconds(pids.find((pid) => /postgres$/.test(commandOf(pid)[0] ?? '')));
}

const sumOf = (floors, key) => Object.values(floors).reduce((sum, floor) => sum + floor[key], 0);

function sidesOf({ wallMs, cpuMs }, peakMiB, floors) {
  const once = (side, role, wall, cpu, peak) => ({ side, role, runs: 1, wallMs: summary([wall]), cpuMs: summary([cpu]), peakMiB: peak });
  return [
    once('product', 'product', wallMs, cpuMs, peakMiB),
    ...Object.entries(floors).map(([name, floor]) => once(name, 'floor', floor.wallMs, floor.cpuMs)),
    once('sum of floors', 'floor', sumOf(floors, 'wallMs'), sumOf(floors, 'cpuMs')),
  ];
}

function ratios({ wallMs, cpuMs }, floors) {
  const wall = wallMs / sumOf(floors, 'wallMs');
  return [
    figure('sum of floors', wall, { atMost: 2, isOfFullSize: true }, 'of the floor'),
    figure('sum of floors, CPU', cpuMs / sumOf(floors, 'cpuMs'), {}, 'of the floor'),
  ];
}
