// Starves, stops and lies to the service, and holds what comes of it against the operating goals.
//   npm run test:faults -- [--ci] [--only NAME] [--seed N]
// Source: reliability R44 and 8. `--ci` waits for shorter times and notices dead processes sooner.
import { parseArgs } from 'node:util';
import { clockIs, hasFakeClock } from './faults/clock.mjs';
import { databaseStopped } from './faults/database.mjs';
import { threadHangs, workerHangs } from './faults/hung.mjs';
import { poisonedFlight } from './faults/poison.mjs';
import { hasRedis, queueEmptied, redisKilled } from './faults/queue.mjs';
import { Stage } from './faults/stage.mjs';
import { workerStopped } from './faults/stopped.mjs';
import { storageIs } from './faults/storage.mjs';
import { toldTwice } from './faults/twice.mjs';
import { Installation } from './harness/installation.mjs';
import { randomOf, seedOf } from './harness/random.mjs';
import { Tally } from './harness/tally.mjs';

const { values: options } = parseArgs({
  options: { ci: { type: 'boolean', default: false }, only: { type: 'string' }, seed: { type: 'string' } },
});
const seed = seedOf(options.seed);

const cases = {
  'database-stopped': databaseStopped,
  'queue-emptied': queueEmptied,
  ...(hasRedis ? { 'redis-killed': redisKilled } : {}),
  'storage-read-only': storageIs('read-only'),
  'storage-full': storageIs('full'),
  'storage-away': storageIs('away'),
  ...(hasFakeClock ? { 'clock-ahead': clockIs('+1h'), 'clock-behind': clockIs('-1h') } : {}),
  'worker-stopped': workerStopped,
  'told-twice': toldTwice,
  'renderer-hangs': threadHangs('render.mid_document'),
  'planner-hangs': threadHangs('plan.before_commit'),
  'worker-hangs-in-outbox': workerHangs('outbox.after_add'),
  'worker-hangs-with-numbers': workerHangs('awb.after_take'),
  'worker-hangs-reconciling': workerHangs('reconcile.mid'),
  'worker-hangs-publishing': workerHangs('publish.before_commit'),
  'poisoned-flight': poisonedFlight,
};

const tally = new Tally('faults', seed);
if (!hasRedis) console.log('  left out: redis-server is not installed (Debian package redis-server)');
if (!hasFakeClock) console.log('  left out: libfaketime is not installed (Debian package faketime)');

const chosen = Object.entries(cases).filter(([name]) => options.only === undefined || name.startsWith(options.only));
if (chosen.length === 0) throw new Error(`no case ${options.only}; there are ${Object.keys(cases).join(', ')}`);

// In the long form everything is as it is by default.
const env = options.ci ? { LEASE_MS: '3000', RECONCILE_MS: '1000' } : { LEASE_MS: '20000', RECONCILE_MS: '15000' };
const installation = await Installation.create({ env });
try {
  for (const [index, [name, work]] of chosen.entries()) {
    const stage = new Stage(installation, { isShort: options.ci, serial: (seed % 4000) + index * 300, random: randomOf(seed + index) });
    await tally.run(name, async () => {
      const recoveryMs = await work(stage);
      await stage.end();
      return recoveryMs;
    });
    await Promise.all(installation.parts.filter((part) => part.isRunning).map((part) => part.end()));
    await stage.clear();
  }
} finally {
  await installation.close({ keep: tally.failed.length > 0 });
  if (tally.failed.length > 0) console.log(`left for inspection: ${installation.folder}`);
}
process.exitCode = tally.end();
