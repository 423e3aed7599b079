import pg from 'pg';
import type { FindingCode, Severity } from '../../domain/problem.js';
import type { Sentence } from '../../domain/wording/wording.js';

interface CrossKind {
  code: FindingCode;
  /** Left out for an error. */
  severity?: Severity;
  detail: Sentence;
}

/** Everything that a look at other consignments finds, C5, C18 and C19 of customs-rules 3. By its sentence each is known again. */
export const crossKinds = {
  sameWithin: { code: 'duplicate', detail: 'Same value as {0}' },
  sameOnFlight: { code: 'duplicate', detail: 'Another manifest of this flight holds it' },
  declaredElsewhere: { code: 'duplicate', detail: 'Flight {0} declares it already' },
  carriedElsewhere: { code: 'duplicate', severity: 'warning', detail: 'Flight {0} carries it as well' },
  otherDocuments: {
    code: 'identity_mismatch',
    severity: 'warning',
    detail: 'The same tax number comes with {0} other identity documents',
  },
  otherTaxNumbers: {
    code: 'identity_mismatch',
    severity: 'warning',
    detail: 'The same identity document comes with {0} other tax numbers',
  },
  overNormOnFlight: {
    code: 'recipient_over_norm',
    severity: 'warning',
    detail: 'The consignee has {0} consignments on this flight, {1} EUR and {2} kg together: above the duty-free norm',
  },
  overNormInMonth: {
    code: 'recipient_over_norm',
    severity: 'warning',
    detail: 'The consignee has {0} consignments in {1}, {2} EUR and {3} kg together: above the duty-free norm',
  },
} as const satisfies Record<string, CrossKind>;

/** The sentences that findings of other rules never say. */
export const crossDetails: readonly string[] = Object.values(crossKinds).map(({ detail }) => detail);

/** Of them those about numbers that stand twice on the flight. */
export const numberDetails: readonly string[] = [crossKinds.sameWithin.detail, crossKinds.sameOnFlight.detail];

/** Of them those about sums, which only a known norm tells. */
export const sumDetails: readonly string[] = [crossKinds.overNormOnFlight.detail, crossKinds.overNormInMonth.detail];

/**
 * A finding about a row of `cross_row r` as SQL of type `jsonb`. `member` is the pointer within the consignment, `values` are SQL
 * expressions, one for each place of the sentence.
 */
export function findingSql({ code, severity, detail }: CrossKind, member: string, ...values: readonly string[]): string {
  const text = (value: string | undefined) => (value === undefined ? 'NULL' : pg.escapeLiteral(value));
  return `jsonb_strip_nulls(jsonb_build_object('pointer', '/consignments/' || r.sequence || ${text(member)}, 'code', ${text(code)}, 'severity', ${text(
    severity,
  )}, 'detail', ${text(detail)}, 'values', ${values.length === 0 ? 'NULL' : `jsonb_build_array(${values.join(', ')})`}))`;
}
