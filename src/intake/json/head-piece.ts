import { isUtf8 } from 'node:buffer';
import type { DomainError } from '../../domain/problem.js';
import { firstInvalid } from './json-value.js';
import { JsonWalk } from './json-walk.js';
import { malformed } from './malformed.js';
import type { HeadPiece } from './splitter.js';

export interface ParsedHead {
  value: unknown;
  /** Pointers of numbers with too many digits. */
  longNumbers: readonly string[];
}

/** Place in the body of a byte of the head. */
function placeInBody({ at, gap }: HeadPiece, byte: number): number {
  return at + byte + (gap !== undefined && byte >= gap.index ? gap.bytes : 0);
}

/**
 * Parses what a body holds beside its consignments, exactly; it is small.
 *
 * Errors: `malformed-json` with the byte in the body.
 */
export function parseHead(piece: HeadPiece, maxDepth: number): ParsedHead {
  const { bytes } = piece;
  if (!isUtf8(bytes)) throw malformed(placeInBody(piece, firstInvalid(bytes)), 'not UTF-8');
  const text = bytes.toString();
  const walk = new JsonWalk(text, maxDepth);
  const fault = walk.walk();
  if (fault !== undefined) throw malformed(placeInBody(piece, Buffer.byteLength(text.slice(0, fault.at))), fault.reason);
  return { value: JSON.parse(text), longNumbers: walk.longNumbers };
}

/** A word or a number that is cut looks like a fault this near to the end. */
const NEAR_END = 32;

/** The fault of a head that is only begun, if it is more than the missing end: why a head may seem to have no end. */
export function faultOfBeginning(piece: HeadPiece, maxDepth: number): DomainError | undefined {
  const text = piece.bytes.toString();
  const fault = new JsonWalk(text, maxDepth).walk();
  if (fault === undefined || fault.at > text.length - NEAR_END) return undefined;
  return malformed(placeInBody(piece, Buffer.byteLength(text.slice(0, fault.at))), fault.reason);
}
