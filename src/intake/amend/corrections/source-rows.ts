import type { ConsignmentPlace } from '../../../store/consignment-read.store.js';
import { placeOfRef } from '../../../store/row-ref.js';
import { isRecord } from '../../fields/field.js';

/** What a consignment's rows were in a file: the number of each and its cells. See `Consignment.source` of the schema. */
export interface SourceRows {
  rows: readonly (readonly (string | number)[])[];
}

export function readSource(text: string | null | undefined): SourceRows | undefined {
  if (text === null || text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || !Array.isArray(value.rows)) return undefined;
  return { rows: value.rows };
}

/** The headings of a stored layout, and which of them the rows of one consignment share. */
export interface Headings {
  headings: readonly string[];
  groupBy: string | undefined;
}

export function headingsOf(layout: unknown): Headings | undefined {
  if (!isRecord(layout) || !Array.isArray(layout.headings)) return undefined;
  const { mapping } = layout;
  return { headings: layout.headings, groupBy: isRecord(mapping) && typeof mapping.groupBy === 'string' ? mapping.groupBy : undefined };
}

const bare = (heading: string): string => heading.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** The value by which rows belong together. */
export function groupValue(source: SourceRows | undefined, headings: Headings | undefined): string | undefined {
  return headings?.groupBy === undefined ? undefined : firstCell(source, headings, headings.groupBy);
}

/** Heading of the column in which files of problems name their consignments. */
const REF = '_ref';

/** The place that a row of a file of problems names. */
export function namedPlace(source: SourceRows | undefined, headings: Headings | undefined): ConsignmentPlace | undefined {
  return placeOfRef(firstCell(source, headings, REF)?.trim() ?? '');
}

function firstCell(source: SourceRows | undefined, headings: Headings | undefined, heading: string): string | undefined {
  const place = headings?.headings.findIndex((other) => bare(other) === bare(heading)) ?? -1;
  const cell = place < 0 ? undefined : source?.rows[0]?.[place + 1];
  return cell === undefined ? undefined : String(cell);
}

/**
 * The cells of a mended file under the headings of the first one, with its row numbers where there are as many rows: so problems go on
 * naming the sender's own rows. Undefined if a heading is missing.
 */
export function underHeadings(mended: SourceRows, from: Headings, to: Headings, was: SourceRows | undefined): string | undefined {
  const places = to.headings.map((heading, at) => placeOf(from.headings, heading, at));
  // Columns of ours are left out of files of problems when they come a second time.
  if (places.some((place, at) => place < 0 && to.headings[at] !== '' && !to.headings[at].startsWith('_'))) return undefined;
  const hasSameRows = was !== undefined && was.rows.length === mended.rows.length;
  const rows = mended.rows.map((row, i) => [hasSameRows ? was.rows[i][0] : row[0], ...places.map((place) => row[place + 1] ?? '')]);
  return JSON.stringify({ rows });
}

/** Where a heading stands: in its own place if it is there, since a file may have one heading twice. */
function placeOf(headings: readonly string[], heading: string, at: number): number {
  if (headings[at] !== undefined && bare(headings[at]) === bare(heading)) return at;
  return headings.findIndex((other) => bare(other) === bare(heading));
}
