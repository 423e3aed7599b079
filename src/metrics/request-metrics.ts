import { Inject, Injectable } from '@nestjs/common';
import type { Counter, Gauge, Histogram } from 'prom-client';
import { CONFIG, type Config } from '../config.js';
import type { DomainError } from '../domain/problem.js';
import { Metrics } from './metrics.js';

/** Seconds. A route answers in milliseconds, a manifest in seconds, an archive in minutes. */
const BUCKETS = [0.01, 0.05, 0.2, 1, 5, 30, 120];

interface Answered {
  method: string;
  /** The pattern of the route, never the path. */
  route: string;
  status: number;
  ms: number;
}

/** What the API is asked and what it answers. */
@Injectable()
export class RequestMetrics {
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #problems: Counter<'code'>;
  readonly #findings: Counter<'code'>;
  readonly #integrity: Counter<'kind'>;
  readonly uploads: Gauge;

  constructor(metrics: Metrics, @Inject(CONFIG) { limits }: Config) {
    const route = ['method', 'route', 'status'] as const;
    this.#requests = metrics.histogram(
      'waybridge_http_request_duration_seconds',
      'From a request to the end of its answer',
      route,
      BUCKETS,
    );
    this.#problems = metrics.counter('waybridge_problems_total', 'Problems answered, by code', ['code']);
    this.#findings = metrics.counter('waybridge_refused_findings_total', 'Findings for which requests were refused, by code', ['code']);
    this.#integrity = metrics.counter('waybridge_document_failures_total', 'Documents that failed: their check, or their hash', ['kind']);
    this.uploads = metrics.gauge('waybridge_uploads_in_progress', 'Manifests that are being received');
    metrics.gauge('waybridge_uploads_limit', 'How many manifests are received at once').set(limits.maxUploads);
    this.#integrity.inc({ kind: 'document-integrity' }, 0);
  }

  answered({ method, route, status, ms }: Answered): void {
    this.#requests.observe({ method, route, status: String(status) }, ms / 1000);
  }

  refused({ code, findings }: DomainError): void {
    this.#problems.inc({ code });
    if (code === 'document-integrity') this.#integrity.inc({ kind: code });
    for (const finding of findings) this.#findings.inc({ code: finding.code });
  }
}
