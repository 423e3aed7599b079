import { DomainError, type FindingCode } from '../domain/problem.js';
import type { Words } from '../domain/wording/wording.js';

/** A fault that ends the reading of a file, with the row it stands in if there is one. */
export function fileFault(code: FindingCode, words: Words, row?: number): DomainError {
  const said = typeof words === 'string' ? { detail: words } : words;
  return new DomainError('validation-failed', undefined, { findings: [{ ...(row === undefined ? {} : { row }), code, ...said }] });
}
