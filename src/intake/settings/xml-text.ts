import { isUtf8 } from 'node:buffer';
import { DomainError, type FindingCode } from '../../domain/problem.js';
import type { Sentence } from '../../domain/wording/wording.js';

const PROLOG = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.-]{1,40})["']/;
/** What a prolog may take, in bytes. */
const PROLOG_BYTES = 256;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const refuse = (code: FindingCode, detail: Sentence): DomainError =>
  new DomainError('validation-failed', undefined, { findings: [{ code, detail }] });

/**
 * XML as text, by the encoding that it names itself; UTF-8 if it names none.
 *
 * Errors: `validation-failed` for another encoding than windows-1251 and UTF-8, and for bytes that are not of it.
 */
export function xmlText(bytes: Uint8Array): string {
  const isMarked = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  const start = Buffer.from(bytes.subarray(isMarked ? BYTE_ORDER_MARK.length : 0, PROLOG_BYTES)).toString('latin1');
  const encoding = (PROLOG.exec(start)?.[1] ?? 'utf-8').toLowerCase();
  if (encoding === 'windows-1251' && !isMarked) return new TextDecoder('windows-1251').decode(bytes);
  if (encoding !== 'utf-8') throw refuse('encoding', 'The encoding is windows-1251 or UTF-8');
  if (!isUtf8(bytes)) throw refuse('encoding', 'The bytes are not of the encoding');
  return new TextDecoder().decode(bytes);
}
