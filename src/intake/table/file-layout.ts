import type { ColumnMapping } from '../../domain/column-mapping.js';

/** The form of a file that was read: what is needed to say where in it a fault stands, and to write it back. */
export interface FileLayout {
  format: 'csv' | 'xlsx';
  /** Of a CSV: what stands between cells, and how its letters are coded. */
  delimiter?: string;
  charset?: 'utf-8' | 'windows-1251';
  /** Of an XLSX: the name of its sheet. */
  sheet?: string;
  /** All headings in their order, empty ones included. */
  headings: readonly string[];
  mapping: ColumnMapping;
}
