import { readdirSync, readFileSync } from 'node:fs';
import type { ColumnMapping } from '../../domain/column-mapping.js';
import { Inspection } from '../fields/inspection.js';
import { mappingField } from './mapping/mapping.schema.js';
import { ownLayout } from './mapping/own-layout.js';

/** `templates/mappings/` of the checkout, from `src/intake/table` and from `dist/intake/table` alike. */
const FOLDER = new URL('../../../templates/mappings/', import.meta.url);

function read(file: string): ColumnMapping {
  const mapping: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  const inspection = new Inspection('');
  if (!mappingField.check(mapping, inspection)) throw new RangeError(`${file}: ${JSON.stringify(inspection.finish())}`);
  return mapping;
}

/** Mappings that everybody has: our own layout, and those of the partners as data. */
export const builtInMappings: readonly ColumnMapping[] = [
  ownLayout,
  ...readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map(read),
];
