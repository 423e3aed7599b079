import type { ColumnMapping } from '../../domain/column-mapping.js';
import { FindingList } from '../../domain/finding-list.js';
import { DomainError, type Finding, isError } from '../../domain/problem.js';
import { say } from '../../domain/wording/wording.js';
import type { FileRow, RowSource } from '../../files/rows.js';
import { type CheckedConsignment, type CheckRules, ConsignmentCheck } from '../checks/check-consignment.js';
import { type CheckedHead, channelOf, checkHead } from '../checks/check-head.js';
import { consignmentField, MAX_CONSIGNMENTS } from '../manifest.schema.js';
import type { ManifestEntry, ManifestSource } from '../manifest-source.js';
import type { FileLayout } from './file-layout.js';
import { QueryHead } from './head-from-query.js';
import { chooseMapping, refuseDuplicates } from './mapping/choose-mapping.js';
import { sourceOfRows } from './place-in-file.js';
import { RowGroup } from './row-group.js';
import { SeenNumbers } from './seen-numbers.js';
import { withFaults } from './table-faults.js';
import { TablePlan } from './table-plan.js';

export interface TableOptions extends CheckRules {
  tenant?: string;
  limits?: { consignments?: number; consignmentCharacters?: number };
  /** Manifest and flight members as `headFromQuery` gives them, or as an object of JSON. */
  head: unknown;
  /** Of these the headings choose one, of equals the last. */
  mappings: readonly ColumnMapping[];
  /** Name of the one to be used. */
  mapping?: string | undefined;
}

const DEFAULT_LIMITS = { consignments: MAX_CONSIGNMENTS, consignmentCharacters: 2 * 1_048_576 };

/** Rows after which other work of the process gets its turn: a few milliseconds. */
const TURN = 256;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A manifest from a file of rows, the twin of `ManifestReader`: rows of one number that stand together are a consignment. Memory
 * does not grow with the file but for a few bytes a consignment. Pointers are those of the consignment in JSON; row and column say
 * where the fault stands in the file.
 */
export class TableReader implements ManifestSource {
  readonly findings = new FindingList();
  readonly notices = new FindingList();
  readonly #rows: RowSource;
  readonly #options: TableOptions;
  readonly #limits: typeof DEFAULT_LIMITS;
  readonly #check: ConsignmentCheck;
  readonly #queryHead: QueryHead | undefined;
  readonly #channel: ReturnType<typeof channelOf>;
  readonly #seen = new SeenNumbers();
  /** First rows of consignments whose number came again, by the consignment that seemed whole. */
  readonly #apart = new Map<number, Finding>();
  #batch: ManifestEntry[] = [];
  #count = 0;
  #plan: TablePlan | undefined;
  #layout: FileLayout | undefined;
  #group: RowGroup | undefined;
  #groupCell: string | undefined;
  #head: CheckedHead | undefined;

  constructor(rows: RowSource, options: TableOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#check = new ConsignmentCheck(options);
    this.#queryHead = options.head instanceof QueryHead ? options.head : undefined;
    this.#channel = channelOf(this.#headValue);
  }

  /** How many consignments the file holds, good or not; those over the limit are counted but not handed out. */
  get count(): number {
    return this.#count;
  }

  get head(): CheckedHead {
    if (this.#head === undefined) throw new RangeError('the head is known after the last batch');
    return this.#head;
  }

  /** Known from the first batch on. */
  get layout(): FileLayout | undefined {
    return this.#layout;
  }

  /** The mapping as it is applied to this file; known from the first batch on. */
  get plan(): TablePlan | undefined {
    return this.#plan;
  }

  /**
   * Batches of consignments in the order of the file.
   *
   * Errors: `validation-failed` for headings or rows that tell no manifest, `too-large`, and whatever the rows throw.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<ManifestEntry[], void> {
    let sinceTurn = 0;
    for await (const rows of this.#rows) {
      for (const row of rows) {
        this.#take(row);
        sinceTurn += 1;
        if (sinceTurn < TURN) continue;
        sinceTurn = 0;
        if (this.#batch.length > 0) yield this.#takeBatch();
        await turn();
      }
      if (this.#batch.length > 0) yield this.#takeBatch();
    }
    this.#endGroup();
    if (this.#count === 0) throw noRows();
    if (this.#batch.length > 0) yield this.#takeBatch();
    this.#finish();
  }

  /** Consignments that seemed whole until their number came again. Their findings are in `findings` already. */
  *late(): Generator<{ index: number; findings: readonly Finding[] }, void> {
    for (const [index, finding] of this.#apart) yield { index, findings: [finding] };
  }

  get #headValue(): unknown {
    return this.#queryHead?.value ?? this.#options.head;
  }

  #take(row: FileRow): void {
    if (this.#plan === undefined) {
      this.#readHeadings(row);
      return;
    }
    const cell = row.cells[this.#plan.groupColumn];
    if (this.#group !== undefined && cell !== undefined && cell === this.#groupCell && cell.trim() !== '') this.#addTo(this.#group, row);
    else this.#begin(this.#plan, row, cell?.trim() ?? '', cell);
  }

  /** A row that may begin a consignment: unless its number, with blanks around it, is that of the rows before. */
  #begin(plan: TablePlan, row: FileRow, number: string, cell: string | undefined): void {
    if (number === '' && row.cells.every((text) => text.trim() === '')) return;
    if (this.#group !== undefined && number !== '' && number === this.#groupCell?.trim()) {
      this.#addTo(this.#group, row);
      return;
    }
    this.#endGroup();
    this.#group = new RowGroup(plan);
    this.#groupCell = cell;
    this.#addTo(this.#group, row);
  }

  #addTo(group: RowGroup, row: FileRow): void {
    group.add(row);
    if (group.size > this.#limits.consignmentCharacters) {
      throw new DomainError('too-large', `a consignment may hold ${this.#limits.consignmentCharacters} characters`);
    }
  }

  #readHeadings({ number, cells, faults = [] }: FileRow): void {
    const { mappings, mapping } = this.#options;
    const { form } = this.#rows;
    const row = { number, headings: [...cells], ...(form.delimiter === undefined ? {} : { delimiter: form.delimiter }) };
    const chosen = chooseMapping(row, mappings, mapping);
    refuseDuplicates(row, chosen);
    if (faults.length > 0) {
      const findings = faults.map(({ column, code, words }): Finding => {
        const said = typeof words === 'string' ? { detail: words } : words;
        return { row: number, column: cells[column], code, ...said };
      });
      throw new DomainError('validation-failed', undefined, { findings });
    }
    this.#plan = new TablePlan(row.headings, chosen);
    this.#layout = { ...form, headings: row.headings, mapping: chosen };
  }

  #endGroup(): void {
    const [group, plan] = [this.#group, this.#plan];
    if (group === undefined || plan === undefined) return;
    this.#group = undefined;
    const index = this.#count;
    this.#count += 1;
    if (index >= this.#limits.consignments) return;
    const pointer = `/consignments/${index}`;
    const apart = this.#apartFrom(group, index, pointer, plan);
    const value = group.value();
    const checked = this.#check.check(value, pointer, this.#channel);
    this.#batch.push(this.#entry(index, value, withFaults(checked, value, pointer, group, apart, plan), sourceOfRows(group.rows)));
  }

  /** A fault of a number that other rows have had already; the consignment that they made is faulty with it. */
  #apartFrom(group: RowGroup, index: number, pointer: string, { headings, groupColumn, mapping }: TablePlan): Finding | undefined {
    const number = this.#groupCell?.trim() ?? '';
    if (number === '') return undefined;
    const row = group.rows[0].number;
    const first = this.#seen.add(number, row, index);
    if (first === undefined) return undefined;
    const column = headings[groupColumn] ?? mapping.groupBy;
    if (!this.#apart.has(first.index)) {
      const again = say('The rows of a consignment stand together: this number comes again in row {0}', row);
      const finding: Finding = {
        pointer: `/consignments/${first.index}/houseWaybill`,
        row: first.row,
        column,
        code: 'rows_apart',
        ...again,
      };
      this.#apart.set(first.index, finding);
      this.findings.add(finding, first.index);
    }
    const words = say('The rows of a consignment stand together: those of this number begin in row {0} already', first.row);
    return { pointer: `${pointer}/houseWaybill`, row, column, code: 'rows_apart', ...words };
  }

  #entry(index: number, value: Record<string, unknown>, checked: CheckedConsignment, source: string): ManifestEntry {
    const { consignment, houseWaybill, orderNumber, findings, findingCount, isOrdered } = checked;
    if (findingCount > 0) this.#file(findings, findingCount, index);
    const body = isOrdered ? JSON.stringify(value) : consignmentField.text(value);
    if (consignment === undefined) return { index, houseWaybill, orderNumber, body, findings, findingCount, source };
    return { index, consignment, houseWaybill, body, findings, findingCount, source };
  }

  /** Errors and notices of a consignment to their lists; what was counted and not kept is of the kind of the last. */
  #file(findings: readonly Finding[], count: number, index: number): void {
    const errors = findings.filter(isError);
    const notices = findings.filter((finding) => !isError(finding));
    const uncounted = count - findings.length;
    this.findings.addAll(errors, errors.length + (errors.length > 0 ? uncounted : 0), index);
    this.notices.addAll(notices, notices.length + (errors.length > 0 ? 0 : uncounted), index);
  }

  #takeBatch(): ManifestEntry[] {
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  #finish(): void {
    const { today, tenant } = this.#options;
    const rules = { today, ...(tenant === undefined ? {} : { tenant }), maxConsignments: this.#limits.consignments };
    const checked = checkHead({ value: this.#headValue, longNumbers: [] }, 'ndjson', this.#count, rules);
    const own = (this.#queryHead?.findings ?? []).map((finding) => ({ finding, place: -1 }));
    const findings = [...own, ...checked.findings.map(({ finding, place }) => ({ finding: this.#ofParameter(finding), place }))];
    this.#head = { ...checked, findings, ...(findings.length > 0 ? { head: undefined } : {}) };
    for (const { finding, place } of findings) this.findings.add(finding, place);
  }

  /** The head stands in the query: its faults name the parameter. */
  #ofParameter({ pointer, ...finding }: Finding): Finding {
    if (pointer === undefined || pointer === '/consignments') return finding;
    const parameter = this.#queryHead?.parameterOf(pointer) ?? pointer.slice(1).replaceAll('/', '.');
    return { parameter, ...finding };
  }
}

function noRows(): DomainError {
  return new DomainError('validation-failed', undefined, {
    findings: [{ code: 'no_rows', detail: 'A row of headings is due, and rows below it' }],
  });
}

/** Reads a manifest from the rows of a file: chooses their mapping, makes consignments of them and checks each. */
export function readTable(rows: RowSource, options: TableOptions): TableReader {
  return new TableReader(rows, options);
}
