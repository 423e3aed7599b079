import { statfs } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Gauge } from 'prom-client';
import { CONFIG, type Config } from '../config.js';
import { daysOfCover } from '../domain/waybill-stock.js';
import { NumberStore } from '../store/number.store.js';
import { WatchStore } from '../store/watch.store.js';
import { Metrics } from './metrics.js';
import { Remembered } from './remembered.js';
import { WorkerWatch } from './worker-watch.js';

const REMEMBERED_MS = 15_000;

/** Stock moves slowly, and counting a million numbers takes a while. */
const STOCK_REMEMBERED_MS = 300_000;

const runStates = ['queued', 'processing', 'completed', 'failed', 'superseded'];

/** What is in the database, of all tenants: every API process tells the same of it, so that alerts take the largest. */
@Injectable()
export class InstallationMetrics {
  constructor(
    private readonly metrics: Metrics,
    private readonly watch: WatchStore,
    private readonly numbers: NumberStore,
    private readonly worker: WorkerWatch,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.#runs();
    this.#failures();
    this.#coming();
    this.#outbox();
    this.#findings();
    this.#stock();
    this.#checks();
    this.#workers();
    this.#disk();
  }

  #runs(): void {
    const count = this.metrics.gauge('waybridge_runs', 'Runs by state', ['state']);
    const oldest = this.metrics.gauge('waybridge_runs_oldest_seconds', 'Age of the oldest run of each state', ['state']);
    this.#filled(async () => {
      const found = await this.watch.runs();
      for (const state of runStates) {
        const row = found.find((known) => known.state === state);
        count.set({ state }, row?.count ?? 0);
        oldest.set({ state }, row?.oldestSeconds ?? 0);
      }
    });
  }

  #failures(): void {
    const gauge = this.metrics.gauge('waybridge_runs_failed', 'Failed runs that nothing has overtaken, by the code of their problem', [
      'code',
    ]);
    this.#filled(async () =>
      refill(
        gauge,
        (await this.watch.failures()).map(({ code, count }) => [{ code }, count]),
      ),
    );
  }

  #coming(): void {
    const help = 'Flights that are not ready: seconds until they land, less than 0 if they have';
    const gauge = this.metrics.gauge('waybridge_unready_flight_lands_in_seconds', help, ['tenant', 'flight']);
    this.#filled(async () => {
      const flights = await this.watch.comingFlights();
      refill(
        gauge,
        flights.map(({ tenantId, code, landingSeconds }) => [{ tenant: tenantId, flight: code }, landingSeconds]),
      );
    });
  }

  #outbox(): void {
    const count = this.metrics.gauge('waybridge_outbox_unsent', 'Jobs that the queue does not have yet');
    const oldest = this.metrics.gauge('waybridge_outbox_oldest_seconds', 'Age of the oldest of them');
    this.#filled(async () => {
      const outbox = await this.watch.outbox();
      count.set(outbox.count);
      oldest.set(outbox.oldestSeconds);
    });
  }

  #findings(): void {
    const gauge = this.metrics.gauge('waybridge_findings', 'Findings in the current manifests of the week, by code', ['code', 'severity']);
    this.#filled(async () =>
      refill(
        gauge,
        (await this.watch.findings()).map(({ code, severity, count }) => [{ code, severity }, count]),
      ),
    );
  }

  #stock(): void {
    const free = this.metrics.gauge('waybridge_stock_free', 'Free air waybill numbers of a carrier', ['tenant', 'carrier']);
    const days = this.metrics.gauge('waybridge_stock_days', 'Days that they last', ['tenant', 'carrier']);
    this.#filled(async () => {
      const covers = [];
      for (const tenant of await this.watch.tenants()) {
        for (const cover of (await this.numbers.stock(tenant)).covers) covers.push({ labels: { tenant, carrier: cover.carrier }, cover });
      }
      refill(
        free,
        covers.map(({ labels, cover }) => [labels, cover.free]),
      );
      // A stock of which nothing was used of late lasts for ever.
      refill(
        days,
        covers.map(({ labels, cover }) => [labels, daysOfCover(cover) ?? Number.POSITIVE_INFINITY]),
      );
    }, STOCK_REMEMBERED_MS);
    const { lowCount, lowDays } = this.config.stock;
    this.metrics.gauge('waybridge_stock_low_count', 'Below how many free numbers a stock is low').set(lowCount);
    this.metrics.gauge('waybridge_stock_low_days', 'Below how many days a stock is low').set(lowDays);
  }

  #checks(): void {
    const breaches = this.metrics.gauge('waybridge_check_breaches', 'What a check of the installation found and left, when it ran last', [
      'check',
    ]);
    const age = this.metrics.gauge('waybridge_check_age_seconds', 'Since a check of the installation ran last', ['check']);
    this.#filled(async () => {
      const checks = await this.watch.checks();
      refill(
        breaches,
        checks.map(({ check, breaches: found }) => [{ check }, found]),
      );
      refill(
        age,
        checks.map(({ check, ageSeconds }) => [{ check }, ageSeconds]),
      );
    });
  }

  #workers(): void {
    const listening = this.metrics.gauge('waybridge_workers', 'Workers that listen for work');
    this.#filled(async () => listening.set(await this.watch.listeners()));
    const silent = this.metrics.gauge('waybridge_worker_silent_seconds', 'Since the last word of the worker that this process started');
    this.metrics.onRead(() => silent.set(this.worker.isExpected ? this.worker.silentMs / 1000 : 0));
  }

  #disk(): void {
    const free = this.metrics.gauge('waybridge_data_disk_free_bytes', 'Room left where documents are kept');
    const size = this.metrics.gauge('waybridge_data_disk_bytes', 'Size of the disk where documents are kept');
    this.#filled(async () => {
      const { bavail, blocks, bsize } = await statfs(this.config.dataFolder);
      free.set(bavail * bsize);
      size.set(blocks * bsize);
    });
  }

  /** Has gauges filled when they are read, at most once in so long. */
  #filled(fill: () => Promise<void>, forMs = REMEMBERED_MS): void {
    const remembered = new Remembered(forMs, fill);
    this.metrics.onRead(() => remembered.get());
  }
}

/** What is not told any more goes. */
function refill<L extends string>(gauge: Gauge<L>, values: readonly (readonly [Record<L, string>, number])[]): void {
  gauge.reset();
  for (const [labels, value] of values) gauge.set(labels, value);
}
