import type { Writable } from 'node:stream';
import type { Finding } from '../domain/problem.js';

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

/** Problems as a table with columns of even width; `count` is how many there are, listed or not. */
export function problemTable(findings: readonly TableFinding[], count: number): string {
  const rows = [
    ['House waybill', 'Place', 'Problem', 'What is wrong'],
    ...findings.map(({ houseWaybill = '', pointer = '', code, detail }) => [houseWaybill, pointer, code, detail]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rest = count > findings.length ? [`… and ${count - findings.length} more`] : [];
  return [`${count} ${count === 1 ? 'problem' : 'problems'}`, '', ...lines, ...rest, ''].join('\n');
}
