/**
 * Every fault that a caller can be told of. The domain knows codes and findings; only `http/` knows statuses.
 * Codes and texts name fields and rules, never a value that the caller sent.
 */
export const problemTitles = {
  'malformed-json': 'The body is not one well-formed UTF-8 JSON value',
  'idempotency-key-required': 'The Idempotency-Key header is required',
  'idempotency-key-invalid': 'The Idempotency-Key header is malformed',
  unauthenticated: 'A valid API key is required',
  forbidden: 'This key may not do that',
  'not-found': 'There is no such resource',
  timeout: 'The body arrived too slowly',
  'too-large': 'The body is too large',
  'unsupported-media': 'Media type, charset or content coding is not supported',
  'request-in-progress': 'A request with this idempotency key is still running',
  'revision-conflict': 'This revision of the manifest exists with other content, or a higher one does',
  'state-conflict': "The flight's state forbids this",
  'consignments-held': 'Consignments of the flight are held',
  'exchange-rate-missing': 'An exchange rate of the day is missing',
  'destination-not-set-up': 'A destination of the flight is not set up',
  'waybill-stock-empty': "The carrier's stock of air waybill numbers is used up",
  'precondition-failed': 'The resource has changed since it was read',
  'validation-failed': 'The request has errors',
  'idempotency-key-reused': 'This idempotency key was used with another body',
  'rate-limited': 'Too many requests',
  overloaded: 'The service is saturated, try again later',
  'dependency-unavailable': 'The service cannot reach what it needs, try again later',
  'range-not-satisfiable': 'The requested range lies outside the document',
  'document-integrity': 'A stored document does not match its checksum',
  'document-check-failed': 'A document failed its own check',
  'run-attempts-exhausted': "The flight's documents could not be made after several attempts",
  'unrenderable-character': 'A document contains a character that no embedded font can draw',
  'weight-not-positive': 'A weight is zero or less',
  internal: 'The service failed',
} as const;

export type ProblemCode = keyof typeof problemTitles;

/**
 * What a finding does: an `error` is a fault of the data, which turns a manifest away or holds the consignment; a `hold` waits for
 * a person, who mends or approves; `warning` and `info` are told and hinder nothing.
 */
export const severities = ['error', 'hold', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** One finding in what the caller sent: where, which rule, in words. `pointer` is RFC 6901 into the body as sent. */
export interface Finding {
  pointer?: string;
  /** Set instead of `pointer` when the fault is in a header or a query parameter. */
  header?: string;
  parameter?: string;
  /** In a file of rows: the number of the row, from 1, and the heading of its column as the sender wrote it. */
  row?: number;
  column?: string;
  code: FindingCode;
  /** Left out for an error. */
  severity?: Severity;
  /** A sentence of `wording/`, with `{0}` where values stand: `textOf` says it in the reader's language. */
  detail: string;
  values?: readonly (string | number)[];
}

export const isError = ({ severity = 'error' }: Pick<Finding, 'severity'>): boolean => severity === 'error';

/** Whether a finding keeps its consignment out of every document. */
export const isHolding = ({ severity = 'error' }: Pick<Finding, 'severity'>): boolean => severity === 'error' || severity === 'hold';

/** Codes of findings; stable, part of the contract. */
export const findingCodes = [
  'required',
  'type',
  'unknown_property',
  'min_items',
  'max_items',
  'blank',
  'max_length',
  'outer_space',
  'illegal_character',
  'line_break',
  'unrenderable_character',
  'format',
  'decimal_scale',
  'range',
  'net_over_gross',
  'total_mismatch',
  'date_invalid',
  'date_range',
  'unknown_code',
  'inn_length',
  'inn_checksum',
  'passport_format',
  'script',
  'required_if',
  'duplicate',
  'mismatch',
  'tenant_mismatch',
  'needs-full-declaration',
  'tariff-unknown',
  // What the broker's rules find (customs-rules 3); the check's number stands behind each.
  'passport_year', // C4
  'identity_mismatch', // C5
  'name_script', // C6
  'contact_incomplete', // C7
  'commercial_quantity', // C8, C9
  'barred_goods', // C10, C13
  'not_personal', // C11
  'stop_word', // C12
  'code_not_full', // C14
  'description_script', // C15
  'description_vague', // C15
  'weight_implausible', // C16
  'over_free_weight', // C16
  'rate_missing', // C17
  'price_implausible', // C17
  'near_free_value', // C17
  'recipient_over_norm', // C19
  'item_number', // C20
  'address_incomplete', // C21
  'brand_registered', // C22
  'marking_due', // C22
  // Files.
  'unknown_layout',
  'missing_column',
  'duplicate_column',
  'no_rows',
  'rows_apart',
  'encoding',
  'delimiter',
  'formula_cell',
  'merged_cells',
  'hidden_sheet',
  'cell_error',
  'truncated',
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** A fault that ends what was asked. `detail` adds to the code's title; `findings` name the places, in document order. */
export class DomainError extends Error {
  readonly findings: readonly Finding[];
  /** Exact count of the faults, which may exceed the findings listed. */
  readonly findingCount: number;
  readonly retryAfterSeconds?: number;

  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    more: { findings?: readonly Finding[]; findingCount?: number; retryAfterSeconds?: number } = {},
  ) {
    super(detail === undefined ? problemTitles[code] : `${problemTitles[code]}: ${detail}`);
    this.findings = more.findings ?? [];
    this.findingCount = more.findingCount ?? this.findings.length;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
