import type { Reading } from '../../documents/figures.js';
import type { DocumentCheck } from '../../domain/document-check.js';

/** A document that was found good, with what was read in it. */
export interface ReadPart {
  parser: DocumentCheck['parser'];
  /** Name of the schema that it is valid against; null where there is none. */
  schema: string | null;
  reading: Reading;
}
