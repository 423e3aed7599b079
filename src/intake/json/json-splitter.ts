import { DomainError } from '../../domain/problem.js';
import { faultOfBeginning } from './head-piece.js';
import { KeptBytes } from './kept-bytes.js';
import { malformed } from './malformed.js';
import type { HeadPiece, Pieces, ReadLimits, Splitter } from './splitter.js';
import { ValueScan } from './value-scan.js';

const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LIST_MEMBER = 'consignments';

const notAnObject = (): DomainError =>
  new DomainError('validation-failed', undefined, { findings: [{ pointer: '', code: 'type', detail: 'An object is due' }] });

/**
 * One JSON object whose member `consignments` is a list: cuts the list into its elements and keeps the rest.
 * The rest is the body with the list empty, so that JSON.parse judges its grammar; here it is only followed
 * far enough to tell where the list begins. Depth 1 is inside the object, where its names stand.
 */
export class JsonSplitter implements Splitter {
  #read = 0;
  #isInList = false;
  #hasElements = false;
  #gap: { index: number; bytes: number } | undefined;
  #listStart = 0;

  readonly #head: KeptBytes;
  #isObject = false;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #isNameDue = false;
  #nameStart = 0;
  #name: string | undefined;

  readonly #element: KeptBytes;
  readonly #scan = new ValueScan();

  constructor(
    readonly limits: ReadLimits,
    readonly pieces: Pieces,
  ) {
    this.#head = new KeptBytes('Everything but the consignments', limits.headBytes);
    this.#element = new KeptBytes('One consignment', limits.consignmentBytes);
  }

  push(chunk: Buffer): number {
    let from = 0;
    do from = this.#isInList ? this.#readList(chunk, from) : this.#readHead(chunk, from);
    while (from < chunk.length && !this.pieces.isTurnDue);
    this.#read += from;
    return from;
  }

  end(): HeadPiece {
    if (this.#isInList) throw malformed(this.#read, 'the text ends too early');
    return this.#piece();
  }

  /** Follows what is not the list, up to the list's opening bracket or the chunk's end. */
  #readHead(chunk: Buffer, from: number): number {
    const kept = this.#head.length - from;
    for (let i = from; i < chunk.length; i++) {
      const isListStart = this.#follow(chunk[i], kept + i, chunk, from);
      if (!isListStart) continue;
      this.#keep(chunk, from, i + 1);
      this.#startList(this.#read + i + 1);
      return i + 1;
    }
    this.#keep(chunk, from, chunk.length);
    return chunk.length;
  }

  /** Errors: when there is too much, the reason for it, which may be a fault that hides the list. */
  #keep(chunk: Buffer, from: number, to: number): void {
    if (this.#head.length + to - from > this.limits.headBytes) {
      const room = this.limits.headBytes - this.#head.length;
      this.#head.append(chunk, from, from + room);
      const fault = faultOfBeginning(this.#piece(), this.limits.depth);
      if (fault !== undefined || !this.#isObject) throw fault ?? notAnObject();
    }
    this.#head.append(chunk, from, to);
  }

  #piece(): HeadPiece {
    return { bytes: this.#head.bytes, at: 0, gap: this.#gap };
  }

  /** One byte of what is not the list; `index` is its place there. True if it opens the list. */
  #follow(byte: number, index: number, chunk: Buffer, from: number): boolean {
    if (this.#inString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        if (this.#isNameDue && this.#depth === 1) this.#name = this.#nameUpTo(index, chunk, from);
      }
      return false;
    }
    switch (byte) {
      case QUOTE:
        this.#inString = true;
        this.#nameStart = index;
        return false;
      case COLON:
        this.#isNameDue = false;
        return false;
      case COMMA:
        if (this.#depth === 1) this.#expectName();
        return false;
      case OPEN_OBJECT:
      case OPEN_LIST:
        this.#depth += 1;
        if (this.#depth === 1) this.#startRoot(byte);
        return byte === OPEN_LIST && this.#depth === 2 && !this.#isNameDue && this.#name === LIST_MEMBER;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        this.#depth -= 1;
        return false;
      default:
        return false;
    }
  }

  #startRoot(byte: number): void {
    this.#isObject = byte === OPEN_OBJECT;
    if (this.#isObject) this.#expectName();
  }

  #expectName(): void {
    this.#isNameDue = true;
    this.#name = undefined;
  }

  /** The name whose closing quote stands at `index`; part of it may be kept already, part stands in the chunk. */
  #nameUpTo(index: number, chunk: Buffer, from: number): string | undefined {
    const kept = this.#head.length;
    const early = this.#head.bytes.subarray(this.#nameStart, kept);
    const late = chunk.subarray(from + Math.max(this.#nameStart - kept, 0), from + index - kept + 1);
    const name = Buffer.concat([early, late]).toString();
    try {
      return JSON.parse(name);
    } catch {
      return undefined;
    }
  }

  #startList(at: number): void {
    if (this.#gap !== undefined) throw malformed(at - 1, "an object's member occurs twice");
    this.pieces.early(Buffer.concat([this.#head.bytes, Buffer.from(']}')]), 0);
    this.#isInList = true;
    this.#listStart = at;
    this.#name = undefined;
    this.#scan.start();
  }

  /** Takes elements up to the list's closing bracket, the chunk's end or where a turn is due. */
  #readList(chunk: Buffer, from: number): number {
    let start = from;
    while (start < chunk.length) {
      const end = this.#scan.run(chunk, start, chunk.length);
      if (end === chunk.length) {
        this.#keepElement(chunk, start, end);
        return end;
      }
      this.#endElement(chunk, start, end);
      if (chunk[end] !== COMMA) return this.#endList(chunk, end);
      start = end + 1;
      if (this.pieces.isTurnDue) return start;
    }
    return start;
  }

  /** Errors: as `#keep`; a bracket that is missing makes one consignment of all that follow. */
  #keepElement(chunk: Buffer, from: number, to: number): void {
    const kept = this.#element.length;
    if (kept + to - from > this.limits.consignmentBytes) {
      this.#element.append(chunk, from, from + this.limits.consignmentBytes - kept);
      const fault = faultOfBeginning({ bytes: this.#element.bytes, at: this.#read + from - kept }, this.limits.depth - 2);
      if (fault !== undefined) throw fault;
    }
    this.#element.append(chunk, from, to);
  }

  #endElement(chunk: Buffer, start: number, end: number): void {
    const kept = this.#element.length;
    const at = this.#read + start - kept;
    const isBlank = this.#scan.blanks === kept + end - start;
    if (!isBlank && kept === 0) this.pieces.consignment(chunk.subarray(start, end), at, this.#scan);
    else if (!isBlank) {
      this.#keepElement(chunk, start, end);
      this.pieces.consignment(this.#element.copy(), at, this.#scan);
    } else if (this.#hasElements || chunk[end] === COMMA) throw malformed(this.#read + end, 'a value is due');
    this.#hasElements = true;
    this.#element.clear();
    this.#scan.start();
  }

  #endList(chunk: Buffer, end: number): number {
    if (chunk[end] !== CLOSE_LIST) throw malformed(this.#read + end, 'a comma or a closing bracket is due');
    this.#isInList = false;
    this.#gap = { index: this.#head.length, bytes: this.#read + end - this.#listStart };
    return end;
  }
}
