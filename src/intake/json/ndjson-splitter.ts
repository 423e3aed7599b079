import { KeptBytes } from './kept-bytes.js';
import type { HeadPiece, Pieces, ReadLimits, Splitter } from './splitter.js';
import { ValueScan } from './value-scan.js';

const LINE_FEED = 0x0a;

/** NDJSON: the head in the first line, then a consignment a line. Blank lines are passed over. */
export class NdjsonSplitter implements Splitter {
  #read = 0;
  #head: HeadPiece | undefined;
  readonly #line: KeptBytes;
  readonly #scan = new ValueScan();

  constructor(
    readonly limits: ReadLimits,
    readonly pieces: Pieces,
  ) {
    this.#line = new KeptBytes('One line', Math.max(limits.consignmentBytes, limits.headBytes));
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      if (this.#line.length > 0) {
        this.#line.append(chunk, from, end);
        this.#take(this.#line.copy(), this.#read + end - this.#line.length);
        this.#line.clear();
      } else this.#take(chunk.subarray(from, end), this.#read + from);
      from = end + 1;
    }
    this.#line.append(chunk, from, chunk.length);
    this.#read += chunk.length;
  }

  end(): HeadPiece {
    this.#take(this.#line.bytes, this.#read - this.#line.length);
    return this.#head ?? { bytes: Buffer.alloc(0), at: 0 };
  }

  #take(line: Buffer, at: number): void {
    const scan = this.#scan;
    scan.start();
    // A comma or bracket outside all brackets is malformed, which the reader will see.
    if (scan.run(line, 0, line.length) === line.length && scan.blanks === line.length) return;
    if (this.#head !== undefined) this.pieces.consignment(line, at, scan);
    else {
      this.#head = { bytes: Buffer.from(line), at };
      this.pieces.early(this.#head.bytes, at);
    }
  }
}
