import { deflateSync } from 'node:zlib';
import { uuidOf } from '../../domain/ids.js';
import type { Font } from './font.js';
import { Offsets } from './offsets.js';
import type { Page } from './page.js';
import { compressed, PAGE_LEVEL, type PdfProperties, subsetTag } from './pdf.js';
import { groupOf, numbersOf, type StructuredPage, structureOf } from './structure.js';

const CATALOG = 1;
const PAGES = 2;
const INFO = 3;
const STRUCTURE = 4;
const DOCUMENT = 5;
const FIRST_FREE = 6;

/** Pages of one node of the page tree: readers look up a page among so many, and the list in memory is never longer. */
const NODE_PAGES = 256;

/**
 * A PDF that is written while its pages are made, for more of them than memory holds: a page that was added is gone. Of what has
 * been written only the places of the objects are kept, eight bytes each.
 *
 *     const pdf = new PdfStream({ title, orientation: 'portrait', createdAt });
 *     for (const page of pages) {
 *       pdf.add(page);
 *       if (pdf.pending > BLOCK) yield pdf.take();
 *     }
 *     yield pdf.finish();
 *
 * Same pages, same bytes. Source: PDF 32000-1, 7.5 (file structure), 7.7.3 (page tree).
 */
export class PdfStream {
  readonly #offsets = new Offsets();
  readonly #fonts = new Map<Font, number>();
  /** Finished nodes of the page tree. */
  readonly #nodes: number[] = [];
  /** Number of the node that is being filled, and its pages. */
  #node = 0;
  #kids: StructuredPage[] = [];
  /** Elements of each finished node, and the tree that tells which are a page's. */
  readonly #groups: number[] = [];
  readonly #numbers: number[] = [];
  #pages = 0;
  #free = FIRST_FREE;
  #parts: Uint8Array[] = [];
  /** Bytes since the last `take`, and before it. */
  #pending = 0;
  #taken = 0;

  constructor(private readonly properties: PdfProperties) {
    // The second line tells programs that look at the beginning of a file that it is not text.
    this.#write(Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1'));
    const { title, subject, createdAt, language = 'ru' } = properties;
    const viewer = '/ViewerPreferences<</DisplayDocTitle true>>';
    const structure = `/MarkInfo<</Marked true>>/StructTreeRoot ${STRUCTURE} 0 R`;
    this.#object(CATALOG, `<</Type/Catalog/Pages ${PAGES} 0 R/Lang(${language})${viewer}${structure}>>`);
    const about = subject === undefined ? '' : `/Subject ${textString(subject)}`;
    const makers = '/Producer(Waybridge)/Creator(Waybridge)';
    this.#object(INFO, `<</Title ${textString(title)}${about}${makers}/CreationDate(${dateString(createdAt)})>>`);
  }

  /** Bytes that wait to be taken. */
  get pending(): number {
    return this.#pending;
  }

  get pages(): number {
    return this.#pages;
  }

  /** Writes a page, which is empty then; its fonts before it where it is the first to use them. */
  add(page: Page): void {
    const fonts = [...page.fonts].map((font) => `/${font.name} ${this.#fontOf(font)} 0 R`).join('');
    const links = page.links.length === 0 ? '' : `/Annots[${Buffer.from(page.links).toString('latin1')}]`;
    if (this.#kids.length === 0) this.#node = this.#number();
    const number = this.#number();
    const content = this.#stream('', deflateSync(page.content(), { level: PAGE_LEVEL }));
    page.release();
    const box = `[0 0 ${points(page.width)} ${points(page.height)}]`;
    const resources = `/Resources<</Font<<${fonts}>>>>`;
    const parents = `/StructParents ${this.#pages}`;
    this.#object(number, `<</Type/Page/Parent ${this.#node} 0 R/MediaBox${box}${resources}/Contents ${content} 0 R${parents}${links}>>`);
    this.#kids.push({ reference: reference(number), pieces: page.pieces });
    this.#pages += 1;
    if (this.#kids.length === NODE_PAGES) this.#closeNode();
  }

  /** What was written since it was asked last. */
  take(): Uint8Array {
    const bytes = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts, this.#pending);
    this.#taken += this.#pending;
    this.#parts = [];
    this.#pending = 0;
    return bytes;
  }

  /** The rest of the document: the page tree and the places of all objects. */
  finish(): Uint8Array {
    if (this.#kids.length > 0) this.#closeNode();
    this.#object(PAGES, `<</Type/Pages/Kids[${references(this.#nodes)}]/Count ${this.#pages}>>`);
    this.#object(DOCUMENT, groupOf('Document', reference(STRUCTURE), this.#groups.map(reference)));
    const tree = `/K ${DOCUMENT} 0 R/ParentTree<</Kids[${references(this.#numbers)}]>>/ParentTreeNextKey ${this.#pages}`;
    this.#object(STRUCTURE, `<</Type/StructTreeRoot${tree}>>`);
    const { title, createdAt } = this.properties;
    const at = this.#taken + this.#pending;
    const id = uuidOf('pdf', title, createdAt, String(at)).replaceAll('-', '');
    this.#write(Buffer.from(`xref\n0 ${this.#free}\n`));
    this.#write(this.#offsets.table(this.#free));
    const trailer = `<</Size ${this.#free}/Root ${CATALOG} 0 R/Info ${INFO} 0 R/ID[<${id}><${id}>]>>`;
    this.#write(Buffer.from(`trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`));
    return this.take();
  }

  #closeNode(): void {
    const { length } = this.#kids;
    const kids = this.#kids.map((page) => page.reference).join(' ');
    this.#object(this.#node, `<</Type/Pages/Parent ${PAGES} 0 R/Kids[${kids}]/Count ${length}>>`);
    this.#nodes.push(this.#node);
    const group = this.#number();
    const { elements, byPage } = structureOf(this.#kids, reference(group), (dictionary) => reference(this.#added(dictionary)));
    this.#object(group, groupOf('NonStruct', reference(DOCUMENT), elements));
    this.#groups.push(group);
    const first = this.#pages - length;
    this.#numbers.push(this.#added(`<</Limits[${first} ${this.#pages - 1}]${numbersOf(byPage, first)}>>`));
    this.#kids = [];
  }

  #fontOf(font: Font): number {
    const known = this.#fonts.get(font);
    if (known !== undefined) return known;
    const number = this.#embed(font);
    this.#fonts.set(font, number);
    return number;
  }

  /** As `embedded` of pdf.ts: a composite font whose codes are UTF-16 units. */
  #embed(font: Font): number {
    const { file, glyphMap, widths } = compressed(font);
    const name = `/${subsetTag(font)}+${font.postScriptName}`;
    const { FontBBox, ...metrics } = font.descriptor;
    const fontFile = this.#stream(`/Length1 ${font.file.length}`, file);
    const measures = Object.entries(metrics).map(([key, value]) => `/${key} ${value}`);
    const descriptor = this.#added(
      `<</Type/FontDescriptor/FontName${name}/FontBBox[${FontBBox.join(' ')}]${measures.join('')}/FontFile2 ${fontFile} 0 R>>`,
    );
    const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>';
    const map = this.#stream('', glyphMap);
    const descendant = this.#added(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont${name}${system}/FontDescriptor ${descriptor} 0 R/W${widths}/CIDToGIDMap ${map} 0 R>>`,
    );
    const toUnicode = this.#stream('', deflateSync(font.toUnicode));
    const kind = '/Type/Font/Subtype/Type0/Encoding/Identity-H';
    return this.#added(`<<${kind}/BaseFont${name}/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`);
  }

  #added(dictionary: string): number {
    const number = this.#number();
    this.#object(number, dictionary);
    return number;
  }

  #number(): number {
    this.#free += 1;
    return this.#free - 1;
  }

  #object(number: number, body: string): void {
    this.#offsets.set(number, this.#taken + this.#pending);
    this.#write(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`));
  }

  /** Bytes that are deflated already, with what stands beside their length. */
  #stream(more: string, bytes: Uint8Array): number {
    const number = this.#number();
    this.#offsets.set(number, this.#taken + this.#pending);
    this.#write(Buffer.from(`${number} 0 obj\n<<${more}/Filter/FlateDecode/Length ${bytes.length}>>\nstream\n`));
    this.#write(bytes);
    this.#write(STREAM_END);
    return number;
  }

  #write(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#pending += bytes.length;
  }
}

const STREAM_END = Buffer.from('\nendstream\nendobj\n');

const points = (length: number): number => Math.round(length * 100) / 100;

const reference = (number: number): string => `${number} 0 R`;

const references = (numbers: readonly number[]): string => numbers.map(reference).join(' ');

/** A text in UTF-16 with its mark, as hexadecimal digits. */
function textString(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0'));
  return `<feff${units.join('')}>`;
}

/** `D:20261122061500Z` for an instant of RFC 3339. */
const dateString = (instant: string): string => `D:${new Date(instant).toISOString().replace(/\.\d+|[-:T]/g, '')}`;
