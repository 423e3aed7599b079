import type { Rendering } from '../document-type.js';
import { unwritable } from './element.js';

/** Characters of a message with its line ends; a longer one is split. Source: Cargo-IMP 32nd edition, as in air-cargo 3.3. */
export const MESSAGE_LIMIT = 3_500;

/** A line may have 69 characters of the set, `/` between elements. Source: air-cargo 3.3. */
const LINE = /^[A-Z0-9/.-](?:[A-Z0-9 /.-]{0,68})$/;
const LINE_END = '\r\n';

/** Characters that lines take in a message. */
export function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + LINE_END.length, 0);
}

/**
 * Blocks of lines that stay whole, in their order, put together to as few messages as hold them; each has `room` characters for them.
 * Errors: `validation-failed` if one block alone is too long.
 */
export function packed(blocks: readonly (readonly string[])[], room: number): string[][] {
  const messages: string[][] = [];
  let used = room;
  for (const block of blocks) {
    const length = lengthOf(block);
    if (length > room) throw unwritable('message', `more than ${MESSAGE_LIMIT} characters that may not be split`);
    if (used + length > room) {
      messages.push([]);
      used = 0;
    }
    messages[messages.length - 1].push(...block);
    used += length;
  }
  return messages;
}

/** The bytes of one message. Errors: RangeError if the lines break the rules of all messages, which is a writer's fault. */
export function messageBytes(lines: readonly string[]): Uint8Array {
  const odd = lines.findIndex((line) => !LINE.test(line));
  if (odd >= 0) throw new RangeError(`line ${odd + 1} of a message has other than 1 to 69 characters of the set`);
  if (lengthOf(lines) > MESSAGE_LIMIT) throw new RangeError(`a message has more than ${MESSAGE_LIMIT} characters`);
  return new TextEncoder().encode(lines.map((line) => line + LINE_END).join(''));
}

/** Messages as renderings: one has the name of its subject, of several each has its number from 1 behind it. */
export function messageRenderings(number: string, messages: readonly (readonly string[])[]): Rendering[] {
  return messages.map((lines, index) => ({
    format: 'txt',
    ...(messages.length > 1 ? { subject: `${number}-${index + 1}` } : {}),
    bytes: messageBytes(lines),
  }));
}
