import { type Armed, type FailpointAction, type FailpointName, parseFailpoints } from './parse-failpoints.js';

/** What is armed in this thread; undefined, as in every ordinary process, makes a point one comparison. */
let armed: Map<FailpointName, Armed> | undefined;

/**
 * Arms the points of `FAILPOINTS` in this thread; each thread counts its own hits. Errors: RangeError if the text is wrong.
 *
 * Source: reliability R41.
 */
export function armFailpoints(spec: string | undefined): void {
  armed = spec === undefined ? undefined : parseFailpoints(spec);
}

/**
 * A place at which a test may make this process fail. What waits or hangs holds up the whole thread, as a swapped or stopped
 * process would.
 */
export function failpoint(name: FailpointName): void {
  if (armed !== undefined) hit(armed.get(name));
}

function hit(point: Armed | undefined): void {
  if (point === undefined) return;
  point.hits += 1;
  if (point.onlyHit !== undefined && point.hits !== point.onlyHit) return;
  act(point.name, point.action);
}

function act(name: FailpointName, action: FailpointAction): void {
  if (action.kind === 'kill') {
    process.kill(process.pid, 'SIGKILL');
    // The signal comes to the process at once; no further line of this thread may run meanwhile.
    block(undefined);
  }
  if (action.kind === 'hang') block(undefined);
  if (action.kind === 'delay') block(action.ms);
  if (action.kind === 'throw') throw new Error(`failpoint ${name}`);
  if (action.kind === 'enospc') throw Object.assign(new Error(`ENOSPC: failpoint ${name}`), { code: 'ENOSPC' });
  if (action.kind === 'eio') throw Object.assign(new Error(`EIO: failpoint ${name}`), { code: 'EIO' });
}

function block(ms: number | undefined): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
