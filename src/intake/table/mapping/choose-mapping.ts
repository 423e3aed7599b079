import type { ColumnMapping, ColumnRule } from '../../../domain/column-mapping.js';
import { DomainError, type Finding } from '../../../domain/problem.js';
import { say } from '../../../domain/wording/wording.js';
import { headingKey } from './heading.js';

/** The row of headings, and how the file is cut into cells. */
export interface HeadingRow {
  number: number;
  headings: readonly string[];
  /** Of a CSV. */
  delimiter?: string;
}

/** How a mapping suits the headings of a file. */
interface Fit {
  mapping: ColumnMapping;
  /** Headings that the mapping needs and the file lacks. */
  missing: readonly string[];
  /** Share of the needed headings that are there, from 0 to 1. */
  share: number;
  /** Headings of the file that the mapping knows. */
  covered: number;
}

const keysOf = ({ heading, also = [] }: ColumnRule): string[] => [heading, ...also].map(headingKey);

/** Headings without which a file is not of the mapping's layout. */
function neededBy({ columns, groupBy }: ColumnMapping): ColumnRule[] {
  const group = headingKey(groupBy);
  return columns.filter((rule) => rule.isRequired === true || keysOf(rule).includes(group));
}

function fitOf(mapping: ColumnMapping, keys: ReadonlySet<string>): Fit {
  const isThere = (rule: ColumnRule): boolean => keysOf(rule).some((key) => keys.has(key));
  const needed = neededBy(mapping);
  const missing = needed.filter((rule) => !isThere(rule)).map(({ heading }) => heading);
  return { mapping, missing, share: 1 - missing.length / Math.max(needed.length, 1), covered: mapping.columns.filter(isThere).length };
}

const fitsOf = (headings: readonly string[], mappings: readonly ColumnMapping[]): Fit[] => {
  const keys = new Set(headings.map(headingKey));
  return mappings.map((mapping) => fitOf(mapping, keys));
};

/** The mapping that fits and knows most of the headings; of equals the one listed last, so that people's own go before those built in. */
function bestOf(fits: readonly Fit[]): Fit | undefined {
  return fits
    .filter(({ missing }) => missing.length === 0)
    .reduce<Fit | undefined>((best, fit) => (fit.covered >= (best?.covered ?? 0) ? fit : best), undefined);
}

const nearestOf = (fits: readonly Fit[]): Fit | undefined =>
  fits.reduce<Fit | undefined>((best, fit) => {
    if (best === undefined || fit.share > best.share) return fit;
    return fit.share === best.share && fit.covered > best.covered ? fit : best;
  }, undefined);

/**
 * The mapping of a file by the headings that are there, or the one that is named, if the headings fit it.
 *
 * Errors: `validation-failed`: `delimiter` if the headings fit once they are cut otherwise, else `unknown_layout` with the nearest
 * mapping and a `missing_column` for each heading that it needs; `unknown_code` for a name that no mapping has.
 */
export function chooseMapping(row: HeadingRow, mappings: readonly ColumnMapping[], name: string | undefined): ColumnMapping {
  const candidates = name === undefined ? mappings : mappings.filter((mapping) => mapping.name === name);
  if (candidates.length === 0) throw refused([{ parameter: 'mapping', code: 'unknown_code', detail: 'There is no mapping of this name' }]);
  const fits = fitsOf(row.headings, candidates);
  const best = bestOf(fits);
  if (best !== undefined) return best.mapping;
  const delimiter = otherDelimiter(row, candidates);
  if (delimiter !== undefined) {
    throw refused([{ row: row.number, code: 'delimiter', ...say('What stands between the cells seems to be {0}', delimiter) }]);
  }
  throw refused(unknownLayout(row, nearestOf(fits), name));
}

function unknownLayout({ number }: HeadingRow, nearest: Fit | undefined, name: string | undefined): Finding[] {
  const { mapping, missing = [] } = nearest ?? {};
  const words = name === undefined ? 'The headings fit no mapping; the nearest is {0}' : 'The headings do not fit the mapping {0}';
  return [
    { row: number, code: 'unknown_layout', ...say(words, mapping?.name ?? '') },
    ...missing.map(
      (column): Finding => ({
        row: number,
        column,
        code: 'missing_column',
        ...say('The mapping {0} needs a column with this heading', mapping?.name ?? ''),
      }),
    ),
  ];
}

const delimiters: readonly (readonly [sign: string, name: string])[] = [
  [';', ';'],
  ['\t', 'TAB'],
  ['|', '|'],
  [',', ','],
];

/** Another sign that cuts the headings better: so that they fit, or so that one column becomes several. */
function otherDelimiter({ headings, delimiter }: HeadingRow, mappings: readonly ColumnMapping[]): string | undefined {
  if (delimiter === undefined) return undefined;
  const line = headings.join(delimiter);
  const others = delimiters.filter(([sign]) => sign !== delimiter && line.includes(sign));
  const fitting = others.find(([sign]) => bestOf(fitsOf(line.split(sign), mappings)) !== undefined);
  const isOneColumn = headings.filter((heading) => heading.trim() !== '').length === 1;
  return (fitting ?? (isOneColumn ? others[0] : undefined))?.[1];
}

const refused = (findings: readonly Finding[]): DomainError => new DomainError('validation-failed', undefined, { findings });

/**
 * Errors: `validation-failed` with `duplicate_column` for each heading that stands twice, also where two columns say the same
 * in other words. Only for headings that a mapping fits: those of a file without headings may be anything.
 */
export function refuseDuplicates({ number, headings }: HeadingRow, { columns }: ColumnMapping): void {
  const ruleOf = new Map(columns.flatMap((rule) => keysOf(rule).map((key): [string, string] => [key, headingKey(rule.heading)])));
  const first = new Map<string, number>();
  const findings: Finding[] = [];
  for (const [index, heading] of headings.entries()) {
    const key = headingKey(heading);
    if (key === '') continue;
    const same = ruleOf.get(key) ?? key;
    const earlier = first.get(same);
    if (earlier === undefined) first.set(same, index);
    else {
      findings.push({
        row: number,
        column: heading,
        code: 'duplicate_column',
        ...say('This heading stands in columns {0} and {1}', earlier + 1, index + 1),
      });
    }
  }
  if (findings.length > 0) throw refused(findings);
}
