// Loaded into the service's processes by the benchmark: event loop lag from the first SIGUSR2 on, told in a file at the end.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const folder = process.env.WAYBRIDGE_BENCH_PROBE;
const script = process.argv[1]?.match(/dist\/(start|worker)\.js$/)?.[1];
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
