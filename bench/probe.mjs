// Loaded into the service's processes and their threads by the benchmark. Without it they are as they are.
// The first SIGUSR2 begins: event loop lag from then on, told in a file at the end of the process. Where WAYBRIDGE_BENCH_PROFILE names
// a folder, every thread is profiled between the first SIGUSR2 and the second, and writes .cpuprofile files there.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { BroadcastChannel, isMainThread, parentPort, threadId } from 'node:worker_threads';

const folder = process.env.WAYBRIDGE_BENCH_PROBE;
const profiles = process.env.WAYBRIDGE_BENCH_PROFILE;
const script = process.argv[1]?.match(/dist\/(start|main|worker)\.js$/)?.[1];

const SAMPLE_US = 500;

/** A thread that ends is not asked: it writes what it has at its first message, and then at most so often. */
const FLUSH_MS = 5_000;

if (isMainThread && folder !== undefined && script !== undefined) {
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  process.on('SIGUSR2', () => lag.reset());
  process.on('exit', () => {
    const ms = (nanoseconds) => Math.round(nanoseconds / 1e5) / 10 - 5;
    const cpu = process.cpuUsage();
    writeFileSync(
      join(folder, `${script}.json`),
      JSON.stringify({ lagP99Ms: ms(lag.percentile(99)), lagMaxMs: ms(lag.max), cpuSeconds: (cpu.user + cpu.system) / 1e6 }),
    );
  });
}

if (profiles !== undefined && script !== undefined) profileThread(join(profiles, `${script}-${process.pid}-${threadId}`));

function profileThread(path) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  const channel = new BroadcastChannel('waybridge-bench');
  channel.unref();
  let isRunning = false;
  let part = 0;
  let writtenAt = 0;
  const begin = () => {
    if (isRunning) session.post('Profiler.stop');
    session.post('Profiler.start');
    isRunning = true;
  };
  const write = () => {
    if (!isRunning) return;
    isRunning = false;
    // Answered before `post` returns: the session is this thread's own.
    session.post('Profiler.stop', (error, answer) => {
      if (error === null) writeFileSync(`${path}-${part}.cpuprofile`, JSON.stringify(answer.profile));
    });
    part += 1;
    writtenAt = performance.now();
  };
  const tasks = { begin, end: write };
  channel.onmessage = ({ data }) => tasks[data]?.();
  if (isMainThread) {
    let next = 'begin';
    process.on('SIGUSR2', () => {
      tasks[next]();
      channel.postMessage(next);
      next = 'end';
    });
  } else {
    begin();
    const post = parentPort.postMessage.bind(parentPort);
    parentPort.postMessage = (...message) => {
      if (isRunning && performance.now() - writtenAt > FLUSH_MS) {
        write();
        begin();
      }
      post(...message);
    };
  }
}
