import { DomainError } from '../domain/problem.js';

/** Visible ASCII and space, as a header may carry it. */
const PRINTABLE = /^[\x20-\x7e]{1,255}$/;

/**
 * The key of a repeatable request from its header lines. The quoted form of structured fields and the bare form are one key.
 *
 * Errors: `idempotency-key-required`; `idempotency-key-invalid` if it is empty, too long, not ASCII, or there are two.
 * Source: reliability R11; draft-ietf-httpapi-idempotency-key-header.
 */
export function readIdempotencyKey(lines: readonly string[] | undefined): string {
  if (lines === undefined || lines.length === 0) throw new DomainError('idempotency-key-required');
  const keys = new Set(lines.map(unquote));
  const [key] = keys;
  if (keys.size > 1 || !PRINTABLE.test(key)) {
    throw new DomainError('idempotency-key-invalid', undefined, {
      findings: [{ header: 'Idempotency-Key', code: 'format', detail: 'One key of 1 to 255 printable ASCII characters' }],
    });
  }
  return key;
}

function unquote(line: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(line.trim());
  return quoted === null ? line.trim() : quoted[1].replace(/\\(["\\])/g, '$1');
}
