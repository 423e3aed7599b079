import { DomainError, type FindingCode } from '../../domain/problem.js';
import type { Sentence } from '../../domain/wording/wording.js';

/** The fault of a parameter of a path that has no schema, because it is told of and not merely unknown. */
export function badParameter(parameter: string, code: FindingCode, detail: Sentence): DomainError {
  return new DomainError('validation-failed', undefined, { findings: [{ parameter, code, detail }] });
}
