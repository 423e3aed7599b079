import type { Finding } from '../../../domain/problem.js';
import { type Language, type Sentence, textOf } from '../../../domain/wording/wording.js';
import type { Caller } from '../../../store/access.store.js';
import { heldAmong } from '../../../store/amendable-selection.js';
import { placedRows } from '../../../store/amendment.store.js';
import type { ConsignmentPlace } from '../../../store/consignment-read.store.js';
import type { PoolClient } from '../../../store/database.js';
import { rowRef } from '../../../store/row-ref.js';
import { type ShownProblem, shownProblems } from '../shown-problems.js';

/** So many results are listed; the counts are of all. */
const MAX_LISTED = 1_000;

type Outcome = 'changed' | 'approved' | 'unchanged' | 'refused';

/** What became of one consignment. */
interface EditResult {
  houseWaybill?: string;
  ref?: string;
  outcome: Outcome;
  reason?: string;
  status?: 'held' | 'accepted';
  problems: ShownProblem[];
}

export interface EditReport {
  matched: number;
  changed: number;
  unchanged: number;
  refused: number;
  released: number;
  results: EditResult[];
  notFound: string[];
}

interface Entry {
  place?: ConsignmentPlace;
  houseWaybill?: string | undefined;
  outcome: Outcome;
  reason?: Sentence | undefined;
  /** Of what was refused: why; else what is found in the row at the end is told. */
  problems?: readonly Finding[] | undefined;
}

/** Counts what becomes of consignments, and lists the first of them. */
export class EditLog {
  readonly #entries: Entry[] = [];
  readonly #released = new Map<number, number[]>();
  readonly #counts = { matched: 0, changed: 0, unchanged: 0, refused: 0 };

  add(entry: Entry): void {
    this.#counts.matched += 1;
    this.#counts[entry.outcome === 'approved' ? 'changed' : entry.outcome] += 1;
    if (this.#entries.length < MAX_LISTED) this.#entries.push(entry);
  }

  /** A row that seems to be held no more. */
  release({ manifestKey, sequence }: ConsignmentPlace): void {
    const sequences = this.#released.get(manifestKey) ?? [];
    sequences.push(sequence);
    this.#released.set(manifestKey, sequences);
  }

  /** The report, when all is saved. */
  async report(client: PoolClient, caller: Caller, language: Language, notFound: readonly string[] = []): Promise<EditReport> {
    let released = 0;
    for (const [manifestKey, sequences] of this.#released) {
      released += sequences.length - (await heldAmong(client, manifestKey, sequences));
    }
    const rows = await placedRows(
      client,
      caller,
      this.#entries.flatMap(({ place }) => place ?? []),
    );
    const byRef = new Map(rows.map((row) => [rowRef(row), row]));
    const results = this.#entries.map(({ place, houseWaybill, outcome, reason, problems }): EditResult => {
      const row = place === undefined ? undefined : byRef.get(rowRef(place));
      const number = row?.houseWaybill ?? houseWaybill;
      return {
        ...(number === undefined ? {} : { houseWaybill: number }),
        ...(row === undefined ? {} : { ref: rowRef(row) }),
        outcome,
        ...(reason === undefined ? {} : { reason: textOf({ detail: reason }, language) }),
        ...(row === undefined ? {} : { status: row.isHeld ? ('held' as const) : ('accepted' as const) }),
        problems: shownProblems(problems ?? row?.problems ?? [], language),
      };
    });
    return { ...this.#counts, released, results, notFound: [...notFound] };
  }
}
