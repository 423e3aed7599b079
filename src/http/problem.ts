import { z } from 'zod';
import { DomainError, type Finding, findingCodes, type ProblemCode, problemTitles, severities } from '../domain/problem.js';
import { titleSentences } from '../domain/wording/title-sentences.js';
import { type Language, textOf } from '../domain/wording/wording.js';

/** Where problem types are described; the code follows. */
const PROBLEM_TYPES = 'https://waybridge.example/problems';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Exhaustive by type: a new problem code without a status does not compile. */
export const statusOf: Record<ProblemCode, number> = {
  'malformed-json': 400,
  'idempotency-key-required': 400,
  'idempotency-key-invalid': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  timeout: 408,
  'request-in-progress': 409,
  'revision-conflict': 409,
  'state-conflict': 409,
  'consignments-held': 409,
  'exchange-rate-missing': 409,
  'destination-not-set-up': 409,
  'waybill-stock-empty': 409,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media': 415,
  'range-not-satisfiable': 416,
  'validation-failed': 422,
  'idempotency-key-reused': 422,
  'unrenderable-character': 422,
  'weight-not-positive': 422,
  'rate-limited': 429,
  internal: 500,
  'document-integrity': 500,
  'document-check-failed': 500,
  'run-attempts-exhausted': 500,
  overloaded: 503,
  'dependency-unavailable': 503,
};

/** A fault as it is answered: RFC 9457 with the places of the errors. */
export const problemSchema = z
  .object({
    type: z.url().meta({ description: 'What kind of problem it is; its last part is a stable code' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: 'The request, as `urn:request:` and its id' }),
    errorCount: z.int().optional().meta({ description: 'Exact count of the errors, listed or not' }),
    errorsTruncated: z.boolean().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string().optional().meta({ description: 'RFC 6901, into the body as it was sent' }),
          header: z.string().optional(),
          parameter: z.string().optional(),
          row: z.int().optional().meta({ description: 'Row of the file, from 1' }),
          column: z.string().optional().meta({ description: 'Heading of its column' }),
          code: z.enum(findingCodes),
          severity: z.enum(severities).optional().meta({ description: 'Left out for an error' }),
          detail: z.string(),
        }),
      )
      .max(1_000)
      .optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

/** Whole seconds after which a caller may try again, for problems that time mends. */
const retryAfterSeconds: Partial<Record<ProblemCode, number>> = {
  'rate-limited': 1,
  'request-in-progress': 1,
  overloaded: 5,
  'dependency-unavailable': 5,
};

/** A fault as a problem document, its title and findings in the reader's language. `requestId` is left out where the problem is not the answer to one request. */
export function problemOf(error: DomainError, requestId?: string, language: Language = 'en'): Problem {
  return {
    type: `${PROBLEM_TYPES}/${error.code}`,
    title: language === 'en' ? problemTitles[error.code] : titleSentences[error.code][language],
    status: statusOf[error.code],
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(requestId === undefined ? {} : { instance: `urn:request:${requestId}` }),
    ...(error.findingCount === 0 ? {} : listed(error, language)),
  };
}

/** Headers that belong to a fault. `hasCredential`: whether the caller sent a key, which was then not a valid one. */
export function problemHeaders(error: DomainError, { hasCredential }: { hasCredential: boolean }): Record<string, string> {
  const seconds = error.retryAfterSeconds ?? retryAfterSeconds[error.code];
  const challenge = `Bearer realm="waybridge"${hasCredential ? ', error="invalid_token"' : ''}`;
  return {
    ...(seconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) }),
    ...(error.code === 'unauthenticated' ? { 'www-authenticate': challenge } : {}),
  };
}

const MAX_LISTED = 1_000;
const MAX_BYTES = 1_048_576;

/** The first errors in document order, as many as a reader can be asked to take. Source: reliability R8. */
function listed({ findings, findingCount }: DomainError, language: Language): Pick<Problem, 'errorCount' | 'errorsTruncated' | 'errors'> {
  const errors: Finding[] = [];
  let bytes = 0;
  for (const finding of findings.slice(0, MAX_LISTED)) {
    const { pointer, header, parameter, row, column, code, severity } = finding;
    const error = { pointer, header, parameter, row, column, code, severity, detail: textOf(finding, language) };
    bytes += Buffer.byteLength(JSON.stringify(error)) + 1;
    if (bytes > MAX_BYTES) break;
    errors.push(error);
  }
  return { errorCount: findingCount, errorsTruncated: errors.length < findingCount, errors };
}
