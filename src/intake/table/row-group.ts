import { MAX_GOODS_ITEMS } from '../../domain/declaration.js';
import type { Finding, FindingCode, Severity } from '../../domain/problem.js';
import { say, type Words } from '../../domain/wording/wording.js';
import type { FileRow } from '../../files/rows.js';
import { isOfLine } from './mapping/members.js';
import type { PairedStep, Shape, Step, TablePlan } from './table-plan.js';

type Value = string | undefined;

/** At most so many faults of one consignment are kept; the count goes on. */
const MAX_KEPT = 1_000;

/** The rows of one consignment, from the first to the last, and what their cells tell. */
export class RowGroup {
  readonly rows: FileRow[] = [];
  /** What the cells themselves are at fault for; pointers begin behind the consignment. */
  readonly faults: Finding[] = [];
  /** Exact count of them, which may exceed those kept. */
  faultCount = 0;
  /** Characters of all cells. */
  size = 0;
  readonly #plan: TablePlan;
  readonly #values: Value[];
  /** Rows that told the values. */
  readonly #toldIn: number[];
  /** By step of the consignment: the first cell that told something, which is repeated as a rule. */
  readonly #first: Value[];
  readonly #lines: Value[][] = [];
  #told: Set<string> | undefined;

  constructor(plan: TablePlan) {
    this.#plan = plan;
    const { consignment } = plan.valueCounts;
    this.#values = new Array<Value>(consignment).fill(undefined);
    this.#toldIn = new Array<number>(consignment).fill(0);
    this.#first = new Array<Value>(plan.ofConsignment.length).fill(undefined);
  }

  /** Adds a row. Of one with too many lines, which is a fault, no more are kept than show it. */
  add(row: FileRow): void {
    if (this.#lines.length > MAX_GOODS_ITEMS) return;
    const { ofConsignment, headings } = this.#plan;
    this.rows.push(row);
    for (let i = 0; i < row.cells.length; i++) this.size += row.cells[i].length;
    for (let i = 0; i < ofConsignment.length; i++) this.#readConsignment(ofConsignment[i], i, row);
    const line = this.#line(row);
    if (row.cells.length > headings.length) this.#countCells(row);
    if (row.faults !== undefined) this.#tellFaults(row);
    this.#lines.push(line);
  }

  /** The consignment as its rows tell it. */
  value(): Record<string, unknown> {
    for (const { slot, from, derive } of this.#plan.derived) {
      this.#values[slot] ??= derive(this.#lines.map((line) => line[from]));
    }
    return made(this.#plan.consignment, this.#values, this.#lines) ?? {};
  }

  #readConsignment(step: Step, index: number, row: FileRow): void {
    const cell = row.cells[step.column];
    if (cell === undefined || cell === '' || cell === this.#first[index]) return;
    const isFirst = this.#first[index] === undefined;
    if (isFirst) this.#first[index] = cell;
    else if (step.mayDiffer) return;
    if (step.split === undefined) this.#tell(step, 0, step.convert(cell), row);
    else for (const [part, value] of step.split(cell).entries()) this.#tell(step, part, value, row);
  }

  #tell(step: Step, part: number, value: Value, row: FileRow): void {
    const slot = step.slots[part];
    const told = this.#values[slot];
    if (value === undefined || value === told) return;
    if (told === undefined) {
      this.#values[slot] = value;
      this.#toldIn[slot] = row.number;
    } else if (!step.isFallback) this.#addFault(pointerOf(step.paths[part]), 'mismatch', this.#otherwise(slot, row), row, step.heading);
  }

  #otherwise(slot: number, row: FileRow): Words {
    const told = this.#toldIn[slot];
    return told === row.number ? 'Another column of the row says otherwise' : say('Row {0} of the same consignment says otherwise', told);
  }

  #line(row: FileRow): Value[] {
    const { ofLine, paired, valueCounts } = this.#plan;
    const values = new Array<Value>(valueCounts.line).fill(undefined);
    for (let i = 0; i < ofLine.length; i++) {
      const step = ofLine[i];
      const cell = row.cells[step.column];
      if (cell === undefined || cell === '') continue;
      if (step.split === undefined) this.#tellLine(values, step, 0, step.convert(cell), row);
      else for (const [part, value] of step.split(cell).entries()) this.#tellLine(values, step, part, value, row);
    }
    for (let i = 0; i < paired.length; i++) this.#pair(values, paired[i], row);
    return values;
  }

  #tellLine(values: Value[], step: Step, part: number, value: Value, row: FileRow): void {
    const slot = step.slots[part];
    if (value === undefined || value === values[slot]) return;
    if (values[slot] === undefined) values[slot] = value;
    else if (!step.isFallback) {
      this.#addFault(this.#linePointer(step.paths[part]), 'mismatch', 'Another column of the row says otherwise', row, step.heading);
    }
  }

  #pair(values: Value[], step: PairedStep, row: FileRow): void {
    const cell = row.cells[step.column];
    if (cell === undefined || cell.trim() === '') return;
    const value = step.pair(cell, values[step.otherSlot] ?? step.otherConstant);
    if (value !== undefined) {
      this.#tellLine(values, step, 0, value, row);
      return;
    }
    const words = 'The value of the line follows from the price and the quantity';
    this.#addFault(this.#linePointer(step.paths[0]), 'required_if', words, row, step.heading);
  }

  /** A row of a CSV with more cells than headings: a sign within a text was taken for the end of a cell, so that all behind it are shifted. */
  #countCells({ number, cells }: FileRow): void {
    const { length } = this.#plan.headings;
    const last = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (last <= length) return;
    this.#addFault(this.#linePointer('goods'), 'mismatch', say('The row has {0} cells, the headings are {1}', last, length), { number });
  }

  #tellFaults(row: FileRow): void {
    for (const { column, code, words } of row.faults ?? []) {
      const step = this.#plan.byColumn[column];
      const heading = this.#plan.headings[column];
      const path = step?.paths[0];
      const pointer = path === undefined || isOfLine(path) ? this.#linePointer(path ?? 'goods') : pointerOf(path);
      // A cell that is not read hinders nothing.
      this.#addFault(pointer, code, words, row, heading, step === undefined ? 'warning' : undefined);
    }
  }

  /** Pointer of a member of the line that is being read. */
  #linePointer(path: string): string {
    return pointerOf(path).replace('/goods', `/goods/${this.#lines.length}`);
  }

  /** One fault of a kind at a place is enough, in however many rows it is repeated. */
  #addFault(
    pointer: string,
    code: FindingCode,
    words: Words,
    { number }: Pick<FileRow, 'number'>,
    column?: string,
    severity?: Severity,
  ): void {
    const key = `${pointer} ${code} ${column}`;
    this.#told ??= new Set();
    if (this.#told.has(key)) return;
    this.faultCount += 1;
    if (this.faults.length >= MAX_KEPT) return;
    this.#told.add(key);
    const said = typeof words === 'string' ? { detail: words } : words;
    const place = column === undefined ? { row: number } : { row: number, column };
    this.faults.push(severity === undefined ? { pointer, ...place, code, ...said } : { pointer, ...place, code, severity, ...said });
  }
}

const pointerOf = (path: string): string => `/${path.replaceAll('.', '/')}`;

const WHOLE = /^\d{1,9}$/;

/** An object of values in the order of the description; undefined for one that may be left out and that no cell tells. */
function made(shape: Shape, values: readonly Value[], lines: readonly Value[][]): Record<string, unknown> | undefined {
  const { parts, told } = shape;
  if (told !== undefined && !told.some((slot) => values[slot] !== undefined)) return undefined;
  const result: Record<string, unknown> = {};
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const value = partOf(part.shape, part.name, values, lines) ?? leafOf(part.isWhole, values[part.slot], part.constant);
    if (value !== undefined) result[part.name] = value;
  }
  return result;
}

function partOf(shape: Shape | undefined, name: string, values: readonly Value[], lines: readonly Value[][]): unknown {
  if (shape === undefined) return undefined;
  return name === 'goods' ? lines.map((line) => made(shape, line, [])) : made(shape, values, lines);
}

function leafOf(isWhole: boolean, value: Value, constant: string | number | undefined): string | number | undefined {
  if (value === undefined) return constant;
  return isWhole && WHOLE.test(value) ? Number(value) : value;
}
