import { createHash } from 'node:crypto';

/**
 * A UUID that follows from what it names: the same parts give the same id on every machine, in every revision.
 *
 * Form: SHA-256 of the parts, first 16 bytes, marked as version 8 of RFC 9562, in capitals as the customs' schemas ask.
 * The parts are joined by a zero byte, which no part contains, so that `('ab', 'c')` and `('a', 'bc')` differ.
 */
export function uuidOf(...parts: readonly string[]): string {
  const bytes = createHash('sha256').update(parts.join('\0')).digest();
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16).toUpperCase();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
