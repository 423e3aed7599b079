import PDFDocument from 'pdfkit';

const USUAL_BYTES = 1 << 20;
/** A longer buffer is not kept for the next file. */
const MOST_BYTES = 1 << 24;

/** Bytes of the file that is being written; one file is written at a time, without a pause. */
let bytes = Buffer.allocUnsafeSlow(USUAL_BYTES);

export type Reference = ReturnType<PDFKit.PDFDocument['ref']>;

/** What a page that is drawn tells of itself. */
interface WrittenPage {
  width: number;
  height: number;
  links: Uint8Array;
}

/**
 * pdfkit's document, whose bytes are put together in one buffer. Its own way, a chunk for every line of every object through a stream
 * of Node, took a twentieth of the time of a declaration.
 */
export class PdfFile extends PDFDocument {
  /** Where the next byte goes; pdfkit's own count, which its cross-reference table is made of. */
  declare private _offset: number;

  declare private _refEnd: (reference: Reference) => void;

  declare private _root: { data: { Pages: Reference & { data: { Kids: Reference[]; Count: number } } } };

  /**
   * Adds a page, which is a deflated stream and the entries of its dictionary beside those that every page has. pdfkit's own pages,
   * each of a dozen parts that are looked at one by one, took a twentieth of the time of a declaration.
   */
  addWritten({ width, height, links }: WrittenPage, deflated: Uint8Array, entries: string): Reference {
    const pages = this._root.data.Pages;
    const content = this.beginObject('<<\n/Filter /FlateDecode\n/Length ', String(deflated.length), '\n>>\nstream\n');
    this.writeBytes(deflated);
    this.endObject(content, '\nendstream');
    const box = `[0 0 ${points(width)} ${points(height)}]`;
    const page = this.beginObject(`<</Type/Page/Parent ${pages}/MediaBox${box}/Contents ${content}/Tabs/S`, entries);
    if (links.length > 0) {
      this.writeText('/Annots[');
      this.writeBytes(links);
      this.writeText(']');
    }
    this.endObject(page, '>>');
    pages.data.Kids.push(page);
    pages.data.Count += 1;
    return page;
  }

  /** Begins an object, of which `endObject` writes the last line. pdfkit's way copies every stream and looks at every entry. */
  private beginObject(...texts: string[]): Reference {
    const reference = this.ref(NO_ENTRIES);
    Object.assign(reference, { offset: this._offset });
    this.writeText(`${reference.id} 0 obj\n`);
    for (const text of texts) this.writeText(text);
    return reference;
  }

  private endObject(reference: Reference, last: string): void {
    this.writeText(last);
    this.writeText('\nendobj\n');
    this._refEnd(reference);
  }

  /** Adds an object as it stands. */
  verbatim(text: string): Reference {
    const reference = this.ref(new Verbatim(text));
    reference.end(undefined);
    return reference;
  }

  /** Ends the file; answers its bytes. pdfkit deflates at once, so all is written when `end` returns. */
  finish(): Uint8Array {
    this.end();
    const file = bytes.subarray(0, this._offset);
    if (bytes.length <= MOST_BYTES) return Buffer.from(file);
    bytes = Buffer.allocUnsafeSlow(USUAL_BYTES);
    return file;
  }

  /** Takes the place of pdfkit's own: a text is a line of Latin-1. pdfkit's constructor calls it, before an object has `#` members. */
  protected _write(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.writeText(data);
      this.writeText('\n');
    } else this.writeBytes(data);
  }

  private writeText(latin1: string): void {
    const start = this.reserve(latin1.length);
    bytes.write(latin1, start, 'latin1');
  }

  private writeBytes(data: Uint8Array): void {
    const start = this.reserve(data.length);
    bytes.set(data, start);
  }

  /** Makes room for so many bytes; answers where they go. */
  private reserve(length: number): number {
    const start = this._offset;
    const end = start + length;
    if (end > bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * end);
      larger.set(bytes.subarray(0, start));
      bytes = larger;
    }
    this._offset = end;
    return start;
  }
}

const NO_ENTRIES = {};

/** As exact as pdfkit writes numbers. */
const points = (length: number): number => Math.round(length * 1e6) / 1e6;

/** A value that pdfkit writes as it stands: it takes anything but plain objects, arrays and texts by its `toString`. */
export class Verbatim {
  readonly [Symbol.toStringTag] = 'Verbatim';

  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}
