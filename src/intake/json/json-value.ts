import { isAscii, isUtf8 } from 'node:buffer';
import { isRecord } from '../fields/field.js';
import { JsonWalk } from './json-walk.js';
import { malformed } from './malformed.js';

/** What a scan told of a value's text. */
interface Scanned {
  members: number;
  deepest: number;
}

/** One value out of a body. A name that occurred twice is not seen yet: `confirmMembers` must follow. */
export interface ParsedValue {
  value: unknown;
  text: string;
}

/** Reads values of known bounds and tells faults by their byte in the whole body. */
export class JsonReader {
  /** `maxDepth`: of nesting within one value. */
  constructor(readonly maxDepth: number) {}

  /**
   * Parses the bytes of one value, which begin at byte `at` of the body. `decoded` is their text, if that is known.
   *
   * Errors: `malformed-json` unless they are one JSON value in UTF-8, not nested too deep.
   */
  parse(bytes: Buffer, at: number, { deepest }: Pick<Scanned, 'deepest'>, decoded?: string): ParsedValue {
    if (deepest > this.maxDepth) throw this.#fault(bytes, at);
    const text = decoded ?? (isAscii(bytes) ? bytes.toString('latin1') : this.#decode(bytes, at));
    try {
      return { value: JSON.parse(text), text };
    } catch {
      throw this.#fault(bytes, at);
    }
  }

  /** Errors: `malformed-json` if a value holds fewer members than were sent, so that a name occurred twice in an object. */
  confirmMembers(bytes: Buffer, at: number, sent: number, seen: number): void {
    if (sent !== seen) throw this.#fault(bytes, at);
  }

  /** Pointers of numbers that a double cannot keep. */
  longNumbers(bytes: Buffer): readonly string[] {
    const walk = new JsonWalk(bytes.toString(), this.maxDepth);
    walk.walk();
    return walk.longNumbers;
  }

  #decode(bytes: Buffer, at: number): string {
    if (!isUtf8(bytes)) throw malformed(at + firstInvalid(bytes), 'not UTF-8');
    return bytes.toString();
  }

  #fault(bytes: Buffer, at: number) {
    const text = bytes.toString();
    const fault = new JsonWalk(text, this.maxDepth).walk() ?? { at: 0, reason: 'not one JSON value' };
    return malformed(at + Buffer.byteLength(text.slice(0, fault.at)), fault.reason);
  }
}

/** Members of all objects in a value. */
export function countMembers(value: unknown): number {
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += countMembers(item);
  else if (isRecord(value)) for (const name of Object.keys(value)) count += 1 + countMembers(value[name]);
  return count;
}

/** Index of the first byte, give or take the rest of its character, that is no UTF-8. */
export function firstInvalid(bytes: Buffer): number {
  const repaired = Buffer.from(bytes.toString());
  return repaired.findIndex((byte, index) => byte !== bytes[index]);
}
