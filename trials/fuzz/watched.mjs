// Loaded before a process of the service: tells, on a port of its own, how long its event loop stood still and what memory it has.
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const BEAT_MS = 20;

if (isMainThread && process.env.WATCH_PORT !== undefined) watch(Number(process.env.WATCH_PORT));

function watch(port) {
  let longestMs = 0;
  let last = performance.now();
  let lastCpu = process.cpuUsage();
  const beat = () => {
    const now = performance.now();
    const cpu = process.cpuUsage(lastCpu);
    // What it computed while it stood still: on a busy machine it also waits for its turn, which is no fault of its own.
    const stood = Math.min(now - last - BEAT_MS, (cpu.user + cpu.system) / 1_000);
    longestMs = Math.max(longestMs, stood);
    last = now;
    lastCpu = process.cpuUsage();
  };
  setInterval(beat, BEAT_MS).unref();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  createServer((request, response) => {
    beat();
    if (request.url === '/settled') for (let pass = 0; pass < 4; pass += 1) collect();
    response.end(
      JSON.stringify({ longestMs: Math.round(longestMs), rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed }),
    );
    longestMs = 0;
    last = performance.now();
    lastCpu = process.cpuUsage();
  })
    .listen(port, '127.0.0.1')
    .unref();
}
