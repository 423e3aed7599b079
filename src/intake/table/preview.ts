import { DomainError, type Finding } from '../../domain/problem.js';
import type { ManifestEntry, ManifestSource } from '../manifest-source.js';
import { headingKey } from './mapping/heading.js';

/** So many consignments are shown. */
const SHOWN = 10;

/** How a file would be read, shown by its first consignments. */
export interface Preview {
  headings: readonly string[];
  /** Name of the mapping that was named, or that the headings chose. */
  mapping: string;
  /** Columns of the file that are kept as sent and not read. */
  unread: readonly string[];
  /** Headings of the mapping that the file does not have; none of them is needed. */
  missing: readonly string[];
  consignments: readonly { consignment: unknown; findings: readonly Finding[] }[];
}

/**
 * Reads the beginning of a file of rows.
 *
 * Errors: those of reading its headings; `unsupported-media` if it is no file of rows.
 */
export async function previewOf(source: ManifestSource): Promise<Preview> {
  const entries = await firstOf(source);
  const { layout } = source;
  if (layout === undefined) throw new DomainError('unsupported-media');
  const { headings, mapping } = layout;
  const keys = new Set(headings.map(headingKey));
  const isThere = (names: readonly string[]): boolean => names.some((name) => keys.has(headingKey(name)));
  const read = new Set(
    mapping.columns.flatMap(({ heading, also = [], member }) => (member === undefined ? [] : [heading, ...also].map(headingKey))),
  );
  return {
    headings,
    mapping: mapping.name,
    unread: headings.filter((heading) => heading.trim() !== '' && !read.has(headingKey(heading))),
    missing: mapping.columns.filter(({ heading, also = [] }) => !isThere([heading, ...also])).map(({ heading }) => heading),
    consignments: entries.map(({ body, findings }) => ({ consignment: body === undefined ? null : JSON.parse(body), findings })),
  };
}

async function firstOf(source: ManifestSource): Promise<ManifestEntry[]> {
  const entries: ManifestEntry[] = [];
  for await (const batch of source) {
    // Of a manifest that is no file of rows nothing is shown.
    if (source.layout === undefined) break;
    entries.push(...batch);
    if (entries.length >= SHOWN) break;
  }
  return entries.slice(0, SHOWN);
}
