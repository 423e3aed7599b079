// One side of a comparison in a process of its own: its heap, its compiled code and its memory are not the others'.
//   forked by duel.mjs with the path of a module, the name of its function and what that is given, as JSON
import { childrenCpuSeconds, descendants, peakMiB, serverCpuSeconds } from './processes.mjs';

const [modulePath, name, given] = process.argv.slice(2);
const open = (await import(modulePath))[name];
const { serverPid, ...more } = JSON.parse(given);
const side = await open(more);

/** CPU seconds of those who work for this process: a database, or what it has started itself. */
function othersCpuSeconds() {
  return (serverPid === undefined ? 0 : serverCpuSeconds(serverPid)) + (side.hasChildren ? childrenCpuSeconds(process.pid) : 0);
}

/** Runs one iteration; answers milliseconds of time and CPU of `run` alone, not of `before`, which makes its input. */
async function iterate() {
  const input = await side.before?.();
  const others = othersCpuSeconds();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = side.run(input);
  if (result instanceof Promise) await result;
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const othersMs = (othersCpuSeconds() - others) * 1000;
  await side.after?.();
  return { wallMs, cpuMs: (user + system) / 1000 + othersMs };
}

async function sample(iterations) {
  const sum = { wallMs: 0, cpuMs: 0 };
  for (let i = 0; i < iterations; i += 1) {
    const { wallMs, cpuMs } = await iterate();
    sum.wallMs += wallMs;
    sum.cpuMs += cpuMs;
  }
  return sum;
}

/** Until so much time has gone by, at least once; answers milliseconds of one iteration, of the last ones. */
async function warm(forMs) {
  const until = performance.now() + forMs;
  let last;
  do last = await iterate();
  while (performance.now() < until);
  return last.wallMs;
}

const tasks = {
  output: (path) => side.output(path),
  warm,
  sample,
  peak: () => {
    const [, ...children] = descendants(process.pid);
    return peakMiB(process.pid) + children.reduce((sum, pid) => sum + peakMiB(pid), 0);
  },
  close: async () => {
    await side.close?.();
    setImmediate(() => process.exit(0));
  },
};

process.on('message', async ({ task, value }) => {
  try {
    process.send({ answer: await tasks[task](value) });
  } catch (error) {
    process.send({ error: String(error?.stack ?? error).slice(0, 4_000) });
  }
});
// Whoever started this has gone, or has had enough; what this has started ends with it.
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => process.exit(1));
process.send({ answer: 'ready' });
