// The printed declaration as pdfkit's guide draws tables: `heightOfString` and `text` for every cell, a `rect` around it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { sampleDeclaration } from '../subjects/declaration.mjs';
import { columnsOf, declarationTotal, footTexts, headTexts, houseCells, sheetTexts } from './declaration-texts.mjs';
import { firstOrdinals } from './page-plan.mjs';

const { resolve } = createRequire(import.meta.url);
const REGULAR = readFileSync(resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'));
const BOLD = readFileSync(resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'));

const mm = (millimetres) => (millimetres * 72) / 25.4;
const MARGIN = mm(10);
const PADDING_X = 1.8;
const PADDING_Y = 1.6;
const CUSTOMS_BLOCK = mm(12);
const GAP = mm(4);
/** Neither kerning nor ligatures, as the product sets its type, so that lines break alike. */
const PLAIN = [];

class Form {
  y = MARGIN;
  sheets = 1;

  /** `breaks` are ordinals that begin a page; where they are not told, a consignment that does not fit goes overleaf. */
  constructor(declaration, breaks) {
    this.declaration = declaration;
    this.breaks = breaks;
    this.columns = columnsOf(declaration);
    this.doc = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0, bufferPages: true, info: { Title: declaration.id } });
    this.doc.registerFont('regular', REGULAR).registerFont('bold', BOLD).lineWidth(0.5);
    this.borders = [MARGIN];
    for (const w of this.columns.widths) this.borders.push(this.borders.at(-1) + mm(w));
    this.bottom = this.doc.page.height - MARGIN;
    this.#use('regular', 6.5);
  }

  get width() {
    return this.borders.at(-1) - MARGIN;
  }

  #use(font, size) {
    this.doc.font(font).fontSize(size);
  }

  heightOf(text, width, align = 'center') {
    return this.doc.heightOfString(text, { width: width - 2 * PADDING_X, align, features: PLAIN }) + 2 * PADDING_Y;
  }

  cell(text, x, y, width, height, align = 'center') {
    this.doc.rect(x, y, width, height).stroke();
    this.doc.text(text, x + PADDING_X, y + PADDING_Y, { width: width - 2 * PADDING_X, align, features: PLAIN });
  }

  noteHeight(url, width) {
    this.#use('regular', 5);
    const height = this.heightOf(url, width, 'left');
    this.#use('regular', 6.5);
    return height;
  }

  note(url, x, y, width, height) {
    this.doc.rect(x, y, width, height).stroke();
    if (url === '') return;
    this.#use('regular', 5);
    this.doc.fillColor('blue').text(url, x + PADDING_X, y + PADDING_Y, { width: width - 2 * PADDING_X, features: PLAIN });
    this.doc.link(x, y, width, height, url).fillColor('black');
    this.#use('regular', 6.5);
  }

  head() {
    const { title, boxes } = headTexts(this.declaration);
    this.#use('bold', 8);
    const height = this.heightOf(title, this.width);
    this.cell(title, MARGIN, this.y, this.width, height);
    this.#use('regular', 6.5);
    this.y += height;
    const heights = new Array(Math.max(...boxes.map(({ row, rows }) => row + rows))).fill(0);
    for (const { row, rows, w, text, isSheets } of [...boxes].sort((a, b) => a.rows - b.rows)) {
      const last = row + rows - 1;
      const before = heights.slice(row, last).reduce((sum, each) => sum + each, 0);
      heights[last] = Math.max(heights[last], this.heightOf(isSheets ? `${text} 999` : text, mm(w), 'left') - before);
    }
    const topOf = (row) => this.y + heights.slice(0, row).reduce((sum, each) => sum + each, 0);
    for (const box of boxes) {
      const [x, y, w, h] = [MARGIN + mm(box.x), topOf(box.row), mm(box.w), topOf(box.row + box.rows) - topOf(box.row)];
      if (box.isSheets) this.sheetsBox = { ...box, x, y, w };
      else this.cell(box.text, x, y, w, h, 'left');
    }
    this.y = topOf(heights.length);
  }

  headings() {
    const { titles, groups, over, note } = this.columns;
    const span = (from, to) => this.borders[to] - this.borders[from];
    const groupHeight = Math.max(...groups.map(({ title, from, to }) => this.heightOf(title, span(from, to))));
    const overHeight = Math.max(0, ...over.map(({ title, from, to }) => this.heightOf(title, span(from, to))));
    const down = (column) => (over.some(({ from, to }) => from <= column && column < to) ? overHeight : 0);
    const own = titles.slice(0, note);
    const titleHeight = Math.max(...own.map((title, i) => this.heightOf(title, span(i, i + 1)) + down(i)));
    const numberHeight = this.heightOf('1', span(0, 1));
    const top = this.y + groupHeight;
    for (const { title, from, to } of groups) this.cell(title, this.borders[from], this.y, span(from, to), groupHeight);
    this.cell(titles[note], this.borders[note], this.y, span(note, note + 1), groupHeight + titleHeight + numberHeight);
    for (const { title, from, to } of over) this.cell(title, this.borders[from], top, span(from, to), overHeight);
    for (const [i, title] of own.entries()) {
      this.cell(title, this.borders[i], top + down(i), span(i, i + 1), titleHeight - down(i));
      this.cell(String(i + 1), this.borders[i], top + titleHeight, span(i, i + 1), numberHeight);
    }
    this.y = top + titleHeight + numberHeight;
  }

  nextPage() {
    this.doc.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
    this.doc.lineWidth(0.5);
    this.sheets += 1;
    this.y = MARGIN;
  }

  house(house) {
    const cells = houseCells(this.declaration, house);
    const widthOf = (column) => this.borders[column + 1] - this.borders[column];
    const { goods, documents, note } = this.columns;
    const heights = cells.items.map((item) => {
      const stack = item.documents.reduce(
        (sum, texts) => sum + Math.max(...texts.map((text, i) => this.heightOf(text, widthOf(documents + i)))),
        0,
      );
      const own = item.goods.map((text, i) => (text === '' ? 0 : this.heightOf(text, widthOf(goods + i))));
      return Math.max(stack, ...own, item.note === '' ? 0 : this.noteHeight(item.note, widthOf(note)));
    });
    const itemsHeight = heights.reduce((sum, each) => sum + each, 0);
    const height = Math.max(itemsHeight, ...cells.own.map((text, i) => this.heightOf(text, widthOf(i))));
    heights[heights.length - 1] += height - itemsHeight;
    const totalHeight = this.totalHeight(cells.total, 1);
    if (this.breaks?.has(house.ordinal) ?? this.y + height + totalHeight > this.bottom) {
      this.nextPage();
      this.headings();
    }
    for (const [i, text] of cells.own.entries()) this.cell(text, this.borders[i], this.y, widthOf(i), height);
    for (const [index, item] of cells.items.entries()) {
      for (const [i, text] of item.goods.entries()) this.cell(text, this.borders[goods + i], this.y, widthOf(goods + i), heights[index]);
      this.documents(item.documents, heights[index]);
      this.note(item.note, this.borders[note], this.y, widthOf(note), heights[index]);
      this.y += heights[index];
    }
    this.total(cells.total, 1, totalHeight);
  }

  documents(rows, height) {
    const { documents } = this.columns;
    const widthOf = (column) => this.borders[column + 1] - this.borders[column];
    let y = this.y;
    for (const texts of rows) {
      const rowHeight = Math.max(...texts.map((text, i) => this.heightOf(text, widthOf(documents + i))));
      for (const [i, text] of texts.entries()) this.cell(text, this.borders[documents + i], y, widthOf(documents + i), rowHeight);
      y += rowHeight;
    }
    this.doc.rect(this.borders[documents], this.y, widthOf(documents) + widthOf(documents + 1), height).stroke();
  }

  totalHeight({ caption, weight, value }, from) {
    const { gross, roubles } = this.columns;
    const widthOf = (column) => this.borders[column + 1] - this.borders[column];
    return Math.max(
      this.heightOf(caption, this.borders[gross] - this.borders[from], 'left'),
      this.heightOf(weight, widthOf(gross)),
      this.heightOf(value, widthOf(roubles)),
    );
  }

  total(total, from, height) {
    const { gross, roubles } = this.columns;
    const widthOf = (column) => this.borders[column + 1] - this.borders[column];
    this.cell(total.caption, this.borders[from], this.y, this.borders[gross] - this.borders[from], height, 'left');
    this.cell(total.weight, this.borders[gross], this.y, widthOf(gross), height);
    this.cell(total.value, this.borders[roubles], this.y, widthOf(roubles), height);
    this.y += height;
  }

  foot() {
    const { boxes, footnotes, payments } = footTexts(this.declaration);
    for (const cells of payments) this.payment(cells);
    const personHeight = this.heightOf(boxes[0], this.width, 'left');
    const lineHeight = this.doc.currentLineHeight(true);
    if (this.y + GAP + personHeight + 2 * CUSTOMS_BLOCK + GAP + footnotes.length * lineHeight > this.bottom) this.nextPage();
    else this.y += GAP;
    for (const [i, height] of [personHeight, CUSTOMS_BLOCK, CUSTOMS_BLOCK].entries()) {
      this.cell(boxes[i], MARGIN, this.y, this.width, height, 'left');
      this.y += height;
    }
    this.y += GAP;
    for (const note of footnotes) {
      this.doc.text(note, MARGIN, this.y, { lineBreak: false, features: PLAIN });
      this.y += lineHeight;
    }
  }

  /** One row of block B of a ДТЭГ. */
  payment(cells) {
    const width = this.width / cells.length;
    const height = Math.max(...cells.map((text) => this.heightOf(text, width)));
    if (this.y + height > this.bottom) this.nextPage();
    for (const [i, text] of cells.entries()) this.cell(text, MARGIN + i * width, this.y, width, height);
    this.y += height;
  }

  /** What is known at the end only. */
  finish() {
    const { x, y, w, text } = this.sheetsBox;
    this.doc.switchToPage(0);
    this.doc.text(`${text} ${this.sheets}`, x + PADDING_X, y + PADDING_Y, { width: w - 2 * PADDING_X, features: PLAIN });
    for (let page = 0; page < this.sheets; page += 1) {
      this.doc.switchToPage(page);
      this.#use('regular', 6);
      const [id, sheet] = sheetTexts(this.declaration, page + 1, this.sheets);
      const at = this.bottom + 4;
      this.doc.text(id, MARGIN, at, { lineBreak: false, features: PLAIN });
      const width = this.doc.widthOfString(sheet, { features: PLAIN });
      this.doc.text(sheet, MARGIN + this.width - width, at, { lineBreak: false, features: PLAIN });
    }
    this.doc.end();
  }
}

/** Bytes of the printed declaration and the number of its sheets. */
export async function pdfkitTextPdf(declaration, breaks) {
  const form = new Form(declaration, breaks);
  const chunks = [];
  form.doc.on('data', (chunk) => chunks.push(chunk));
  const ended = new Promise((done) => form.doc.on('end', done));
  form.head();
  form.headings();
  for (const house of declaration.houses) form.house(house);
  const total = declarationTotal(declaration);
  const height = form.totalHeight(total, 0);
  if (form.y + height > form.bottom) {
    form.nextPage();
    form.headings();
  }
  form.total(total, 0, height);
  form.foot();
  form.finish();
  await ended;
  return { bytes: Buffer.concat(chunks), sheets: form.sheets };
}

export function openPdfkitText({ houses, perPage }) {
  const declaration = sampleDeclaration(houses);
  const breaks = new Set(firstOrdinals(perPage).slice(1));
  return {
    run: () => pdfkitTextPdf(declaration, breaks),
    output: async (path) => writeFileSync(path, (await pdfkitTextPdf(declaration, breaks)).bytes),
  };
}
