import type { LineValue } from '../domain/flight-plan.js';
import type { Finding } from '../domain/problem.js';

/** Column `line_values`: `CNY 3500,CNY 9600`, hundredths, one entry a goods line. */
export const lineValuesText = (values: readonly LineValue[]): string =>
  values.map(({ currency, amount }) => `${currency} ${amount}`).join(',');

/**
 * Column `problems`: findings as JSON, without what is left out for an error. A pointer may name a member with characters that the
 * database's JSON refuses: they are replaced.
 */
export function problemsText(findings: readonly Finding[]): string {
  const listed = findings.map(({ pointer, code, severity, detail, values }) => ({ pointer, code, severity, detail, values }));
  return JSON.stringify(listed).replace(/\\u(0000|d[89a-f][0-9a-f]{2})/gi, '\\ufffd');
}
