// What was measured, as tables for people.
import { rounded } from './statistics.mjs';

/** Milliseconds up to seconds, in a unit that suits. */
function time(ms) {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${rounded(ms)} ms`;
}

const spread = ({ min, max }) => `${time(min)} to ${time(max)}`;

const answer = (met) => (met === undefined ? '' : met ? 'met' : 'NOT MET');

/** A goal that a small flight cannot show is left open by a first look. */
const answerOf = ({ met, isOpen }) => (isOpen ? 'at full size only' : answer(met));

function textTable(headings, rows) {
  const cells = [headings, ...rows].map((row) => row.map((cell) => String(cell ?? '')));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => [...row[column]].length)));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  return [lines[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join('\n');
}

/** The sides of all rows, then the ratios with their goals; Markdown that is also readable as it stands. */
export function tablesOf(results) {
  const sides = results.flatMap(({ name, sides: all = [] }) =>
    all.map(({ side, role, runs, wallMs, cpuMs, peakMiB }) => [
      name,
      side,
      role,
      runs,
      time(wallMs.median),
      spread(wallMs),
      cpuMs === undefined ? '' : time(cpuMs.median),
      cpuMs === undefined ? '' : spread(cpuMs),
      peakMiB === undefined ? '' : Math.round(peakMiB),
    ]),
  );
  const verdicts = results.flatMap((row) => verdictLines(row));
  return [
    textTable(
      ['row', 'side', 'role', 'runs', 'wall, median', 'wall, least to most', 'CPU, median', 'CPU, least to most', 'peak MiB'],
      sides,
    ),
    textTable(['row', 'what', 'against', 'by', 'figure', 'between', 'goal', 'met'], verdicts),
    ...results.flatMap(({ name, checked, notes = [] }) => [
      ...(checked === undefined ? [] : [`${name}: ${checked}`]),
      ...notes.map((note) => `${name}: ${note}`),
    ]),
  ].join('\n\n');
}

function verdictLines({ name, title, by, verdicts = [], failed, skipped }) {
  if (failed !== undefined) return [[name, title, '', '', 'FAILED', failed.split('\n')[0].slice(0, 100), '', 'NOT MET']];
  if (skipped !== undefined) return [[name, title, '', '', 'skipped', skipped, '', '']];
  return verdicts.map(({ against, what = '', ratio, from, to, goal = '', met, isOpen, skipped: isSkipped }) =>
    isSkipped
      ? [name, title, against, '', 'skipped', '', '', '']
      : [
          name,
          title,
          against,
          from === undefined ? '' : by,
          `${ratio} ${what}`.trim(),
          from === undefined ? '' : `${from} to ${to}`,
          goal,
          answerOf({ met, isOpen }),
        ],
  );
}
