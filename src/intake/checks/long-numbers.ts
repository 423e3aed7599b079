import type { Finding } from '../../domain/problem.js';

/** Findings about JSON numbers that a double cannot keep, except where something is found already. Source: reliability R23. */
export function longNumberFindings(pointers: readonly string[], base: string, found: readonly Finding[]): Finding[] {
  const known = new Set(found.map(({ pointer }) => pointer));
  return pointers
    .map((pointer): Finding => ({ pointer: base + pointer, code: 'range', detail: 'A JSON number has at most 15 significant digits' }))
    .filter(({ pointer }) => !known.has(pointer));
}
