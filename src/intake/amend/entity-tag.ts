import { DomainError } from '../../domain/problem.js';
import type { AmendableRow } from '../../store/amendable-row.js';

/** Which state of a consignment was read: it changes with every change to what was sent and to what is found in it. */
export const entityTag = ({ version, contentHash }: Pick<AmendableRow, 'version' | 'contentHash'>): string =>
  `"${version}-${contentHash.slice(0, 12)}"`;

/** Errors: `precondition-failed` if `If-Match` is absent, or names another state than the present one. Source: RFC 9110, 13.1.1. */
export function requireMatch(ifMatch: string | undefined, row: AmendableRow): void {
  if (ifMatch === undefined) {
    throw new DomainError('precondition-failed', undefined, {
      findings: [{ header: 'if-match', code: 'required', detail: 'The header If-Match is required: the ETag of what was read' }],
    });
  }
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(entityTag(row))) throw new DomainError('precondition-failed');
}
