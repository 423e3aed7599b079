import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../store/database.js';
import { Metrics } from './metrics.js';

const RESOLUTION_MS = 20;

/** What was slow stays in sight for one to two windows, whoever reads and however often. */
const WINDOW_MS = 15_000;

const quantiles = [
  ['0.5', 50],
  ['0.99', 99],
  ['1', 100],
] as const;

/** How the process itself is: its event loop, its memory, its CPU, its connections to the database. */
@Injectable()
export class ProcessMetrics implements OnModuleDestroy {
  readonly #delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #turning: NodeJS.Timeout;
  #before: number[] = quantiles.map(() => 0);

  constructor(metrics: Metrics, { pool }: Database) {
    this.#delays.enable();
    this.#turning = setInterval(() => this.#turn(), WINDOW_MS).unref();
    const lag = metrics.gauge('waybridge_event_loop_lag_seconds', 'How late the event loop was, over the last 15 to 30 s', ['quantile']);
    const memory = metrics.gauge('process_resident_memory_bytes', 'Memory of the process');
    const cpu = metrics.gauge('process_cpu_seconds_total', 'CPU time of the process, user and system');
    const start = metrics.gauge('process_start_time_seconds', 'When the process started, in Unix time');
    const connections = metrics.gauge('waybridge_database_pool_connections', 'Connections of the pool: open, idle, and callers waiting', [
      'state',
    ]);
    start.set(Math.round(performance.timeOrigin / 1000));
    metrics.onRead(() => {
      this.#lags().forEach((seconds, index) => {
        lag.set({ quantile: quantiles[index][0] }, Math.max(seconds, this.#before[index]));
      });
      const { user, system } = process.cpuUsage();
      cpu.set((user + system) / 1e6);
      memory.set(process.memoryUsage.rss());
      connections.set({ state: 'open' }, pool.totalCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.#turning);
    this.#delays.disable();
  }

  #turn(): void {
    this.#before = this.#lags();
    this.#delays.reset();
  }

  /** Seconds beyond the timer's own interval, which the histogram counts as well. */
  #lags(): number[] {
    return quantiles.map(([, percent]) => Math.max(0, this.#delays.percentile(percent) / 1e9 - RESOLUTION_MS / 1e3));
  }
}
