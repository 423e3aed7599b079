import type { Page } from '../kit/page.js';
import { PdfStream } from '../kit/pdf-stream.js';

/** Bytes that are handed on at a time. */
const BLOCK = 131_072;

/** What names a PDF of house waybills. */
export interface MergedName {
  /** What it holds: a number, a bag, a declaration, the flight. */
  title: string;
  flightId: string;
  createdAt: string;
}

/** House waybills one behind another in one PDF that is written while they are drawn: no more than one of them is in memory. */
export class MergedWaybills {
  readonly #pdf: PdfStream;

  constructor({ title, flightId, createdAt }: MergedName) {
    this.#pdf = new PdfStream({ title, subject: flightId, orientation: 'portrait', createdAt });
  }

  /** Adds a house waybill; answers bytes as soon as there are enough of them. */
  add(pages: readonly Page[]): Uint8Array | undefined {
    for (const page of pages) this.#pdf.add(page);
    return this.#pdf.pending < BLOCK ? undefined : this.#pdf.take();
  }

  /** The rest of the bytes. */
  finish(): Uint8Array {
    return this.#pdf.finish();
  }
}
