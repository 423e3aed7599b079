// Sides of one comparison, in turns: A B C, then B C A, each in a process of its own that was warmed first.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary } from './statistics.mjs';

const SIDE = fileURLToPath(new URL('./side.mjs', import.meta.url));

class Side {
  constructor({ name, role, module, open, given = {}, iterations }, common, signal) {
    this.name = name;
    this.role = role;
    this.iterations = iterations;
    this.samples = [];
    const path = fileURLToPath(new URL(`../${module}`, import.meta.url));
    this.child = fork(SIDE, [path, open, JSON.stringify({ ...common, ...given })], {
      env: { ...process.env, MALLOC_ARENA_MAX: '2' },
      execArgv: ['--no-warnings'],
      signal,
      killSignal: 'SIGKILL',
    });
    this.child.on('error', () => {});
    // Each question waits for the end of the process as well.
    this.child.setMaxListeners(0);
  }

  async ask(task, value) {
    this.child.send({ task, value });
    return this.answer();
  }

  async answer() {
    const ended = once(this.child, 'exit').then(([code]) => ({ error: `the process ended (${code})` }));
    const [{ answer, error }] = await Promise.race([once(this.child, 'message'), ended.then((gone) => [gone])]);
    if (error !== undefined) throw new Error(`${this.name}: ${error}`);
    return answer;
  }
}

/**
 * Runs a comparison; answers each side's samples and medians, per iteration.
 *
 * `sides` say where their function is; `common` is given to all, with a folder of their own that is removed at the end. `equal` is called with the paths of the sides' outputs by name
 * before anything counts, and throws if they differ. `common.serverPid` is a database that works for all sides.
 */
export async function duel({ sides, common, rounds, sampleMs, warmMs, equal, signal }) {
  const folder = mkdtempSync('/var/tmp/waybridge-duel-');
  const running = [];
  try {
    // One after another: none is to be slowed by the start of another.
    for (const [index, side] of sides.entries()) {
      const own = join(folder, `side-${index}`);
      mkdirSync(own);
      const started = new Side(side, { ...common, folder: own }, signal);
      running.push(started);
      await started.answer();
    }
    const checked = await compared(running, folder, equal);
    for (const side of running) {
      const ms = await side.ask('warm', warmMs);
      side.iterations ??= Math.max(1, Math.min(2_000, Math.round(sampleMs / Math.max(ms, 0.01))));
    }
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < running.length; turn += 1) {
        const side = running[(round + turn) % running.length];
        const { wallMs, cpuMs } = await side.ask('sample', side.iterations);
        side.samples.push({ wallMs: wallMs / side.iterations, cpuMs: cpuMs / side.iterations });
      }
    }
    const results = [];
    for (const side of running) results.push(await resultOf(side));
    return { checked, sides: results };
  } finally {
    await Promise.all(running.map(({ child }) => ended(child)));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Ends a side that still runs. */
async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Has every side with an output write it, and holds them against each other. Answers in words what was equal. */
async function compared(running, folder, equal) {
  const outputs = {};
  for (const [index, side] of running.entries()) {
    if (side.role === 'floor') continue;
    const path = join(folder, String(index));
    await side.ask('output', path);
    outputs[side.name] = path;
  }
  return equal(outputs);
}

async function resultOf(side) {
  const peakMiB = await side.ask('peak');
  await side.ask('close').catch(() => {});
  const { name, role, iterations, samples } = side;
  return {
    side: name,
    role,
    runs: samples.length,
    iterations,
    wallMs: summary(samples.map(({ wallMs }) => wallMs)),
    cpuMs: summary(samples.map(({ cpuMs }) => cpuMs)),
    peakMiB,
    samples,
  };
}
