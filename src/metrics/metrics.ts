import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a process has measured, as it travels between processes. */
export type Families = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** Of what this service sends Prometheus, the media type. */
export const METRICS_MEDIA_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * The meters of one process. Labels are routes, codes, states and ids, never what somebody sent, so that their number is bounded and
 * no person is in them. Source: reliability R49.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #sources: (() => Promise<void>)[] = [];

  constructor(process: 'api' | 'worker') {
    this.#registry.setDefaultLabels({ process });
  }

  gauge<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  /** `buckets` are upper bounds in seconds. */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[], buckets: readonly number[]): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [this.#registry] });
  }

  /** Has `fill` called before each reading, for gauges that show what is somewhere else. */
  onRead(fill: () => Promise<void> | void): void {
    this.#sources.push(async () => fill());
  }

  /** All that is measured, as of now. A source that fails leaves its gauges as they were. */
  async read(): Promise<Families> {
    await Promise.allSettled(this.#sources.map((fill) => fill()));
    return this.#registry.getMetricsAsJSON();
  }
}

/** Prometheus' text of what several processes have measured; with `tenantId` without what is another tenant's. */
export function exposition(processes: readonly Families[], tenantId?: string): Promise<string> {
  const shown = tenantId === undefined ? processes : processes.map((families) => ofTenant(families, tenantId));
  return AggregatorRegistry.aggregate([...shown]).metrics();
}

function ofTenant(families: Families, tenantId: string): Families {
  return families.map((family) => ({
    ...family,
    values: family.values.filter(({ labels }) => labels.tenant === undefined || labels.tenant === tenantId),
  }));
}
