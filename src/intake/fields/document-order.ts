import type { Finding } from '../../domain/problem.js';
import { isRecord } from './field.js';

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/**
 * Findings about a value, which itself stands at `base`, in the order in which their places stand in it. A missing member stands behind its object's members,
 * a finding about a whole object before those about its parts; findings of one place keep their order.
 */
export function inDocumentOrder(base: string, value: unknown, findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const places = new Map<object, Map<string, number>>();

  function indexOf(holder: unknown, token: string): number {
    if (Array.isArray(holder)) return Number(token);
    if (!isRecord(holder)) return 0;
    let known = places.get(holder);
    if (known === undefined) {
      known = new Map(Object.keys(holder).map((name, index) => [name, index]));
      places.set(holder, known);
    }
    return known.get(token) ?? known.size;
  }

  function path(pointer: string): number[] {
    let holder: unknown = value;
    return pointer
      .slice(base.length)
      .split('/')
      .slice(1)
      .map((part) => {
        const token = unescaped(part);
        const index = indexOf(holder, token);
        holder = Array.isArray(holder) ? holder[index] : isRecord(holder) && Object.hasOwn(holder, token) ? holder[token] : undefined;
        return index;
      });
  }

  return findings
    .map((finding) => ({ finding, path: path(finding.pointer ?? base) }))
    .toSorted((a, b) => comparePaths(a.path, b.path))
    .map(({ finding }) => finding);
}

function comparePaths(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
