import { isRecord } from '../fields/field.js';
import { isOfLine, LINE, memberValues, requiredValues } from '../table/mapping/members.js';

/** Consignments that came as JSON, in the rows of our own layout: a column a member, a row a goods line. */

/** The members that a consignment says, by their paths with dots. */
export function pathsIn(consignment: unknown): string[] {
  const lines = linesOf(consignment);
  return [...memberValues.keys()].filter((path) =>
    isOfLine(path) ? lines.some((line) => memberAt(line, pathInLine(path)) !== undefined) : memberAt(consignment, path) !== undefined,
  );
}

/** The path of what a finding is about, if a column can tell it. */
export function pathOf(pointer: string | undefined): string | undefined {
  const path = (pointer ?? '')
    .split('/')
    .slice(3)
    .filter((token) => !/^\d+$/.test(token))
    .join('.');
  return memberValues.has(path) ? path : undefined;
}

/** The paths in the order of the description, with those without which a file is not of our layout. */
export const headingsOf = (paths: ReadonlySet<string>): string[] =>
  [...memberValues.keys()].filter((path) => paths.has(path) || requiredValues.includes(path));

/** The rows of a consignment under the headings: values as sent, those of the consignment on each. */
export function cellsOf(consignment: unknown, headings: readonly string[]): string[][] {
  const lines = linesOf(consignment);
  return (lines.length === 0 ? [undefined] : lines).map((line) =>
    headings.map((path) => cellText(isOfLine(path) ? memberAt(line, pathInLine(path)) : memberAt(consignment, path))),
  );
}

const linesOf = (consignment: unknown): readonly unknown[] => {
  const lines = isRecord(consignment) ? consignment[LINE] : undefined;
  return Array.isArray(lines) ? lines : [];
};

const pathInLine = (path: string): string => path.slice(LINE.length + 1);

/** The value of a member by its path with dots; undefined where there is none. */
export function memberAt(value: unknown, path: string): unknown {
  let at = value;
  for (const name of path.split('.')) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return at;
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
