import type { MessageFigures } from '../../documents/figures.js';
import type { DocumentCheck } from '../../domain/document-check.js';
import { CheckFailed, eachPart } from './check-failed.js';
import { compare } from './compare.js';

/** Reads the messages that one type makes of one subject back, line by line, and holds numbers and totals against what is due. Errors: CheckFailed. */
export function checkMessages(parts: readonly Uint8Array[], figures: MessageFigures): DocumentCheck[] {
  const read = eachPart(parts, (bytes) => readPart(bytes, figures));
  const totals = compare(read, figures);
  return read.map(({ numbers }) => ({ parser: 'cargo-imp', numbers: numbers.length, totals }));
}

function readPart(bytes: Uint8Array, figures: MessageFigures) {
  try {
    return figures.read(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CheckFailed(error.message);
  }
}
