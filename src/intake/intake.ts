import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { consignmentFacts } from '../domain/consignment-facts.js';
import { flightId } from '../domain/flight.js';
import type { ManifestHead } from '../domain/manifest.js';
import { DomainError, type Finding } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import type { Caller } from '../store/access.store.js';
import type { PoolClient } from '../store/database.js';
import { ManifestStore, type ManifestUpload, type StoredManifest } from '../store/manifest.store.js';
import type { ManifestEntry } from './manifest-source.js';
import { type ManifestReader, readManifest } from './read-manifest.js';

/** What the sender asked for beside the manifest itself. */
export interface IntakeOptions {
  format: 'json' | 'ndjson';
  /** Whether one faulty consignment turns the manifest away, or is held while the good ones are stored. */
  onInvalid: 'reject' | 'hold';
  /** Checks everything and stores nothing. */
  dryRun: boolean;
}

/** What a sender is told of an accepted manifest: ids, counts and links, nothing that changes later. */
interface ManifestReceipt {
  manifestId: string;
  revision: number;
  flight: string;
  status: string;
  consignments: number;
  held: number;
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

/** Reads, checks and stores a manifest in one pass and one transaction. */
@Injectable()
export class Intake {
  constructor(
    private readonly manifests: ManifestStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Stores what `body` holds, decoded. `arrived` runs when it has been read whole, `settle` last in the transaction, so that what
   * it writes stands or falls with it.
   *
   * Errors: `malformed-json`, `too-large`, `timeout`, `validation-failed` with all findings, `revision-conflict`.
   */
  async accept(
    caller: Caller,
    body: AsyncIterable<Uint8Array>,
    options: IntakeOptions,
    { arrived, settle }: IntakeSteps = {},
  ): Promise<Accepted> {
    const reader = readManifest(body, {
      format: options.format,
      tenant: caller.tenant,
      today: moscowDay(),
      requireIdentity: this.config.requireIdentity,
      limits: { consignments: this.config.limits.maxConsignments },
    });
    try {
      return await this.manifests.receive(async (upload, client) => {
        await this.#load(reader, upload, options);
        await arrived?.();
        const accepted = await this.#store(caller, reader, upload, options);
        await settle?.(accepted, client);
        if (!accepted.isNew) throw new Undo(accepted);
        return accepted;
      });
    } catch (error) {
      if (error instanceof Undo) return error.accepted;
      throw error;
    }
  }

  async #load(reader: ManifestReader, upload: ManifestUpload, { onInvalid }: IntakeOptions): Promise<void> {
    const isHolding = onInvalid === 'hold';
    for await (const batch of reader) {
      for (const entry of batch) {
        // What will be turned away is loaded for its numbers alone, to tell with every other fault what stands twice.
        const isLost = !isHolding && reader.findings.count > 0;
        const isGood = entry.consignment !== undefined;
        const full = isLost ? addNumbers(upload, entry) : isGood ? addGood(upload, entry) : addFaulty(upload, entry);
        if (full !== undefined) await full;
      }
    }
    await upload.loaded();
  }

  async #store(caller: Caller, reader: ManifestReader, upload: ManifestUpload, options: IntakeOptions): Promise<Accepted> {
    const isHolding = options.onInvalid === 'hold';
    const { head, findings } = reader.head;
    await this.#nameDuplicates(reader, upload);
    if (head === undefined || findings.length > 0) throw invalid(reader);
    if (!isHolding && reader.findings.count > 0) throw invalid(reader);
    if (isHolding) {
      await upload.holdDuplicates();
      for (const late of batchesOf(reader.late(), HELD_TOGETHER)) {
        await upload.hold(late.map(({ index, findings: faults }) => ({ sequence: index, findings: faults })));
      }
    }
    return this.#settle(caller, head, reader, upload, options);
  }

  /** House waybills and order numbers that stand twice: a fault of the later place, which names the earlier. */
  async #nameDuplicates(reader: ManifestReader, upload: ManifestUpload): Promise<void> {
    const { list, count } = await upload.duplicates();
    const findings = list.map(({ sequence, firstSequence, member }): Finding & { sequence: number } => ({
      sequence,
      pointer: `/consignments/${sequence}/${member}`,
      code: 'duplicate',
      ...say('Same value as {0}', `/consignments/${firstSequence}/${member}`),
    }));
    for (const { sequence, ...finding } of findings) reader.findings.add(finding, sequence);
    reader.findings.addAll([], count - findings.length);
  }

  async #settle(
    caller: Caller,
    head: ManifestHead,
    reader: ManifestReader,
    upload: ManifestUpload,
    { onInvalid, dryRun }: IntakeOptions,
  ): Promise<Accepted> {
    const counts = { consignments: reader.count, held: onInvalid === 'hold' ? await upload.heldCount() : 0 };
    if (counts.held === counts.consignments) throw invalid(reader);
    if (dryRun) {
      return { receipt: receiptOf({ ...head, ...counts, flight: flightId(head.flight), status: 'checked' }), isNew: false };
    }
    const stored = await upload.accept(caller, head, counts);
    if (stored.repeated || stored.flightKey === undefined) return { receipt: receiptOf(stored), isNew: false };
    const elsewhere = (await upload.onFlightAlready(stored.flightKey, head.manifestId)).map(
      (sequence): { sequence: number; findings: Finding[] } => ({
        sequence,
        findings: [
          { pointer: `/consignments/${sequence}/houseWaybill`, code: 'duplicate', detail: 'Another manifest of this flight holds it' },
        ],
      }),
    );
    for (const { sequence, findings } of elsewhere) reader.findings.addAll(findings, findings.length, sequence);
    if (onInvalid === 'reject' && reader.findings.count > 0) throw invalid(reader);
    await upload.hold(elsewhere);
    const held = elsewhere.length === 0 ? counts.held : await upload.heldCount();
    if (held === counts.consignments) throw invalid(reader);
    await upload.settle(stored.flightKey, held);
    const status = held === 0 ? 'accepted' : 'accepted-with-holds';
    return { receipt: receiptOf({ ...stored, status, held }), isNew: true };
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

function addGood(upload: ManifestUpload, { index, consignment, body, findings, source }: ManifestEntry): Promise<void> | undefined {
  if (consignment === undefined || body === undefined) return undefined;
  return upload.add({ sequence: index, consignment, body, contentHash: hashOf(body), findings, source, ...consignmentFacts(consignment) });
}

function addFaulty(upload: ManifestUpload, entry: ManifestEntry): Promise<void> | undefined {
  const { index, houseWaybill, orderNumber, findings, source, body = 'null' } = entry;
  return upload.addHeld({ sequence: index, houseWaybill, orderNumber, findings, source, body, contentHash: hashOf(body) });
}

function addNumbers(upload: ManifestUpload, { index, houseWaybill, orderNumber, consignment }: ManifestEntry): Promise<void> | undefined {
  const numbers = { houseWaybill, orderNumber: consignment?.orderNumber ?? orderNumber };
  return upload.addHeld({ sequence: index, ...numbers, findings: [], source: undefined, body: 'null', contentHash: hashOf('null') });
}

const hashOf = (body: string) => hash('sha256', body);

function invalid({ findings }: ManifestReader): DomainError {
  return new DomainError('validation-failed', undefined, { findings: findings.list, findingCount: findings.count });
}

function receiptOf({ manifestId, revision, flight, status, consignments, held }: StoredManifest): ManifestReceipt {
  const manifest = `/v1/manifests/${encodeURIComponent(manifestId)}`;
  return {
    manifestId,
    revision,
    flight,
    status,
    consignments,
    held,
    links: { manifest, flight: `/v1/flights/${flight}`, ...(held > 0 ? { problems: `${manifest}/problems` } : {}) },
  };
}

/** The day by the customs' clock, which is Moscow's, three hours ahead of UTC all the year. */
const moscowDay = () => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
