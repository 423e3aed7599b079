import type { Writable } from 'node:stream';
import type { Finding } from '../domain/problem.js';
import { type Language, textOf } from '../domain/wording/wording.js';

/** Where the command writes: results to `out`, all else to `err`. */
export interface Terminal {
  out: Writable;
  err: Writable & { isTTY?: boolean };
}

const BAR = 24;
const REDRAW_MS = 100;

/** A bar that is redrawn in its line while work goes on; nothing where no one looks at it. Call with `done` equal to `total` to end. */
export function progressBar({ err }: Terminal, total: number): (done: number) => void {
  if (err.isTTY !== true) return () => {};
  const started = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  return (done) => {
    const now = performance.now();
    if (done < total && now - last < REDRAW_MS) return;
    last = now;
    const filled = total === 0 ? BAR : Math.floor((BAR * done) / total);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
    err.write(`\r\u001b[K${bar} ${done}/${total} documents, ${((now - started) / 1_000).toFixed(1)} s${done === total ? '\n' : ''}`);
  };
}

/** A finding with the house waybill it is about, where that is known. */
export type TableFinding = Finding & { houseWaybill?: string };

const headings: Record<Language, readonly string[]> = {
  en: ['House waybill', 'Place', 'Weight', 'Problem', 'What is wrong'],
  ru: ['Накладная', 'Место', 'Важность', 'Код', 'Что не так'],
  zh: ['分运单', '位置', '级别', '代码', '问题说明'],
};

/** Problems as a table with columns of even width; `count` is how many there are, listed or not. */
export function problemTable(findings: readonly TableFinding[], count: number, language: Language = 'en'): string {
  const rows = [
    headings[language],
    ...findings.map((finding) => {
      const { houseWaybill = '', severity = 'error', code } = finding;
      return [houseWaybill, placeOf(finding), severity, code, textOf(finding, language)];
    }),
  ];
  const widths = [0, 1, 2, 3].map((column) => rows.reduce((width, row) => Math.max(width, row[column].length), 0));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rest = count > findings.length ? [`… and ${count - findings.length} more`] : [];
  return [`${count} ${count === 1 ? 'problem' : 'problems'}`, '', ...lines, ...rest, ''].join('\n');
}

/** Where a finding is, as its reader looks for it: row and column of a file, else the pointer. */
function placeOf({ row, column, pointer = '', parameter = '' }: TableFinding): string {
  if (row === undefined) return pointer === '' ? parameter : pointer;
  return column === undefined ? `row ${row}` : `row ${row}, ${column}`;
}
