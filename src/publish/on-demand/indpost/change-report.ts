import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { IndpostFile } from '../../../documents/indpost/indpost.xml.js';
import type { IndpostChange } from '../../../documents/indpost/indpost-writer.js';
import type { ZipMember } from '../../download/zip.js';

/** Packed at a time. */
const BLOCK = 65_536;

const HEADINGS = 'file;line;field;change;detail\r\n';

/** Spreadsheets take a CSV for UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What was changed in the files of an archive so that all fits: a CSV of file, goods line, field, what was done and why. It is
 * packed as it grows, because it stands at the end and may be long. Every cell is of our own making: names, numbers of characters.
 */
export class ChangeReport {
  #text = BYTE_ORDER_MARK + HEADINGS;
  readonly #packed: Buffer[] = [];
  #crc = 0;
  #size = 0;

  add({ fileName, changes }: Pick<IndpostFile, 'fileName' | 'changes'>): void {
    for (const change of changes) this.#text += lineOf(fileName, change);
    if (this.#text.length >= BLOCK) this.#pack(constants.Z_SYNC_FLUSH);
  }

  member(name: string, modified: Date): ZipMember {
    this.#pack(constants.Z_FINISH);
    const bytes = Buffer.concat(this.#packed);
    return { name, modified, crc32: this.#crc, size: this.#size, isDeflated: true, storedSize: bytes.length, read: async () => bytes };
  }

  /** Parts of one DEFLATE stream one behind another: each ends at a byte, the last one ends the stream. Source: RFC 1951, 3.2.4. */
  #pack(finishFlush: number): void {
    const bytes = Buffer.from(this.#text);
    this.#packed.push(deflateRawSync(bytes, { finishFlush }));
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
    this.#text = '';
  }
}

const lineOf = (file: string, { line, field, change, detail }: IndpostChange): string =>
  `${file};${line ?? ''};${field};${change};${detail}\r\n`;
