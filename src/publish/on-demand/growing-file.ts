import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { ZipMember } from '../download/zip.js';

/** Packed at a time. */
const BLOCK = 65_536;

/** A text that grows while the files before it are written, and may be long: it is packed as it grows, because it stands at the end of a ZIP. */
export class GrowingFile {
  #text: string;
  readonly #packed: Buffer[] = [];
  readonly #hash = createHash('sha256');
  #crc = 0;
  #size = 0;

  constructor(beginning: string) {
    this.#text = beginning;
  }

  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= BLOCK) this.#pack(constants.Z_SYNC_FLUSH);
  }

  /** The whole of it, once: nothing is added afterwards. */
  finish(): { member(name: string, modified: Date): ZipMember; size: number; sha256: string } {
    this.#pack(constants.Z_FINISH);
    const bytes = Buffer.concat(this.#packed);
    const figures = { crc32: this.#crc, size: this.#size, isDeflated: true, storedSize: bytes.length };
    return {
      member: (name, modified) => ({ name, modified, ...figures, read: async () => bytes }),
      size: this.#size,
      sha256: this.#hash.digest('hex'),
    };
  }

  /** Parts of one DEFLATE stream one behind another: each ends at a byte, the last one ends the stream. Source: RFC 1951, 3.2.4. */
  #pack(finishFlush: number): void {
    const bytes = Buffer.from(this.#text);
    this.#packed.push(deflateRawSync(bytes, { finishFlush }));
    this.#hash.update(bytes);
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
    this.#text = '';
  }
}
