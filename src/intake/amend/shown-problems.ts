import type { Finding, FindingCode, Severity } from '../../domain/problem.js';
import { type Language, textOf } from '../../domain/wording/wording.js';
import { expectedAt } from './expected.js';

/** A finding as readers see it. */
export interface ShownProblem {
  pointer: string;
  code: FindingCode;
  /** Left out for an error. */
  severity?: Severity;
  detail: string;
  /** An example of what is due. */
  expected?: string;
}

/** Findings in a reader's language, with an example of what is due. */
export function shownProblems(findings: readonly Finding[], language: Language): ShownProblem[] {
  return findings.map((finding) => {
    const { pointer = '', code, severity } = finding;
    const expected = expectedAt(pointer, code);
    return {
      pointer,
      code,
      ...(severity === undefined ? {} : { severity }),
      detail: textOf(finding, language),
      ...(expected === undefined ? {} : { expected }),
    };
  });
}
