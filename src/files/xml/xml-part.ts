import { isAscii, isUtf8 } from 'node:buffer';
import { fileFault } from '../file-fault.js';
import type { XmlHandler } from './xml-scan.js';
import { XmlScan } from './xml-scan.js';

/**
 * Scans the bytes of an XML part, telling after each chunk that its tags were handled.
 *
 * Errors: as `XmlScan`, and `encoding` for bytes that are not UTF-8, which parts of a workbook are.
 */
export async function* scanned(bytes: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const scan = new XmlScan(handler);
  const letters = new Utf8Reader();
  for await (const chunk of bytes) {
    scan.push(letters.read(chunk));
    yield;
  }
  scan.end();
}

/** Scans a part that is small, or whose handler keeps what it needs. */
export async function scanAll(bytes: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of scanned(bytes, handler));
}

/** Strict UTF-8 across chunks; ASCII, which most of a sheet is, makes strings of one byte a sign. */
class Utf8Reader {
  #tail: Buffer = Buffer.alloc(0);
  #isFirst = true;

  read(chunk: Buffer): string {
    let bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    if (this.#isFirst && bytes[0] === 0xef) bytes = bytes.subarray(3);
    this.#isFirst = false;
    const cut = lastStart(bytes);
    this.#tail = Buffer.from(bytes.subarray(cut));
    const whole = bytes.subarray(0, cut);
    if (isAscii(whole)) return whole.toString('latin1');
    if (!isUtf8(whole)) throw fileFault('encoding', 'The file is cut off or damaged: send it again');
    return whole.toString('utf8');
  }
}

/** Where a character begins that the chunk does not finish; its length if there is none. */
function lastStart(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
