import { hash } from 'node:crypto';
import type { Finding, FindingCode } from '../../../domain/problem.js';
import type { Approval } from '../../../store/amendable-row.js';
import { valueAt } from '../merge-patch.js';

/** Holds of the plan, which judges them anew each time: to approve them would change nothing. */
const OF_THE_PLAN: ReadonlySet<FindingCode> = new Set<FindingCode>(['needs-full-declaration', 'tariff-unknown']);

/** A finding's place within its consignment. */
export const placeIn = (pointer: string | undefined, base: string): string => (pointer ?? base).slice(base.length);

const valueHash = (consignment: unknown, place: string): string => hash('sha256', JSON.stringify(valueAt(consignment, place)) ?? '');

/** The approvals that still are of what the consignment holds: another value has to be looked at again. */
export function standing(approvals: readonly Approval[], consignment: unknown): Approval[] {
  return approvals.filter(({ pointer, value }) => value === valueHash(consignment, pointer));
}

/** The findings that nobody has approved. Only a hold can be; `approvals` are those that still stand, `base` is the consignment's pointer. */
export function unapproved(findings: readonly Finding[], approvals: readonly Approval[], base: string): Finding[] {
  if (approvals.length === 0) return [...findings];
  return findings.filter(
    ({ pointer, code, severity }) =>
      severity !== 'hold' || !approvals.some((approval) => approval.code === code && approval.pointer === placeIn(pointer, base)),
  );
}

/** Whether a person may let a finding pass. */
export const isApprovable = ({ code, severity }: Finding): boolean => severity === 'hold' && !OF_THE_PLAN.has(code);

/** Approvals of the findings given, of the values that stand there now. */
export function approve(
  findings: readonly Finding[],
  consignment: unknown,
  base: string,
  { reason, by, at }: Pick<Approval, 'reason' | 'by' | 'at'>,
): Approval[] {
  return findings.map(({ pointer, code }) => {
    const place = placeIn(pointer, base);
    return { pointer: place, code, value: valueHash(consignment, place), reason, by, at };
  });
}
