/**
 * A PDF writer for forms and long tables, over the low level of pdfkit: its objects, cross-reference table and file identity,
 * none of its text or drawing. Thirty times the speed of a call per cell, because wrapping and encoding never ask the font, each
 * page is one buffer that is deflated once, and a font is cut down and compressed once per process.
 *
 *     const body = textStyle(assets.fonts.regular, 8);
 *     const pdf = new PdfDocument({ title: 'Air waybill 210-10020032', orientation: 'portrait', createdAt });
 *     const page = pdf.page();
 *     page.frame(mm(10), mm(10), mm(190), mm(20));
 *     const height = page.paragraph(body, mm(12), mm(11), mm(186), 'Text that wraps at spaces and hyphens');
 *     for (const [i, each] of pdf.pages.entries()) each.text(footer, mm(200), mm(290), `${i + 1} / ${pdf.pages.length}`);
 *     return pdf.finish();
 *
 * Points from the top left corner, `mm()` converts; a text's `y` is the top of its line. Same calls, same bytes.
 * Errors: a text with a character outside the repertoire throws `unrenderable-character`; nothing is ever cut.
 */
import { deflateSync } from 'node:zlib';
import type { Font } from './font.js';
import { type Orientation, Page, type PageSize } from './page.js';
import { PdfFile, type Reference, Verbatim } from './pdf-file.js';
import { groupOf, numbersOf, type StructuredPage, structureOf } from './structure.js';

export interface PdfProperties {
  title: string;
  subject?: string;
  orientation: Orientation;
  /** RFC 3339 with a zone. */
  createdAt: string;
  /** Language of the texts, for readers that speak; Russian if left out. */
  language?: string;
}

/** zlib level of page streams: of a declaration of 500 consignments 1 takes 13 ms and 6 takes 25, for streams an eighth smaller. */
export const PAGE_LEVEL = 1;
const FONT_LEVEL = 9;

export class PdfDocument {
  /** In the order in which they were begun. */
  readonly pages: Page[] = [];

  constructor(readonly properties: PdfProperties) {}

  /** Begins a page; of the document's orientation, unless it is given its own or a size. */
  page(size: Orientation | PageSize = this.properties.orientation): Page {
    const page = new Page(size);
    this.pages.push(page);
    return page;
  }

  /** The document's bytes. To be called once, when every page is drawn. */
  finish(): Uint8Array {
    const { title, subject, createdAt, language = 'ru' } = this.properties;
    const file = new PdfFile({
      autoFirstPage: false,
      font: '',
      lang: language,
      displayTitle: true,
      pdfVersion: '1.7',
      tagged: true,
      info: {
        Title: title,
        ...(subject === undefined ? {} : { Subject: subject }),
        Producer: 'Waybridge',
        Creator: 'Waybridge',
        CreationDate: new Date(createdAt),
      },
    });
    const fonts = new Map<Font, Reference>();
    for (const page of this.pages) {
      for (const font of page.fonts) if (!fonts.has(font)) fonts.set(font, embedded(file, font));
    }
    addStructure(
      file,
      this.pages.map((page, number) => addPage(file, page, number, fonts)),
    );
    return file.finish();
  }
}

function addPage(file: PdfFile, page: Page, number: number, references: ReadonlyMap<Font, Reference>): StructuredPage {
  const fonts = Array.from(page.fonts, (font) => `/${font.name} ${references.get(font)}`).join('');
  const content = deflateSync(page.content(), { level: PAGE_LEVEL });
  const entries = `/Resources<</Font<<${fonts}>>>>/StructParents ${number}`;
  const reference = file.addWritten(page, content, entries);
  page.release();
  return { reference: String(reference), pieces: page.pieces };
}

/** Writes the elements of all pages into the tree that pdfkit begins for a tagged document. */
function addStructure(file: PdfFile, pages: readonly StructuredPage[]): void {
  const root = file.getStructTreeRoot();
  const document = file.ref({});
  const { elements, byPage } = structureOf(pages, String(document), (dictionary) => String(file.verbatim(dictionary)));
  Object.assign(document, { data: new Verbatim(groupOf('Document', String(root), elements)) });
  document.end(undefined);
  Object.assign(root.data, { K: document, ParentTree: new Verbatim(`<<${numbersOf(byPage)}>>`), ParentTreeNextKey: pages.length });
}

/** A font as PDF knows it: a composite font whose codes are UTF-16 units, with maps to its glyphs and to Unicode. */
function embedded(file: PdfFile, font: Font): Reference {
  const { file: fontFile, glyphMap, widths } = compressed(font);
  const baseFont = `${subsetTag(font)}+${font.postScriptName}`;
  const stream = (bytes: Uint8Array, dictionary: object): Reference => ended(file, { Filter: 'FlateDecode', ...dictionary }, bytes);
  const descriptor = ended(file, {
    Type: 'FontDescriptor',
    FontName: baseFont,
    ...font.descriptor,
    FontFile2: stream(fontFile, { Length1: font.file.length }),
  });
  const descendant = ended(file, {
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: baseFont,
    CIDSystemInfo: { Registry: new Verbatim('(Adobe)'), Ordering: new Verbatim('(Identity)'), Supplement: 0 },
    FontDescriptor: descriptor,
    W: widths,
    CIDToGIDMap: stream(glyphMap, {}),
  });
  return ended(file, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: baseFont,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: ended(file, {}, Buffer.from(font.toUnicode)),
  });
}

function ended(file: PdfFile, dictionary: object, bytes?: Uint8Array): Reference {
  const reference = file.ref(dictionary);
  reference.end(bytes);
  return reference;
}

/** Six capitals that mark a font as a subset (PDF 32000-1, 9.6.4); the same ones for the same font. */
export function subsetTag(font: Font): string {
  const letters = font.postScriptName.toUpperCase().replace(/[^A-Z]/g, '');
  return letters.slice(0, 6).padEnd(6, 'X');
}

interface CompressedFont {
  file: Uint8Array;
  glyphMap: Uint8Array;
  /** The `W` array as it is written: pdfkit would look at each of a thousand numbers in every document. */
  widths: Verbatim;
}

const compressedFonts = new WeakMap<Font, CompressedFont>();

/** A font's streams, compressed at its first use in this process. */
export function compressed(font: Font): CompressedFont {
  let streams = compressedFonts.get(font);
  if (streams === undefined) {
    const widths = font.widths.map((width) => (Array.isArray(width) ? `[${width.join(' ')}]` : width)).join(' ');
    streams = {
      file: deflateSync(font.file, { level: FONT_LEVEL }),
      glyphMap: deflateSync(font.glyphMap, { level: FONT_LEVEL }),
      widths: new Verbatim(`[${widths}]`),
    };
    compressedFonts.set(font, streams);
  }
  return streams;
}
