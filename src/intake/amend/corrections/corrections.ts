import { Injectable } from '@nestjs/common';
import { DomainError, type Finding } from '../../../domain/problem.js';
import type { Language } from '../../../domain/wording/wording.js';
import type { Caller } from '../../../store/access.store.js';
import type { AmendableRow } from '../../../store/amendable-row.js';
import { type CorrectionRow, CorrectionUpload, correctableRows, isCurrent } from '../../../store/correction.store.js';
import { numberDetails } from '../../../store/cross-checks/cross-kinds.js';
import type { PoolClient } from '../../../store/database.js';
import { ManifestReadStore, type ManifestRow } from '../../../store/manifest-read.store.js';
import { rowRef } from '../../../store/row-ref.js';
import type { ManifestEntry, ManifestSource } from '../../manifest-source.js';
import { Amendments, type Mending } from '../amendments.js';
import { EditLog, type EditReport } from '../edits/edit-report.js';
import { type Draft, pointerOf } from '../judging/judge.js';
import { matchOf } from './correction-match.js';
import { type Headings, headingsOf, namedPlace, readSource, underHeadings } from './source-rows.js';

/** Rows that are in hand at once. */
const BATCH = 300;

export interface CorrectionOptions {
  language: Language;
  /** Tells what would be changed, and changes nothing. */
  isPreview?: boolean;
  /** Runs when the file has been read whole, before anything is changed. */
  arrived?: () => Promise<void>;
}

/** Mended files: what they hold replaces what is held. */
@Injectable()
export class Corrections {
  constructor(
    private readonly amendments: Amendments,
    private readonly manifests: ManifestReadStore,
  ) {}

  /**
   * Replaces held consignments of a manifest's current revision by those of a mended file. Good ones are released, faulty ones keep
   * their new text. What is not held any more, or not in the manifest, is told and changes nothing; a file sent twice neither.
   *
   * Errors: `not-found`; `state-conflict` if a later revision came meanwhile; `validation-failed` for a file whose head is faulty or names another manifest or channel; those of reading.
   */
  async apply(caller: Caller, manifestId: string, source: ManifestSource, options: CorrectionOptions): Promise<EditReport> {
    const known = await this.manifests.find(caller, manifestId);
    if (known === undefined) throw new DomainError('not-found');
    const { language, isPreview = false, arrived } = options;
    let upload: CorrectionUpload | undefined;
    return this.amendments.change(
      caller,
      known.flight,
      async (mending) => {
        if (upload === undefined || !(await isCurrent(mending.client, known.key))) {
          throw new DomainError('state-conflict', 'A later revision of the manifest came meanwhile');
        }
        const log = new EditLog();
        await this.#replace(caller, mending, known, upload, headingsOf(source.layout), log);
        await mending.amendment.finish();
        return log.report(mending.client, caller, language);
      },
      {
        isPreview,
        prepare: async (client) => {
          upload = await load(client, source);
          confirmHead(source, known);
          await arrived?.();
        },
      },
    );
  }

  async #replace(
    caller: Caller,
    { client, amendment }: Mending,
    manifest: ManifestRow,
    upload: CorrectionUpload,
    mended: Headings | undefined,
    log: EditLog,
  ): Promise<void> {
    const headings = { mended, stored: headingsOf(manifest.layout) };
    const taken = new Set<string>();
    let after = -1;
    for (;;) {
      const corrections = await upload.next(after, BATCH);
      const cells = corrections.map(({ source }) => readSource(source));
      const candidates = await correctableRows(client, caller, manifest.key, corrections, {
        firstRows: cells.flatMap((rows) => Number(rows?.rows[0]?.[0] ?? Number.NaN) || []),
        sequences: cells.flatMap((rows) => namedPlace(rows, mended)?.sequence ?? []),
      });
      const drafts: Draft[] = [];
      for (const correction of corrections) {
        const { row, refusedFor } = matchOf(correction, candidates, headings, (candidate) => taken.has(rowRef(candidate)));
        if (row === undefined) log.add({ houseWaybill: correction.houseWaybill ?? undefined, outcome: 'refused', reason: refusedFor });
        else {
          taken.add(rowRef(row));
          if (row.isHeld) drafts.push(draftOf(correction, row, headings));
          else log.add({ place: row, outcome: 'unchanged' });
        }
      }
      for (const { row, wasHeld, outcome } of await amendment.apply(drafts, { actions: ['correct'] })) {
        if (wasHeld && !row.isHeld) log.release(row);
        log.add({ place: row, outcome });
      }
      const last = corrections.at(-1);
      if (last === undefined || corrections.length < BATCH) return;
      after = last.index;
    }
  }
}

/** Puts by what the file holds, in the transaction that will use it. */
async function load(client: PoolClient, source: ManifestSource): Promise<CorrectionUpload> {
  const upload = await CorrectionUpload.begin(client);
  try {
    for await (const batch of source) {
      for (const entry of batch) {
        const full = upload.add(correctionOf(entry));
        if (full !== undefined) await full;
      }
    }
    await upload.loaded();
    return upload;
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

function correctionOf({ index, consignment, houseWaybill, orderNumber, body, findings, source }: ManifestEntry): CorrectionRow {
  return {
    index,
    houseWaybill: houseWaybill ?? null,
    orderNumber: consignment?.orderNumber ?? orderNumber ?? null,
    // A good one is judged again in its new place; of a faulty one its reading knows more than its text.
    findings: consignment === undefined ? JSON.stringify(findings) : null,
    body: body ?? 'null',
    source: source ?? null,
  };
}

/** Errors: `validation-failed`. */
function confirmHead({ head: { head, findings } }: ManifestSource, manifest: ManifestRow): void {
  const wrong: Finding[] = findings.map(({ finding }) => finding);
  if (head !== undefined && head.manifestId !== manifest.manifestId) {
    wrong.push({ pointer: '/manifestId', code: 'mismatch', detail: 'The file is of another manifest' });
  }
  if (head !== undefined && head.channel !== manifest.channel) {
    wrong.push({ pointer: '/channel', code: 'mismatch', detail: 'The manifest came in another channel' });
  }
  if (wrong.length > 0) throw new DomainError('validation-failed', undefined, { findings: wrong });
}

function draftOf(
  { body, findings, source }: CorrectionRow,
  row: AmendableRow,
  { mended, stored }: { mended: Headings | undefined; stored: Headings | undefined },
): Draft {
  const cells = readSource(source);
  const text =
    cells === undefined || mended === undefined || stored === undefined
      ? undefined
      : underHeadings(cells, mended, stored, readSource(row.source));
  return {
    row,
    value: JSON.parse(body),
    approvals: row.approvals,
    read: { findings: findings === null ? undefined : inItsPlace(JSON.parse(findings), row), source: text },
  };
}

/** Findings of a file with the pointers of the row that it mends; who else has its number is asked of the rows that are stored. */
function inItsPlace(findings: readonly Finding[], row: AmendableRow): Finding[] {
  const base = pointerOf(row);
  return findings
    .filter(({ detail }) => !numberDetails.includes(detail))
    .map((finding) => ({ ...finding, pointer: (finding.pointer ?? base).replace(/^\/consignments\/\d+/, base) }));
}
