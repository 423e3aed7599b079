import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { consignmentFacts } from '../domain/consignment-facts.js';
import type { ExchangeRates } from '../domain/exchange-rates.js';
import { flightId } from '../domain/flight.js';
import type { ManifestHead } from '../domain/manifest.js';
import { DomainError, type Finding, isError } from '../domain/problem.js';
import { type Language, textOf } from '../domain/wording/wording.js';
import { failpoint } from '../failpoints/failpoints.js';
import type { Caller } from '../store/access.store.js';
import { type CrossFindings, crossFindings } from '../store/cross-checks.js';
import type { PoolClient } from '../store/database.js';
import { ManifestStore, type StoredManifest } from '../store/manifest.store.js';
import type { ManifestUpload } from '../store/manifest-upload.js';
import { crossScope } from './checks/cross-scope.js';
import type { TradeRules } from './checks/trade-rules.js';
import type { ManifestEntry, ManifestSource } from './manifest-source.js';

/** What the sender asked for beside the manifest itself. */
export interface IntakeOptions {
  /** Whether one faulty consignment turns the manifest away, or is held while the good ones are stored. */
  onInvalid: 'reject' | 'hold';
  /** Checks everything and stores nothing. */
  dryRun: boolean;
  /** In which findings are told that the answer of a dry run lists. */
  language: Language;
}

/** A manifest as it comes in, and what it is judged by. */
export interface Incoming {
  source: ManifestSource;
  trade: TradeRules;
}

/** What a dry run found, which is stored nowhere: exact counts by code, the first findings in document order. */
interface CheckReport {
  findingCount: number;
  counts: { code: string; count: number }[];
  findings: Finding[];
}

/** What a sender is told of a manifest: ids, counts and links, nothing that changes later. */
interface ManifestReceipt {
  manifestId: string;
  revision: number;
  flight: string;
  status: string;
  consignments: number;
  held: number;
  /** Consignments with findings that hinder nothing. */
  warnings?: number;
  report?: CheckReport;
  links: { manifest: string; flight: string; problems?: string };
}

export interface Accepted {
  receipt: ManifestReceipt;
  /** Nothing was stored: this revision had been, or it was a dry run. */
  isNew: boolean;
}

export interface IntakeSteps {
  arrived?: () => Promise<void>;
  settle?: (accepted: Accepted, client: PoolClient) => Promise<void>;
}

/** Ends a transaction whose work is done but must leave nothing behind. */
class Undo extends Error {
  constructor(readonly accepted: Accepted) {
    super();
  }
}

const HELD_TOGETHER = 1_000;

/** Findings that the answer of a dry run lists, of errors and of lesser ones. */
const REPORTED = 1_000;

/** Reads, checks and stores a manifest in one pass and one transaction. */
@Injectable()
export class Intake {
  constructor(private readonly manifests: ManifestStore) {}

  /**
   * Stores what `incoming` holds. `arrived` runs when it has been read whole, `settle` last in the transaction, so that what
   * it writes stands or falls with it.
   *
   * Errors: `malformed-json`, `too-large`, `timeout`, `validation-failed` with all findings, `revision-conflict`, `forbidden`.
   */
  async accept(caller: Caller, incoming: Incoming, options: IntakeOptions, { arrived, settle }: IntakeSteps = {}): Promise<Accepted> {
    try {
      return await this.manifests.receive(async (upload) => {
        await load(incoming, upload, options);
        await arrived?.();
        const accepted = options.dryRun
          ? await this.#check(caller, incoming, upload, options)
          : await this.#store(caller, incoming, upload, options);
        await settle?.(accepted, upload.client);
        if (!accepted.isNew) throw new Undo(accepted);
        return accepted;
      });
    } catch (error) {
      if (error instanceof Undo) return error.accepted;
      throw error;
    }
  }

  async #store(caller: Caller, incoming: Incoming, upload: ManifestUpload, options: IntakeOptions): Promise<Accepted> {
    const { source } = incoming;
    const head = goodHead(source);
    const isWhole = options.onInvalid === 'hold' || source.findings.count === 0;
    const admission = head === undefined || !isWhole ? undefined : await this.manifests.admit(upload, caller, head);
    // What was accepted once is not judged again by the lists of today.
    if (admission !== undefined && 'repeated' in admission) return { receipt: receiptOf(admission.repeated), isNew: false };
    await judge(caller, incoming, upload, options);
    if (admission === undefined) throw invalid(source);
    const stored = await this.manifests.accept(upload, admission, source.count, source.layout);
    return { receipt: receiptOf(stored), isNew: true };
  }

  async #check(caller: Caller, incoming: Incoming, upload: ManifestUpload, options: IntakeOptions): Promise<Accepted> {
    const { source } = incoming;
    await judge(caller, incoming, upload, options);
    const head = goodHead(source);
    if (head === undefined) throw invalid(source);
    const { manifestId, revision } = head;
    const counts = { consignments: source.count, ...(await upload.judged()) };
    const stored = { manifestId, revision, flight: flightId(head.flight), status: 'checked', ...counts };
    return { receipt: { ...receiptOf(stored), report: reportOf(source, options.language) }, isNew: false };
  }
}

async function load({ source, trade: { rates } }: Incoming, upload: ManifestUpload, { onInvalid }: IntakeOptions): Promise<void> {
  const isHolding = onInvalid === 'hold';
  for await (const batch of source) {
    failpoint('intake.mid_copy');
    for (const entry of batch) {
      // What will be turned away is loaded for its numbers alone, to tell with every other fault what stands twice.
      const isLost = !isHolding && source.findings.count > 0;
      const isGood = entry.consignment !== undefined;
      const full = isLost ? addNumbers(upload, entry) : isGood ? addGood(upload, entry, rates) : addFaulty(upload, entry);
      if (full !== undefined) await full;
    }
  }
  await upload.loaded();
}

/**
 * Adds what only a look at other consignments can tell, and holds what has to be held.
 *
 * Errors: `validation-failed` if the head is faulty, or a consignment is and none may be held.
 */
async function judge(caller: Caller, { source, trade }: Incoming, upload: ManifestUpload, { onInvalid }: IntakeOptions): Promise<void> {
  const head = goodHead(source);
  const scope = crossScope(caller.tenantId, upload.key, head, trade.rates);
  const cross = await crossFindings(upload.client, { ...scope, shared: upload.shared() });
  file(source, cross);
  if (head === undefined || (onInvalid === 'reject' && source.findings.count > 0)) throw invalid(source);
  for (const late of batchesOf(source.late(), HELD_TOGETHER)) {
    await upload.hold(late.map(({ index, findings }) => ({ sequence: index, findings })));
  }
  await cross.apply();
}

function goodHead({ head: { head, findings } }: ManifestSource): ManifestHead | undefined {
  return findings.length === 0 ? head : undefined;
}

/** Findings across consignments to the others; those that were counted but not listed are counted. */
function file(source: ManifestSource, { list, counts }: CrossFindings): void {
  for (const { sequence, finding } of list) (isError(finding) ? source.findings : source.notices).add(finding, sequence);
  for (const { code, severity, count } of counts) {
    const listed = list.filter(({ finding }) => finding.code === code && (finding.severity ?? 'error') === severity).length;
    (severity === 'error' ? source.findings : source.notices).addAll([], count - listed);
  }
}

function* batchesOf<T>(items: Iterable<T>, size: number): Generator<T[], void> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function addGood(upload: ManifestUpload, entry: ManifestEntry, rates: ExchangeRates | undefined): Promise<void> | undefined {
  const { index, consignment, findings, source } = entry;
  const body = entry.bytes ?? entry.body;
  if (consignment === undefined || body === undefined) return undefined;
  const facts = consignmentFacts(consignment, rates);
  return upload.add({ sequence: index, consignment, body, contentHash: hashOf(body), findings, source, ...facts });
}

function addFaulty(upload: ManifestUpload, entry: ManifestEntry): Promise<void> | undefined {
  const { index, houseWaybill, orderNumber, findings, source, body = 'null' } = entry;
  return upload.addHeld({ sequence: index, houseWaybill, orderNumber, findings, source, body, contentHash: hashOf(body) });
}

function addNumbers(upload: ManifestUpload, { index, houseWaybill, orderNumber, consignment }: ManifestEntry): Promise<void> | undefined {
  const numbers = { houseWaybill, orderNumber: consignment?.orderNumber ?? orderNumber };
  return upload.addHeld({ sequence: index, ...numbers, findings: [], source: undefined, body: 'null', contentHash: hashOf('null') });
}

const hashOf = (body: string | Uint8Array) => hash('sha256', body);

function invalid({ findings }: ManifestSource): DomainError {
  return new DomainError('validation-failed', undefined, { findings: findings.list, findingCount: findings.count });
}

function reportOf({ findings, notices }: ManifestSource, language: Language): CheckReport {
  const listed = [...findings.list.slice(0, REPORTED), ...notices.list.slice(0, REPORTED)];
  const counts = [...findings.byCode, ...notices.byCode].map(([code, count]) => ({ code, count }));
  return {
    findingCount: findings.count + notices.count,
    counts,
    findings: listed.map(({ values: _, ...finding }, at) => ({ ...finding, detail: textOf(listed[at], language) })),
  };
}

function receiptOf(stored: StoredManifest & { warnings?: number }): ManifestReceipt {
  const { manifestId, revision, flight, status, consignments, held, warnings = 0 } = stored;
  const manifest = `/v1/manifests/${encodeURIComponent(manifestId)}`;
  return {
    manifestId,
    revision,
    flight,
    status,
    consignments,
    held,
    ...(warnings > 0 ? { warnings } : {}),
    links: { manifest, flight: `/v1/flights/${flight}`, ...(held + warnings > 0 ? { problems: `${manifest}/problems` } : {}) },
  };
}
