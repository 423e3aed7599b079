import { templates } from '../fixtures/templates.js';
import { type PlacedText, pdfPlaces } from '../pdf-places.js';
import { pdfTexts } from '../pdf-texts.js';
import type { CargoManifestFigures, DeclarationFigures, HouseManifestFigures, ParcelRegisterFigures, WaybillFigures } from './figures.js';

const tight = (text: string): string => text.replaceAll(/\s/g, '');
const found = (text: string, pattern: RegExp): string[][] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.flatMap((group) => (group === undefined ? [] : [tight(group)])));

/** A figure may be broken over lines where it is wider than its column. */
const FIGURE = '([\\d.\\n]+)';
/** The name of a unit, in capitals. */
const UNIT = '[А-Я][А-ЯA-Z0-9 %./\\n-]*';
const WEIGHT = `${FIGURE}\\sКГ\\s\\(166\\)`;
const GOODS_LINE = new RegExp(
  `\\n(\\d{6}(?:\\d\\d){0,2})\\n${FIGURE}\\s${UNIT}\\((\\d{3})\\)\\n${WEIGHT}(?:\\n${WEIGHT})?\\n${FIGURE}\\s\\(([A-Z]{3})\\)\\n${FIGURE}\\s\\(RUB\\)`,
  'g',
);
const TOTAL = '\\([^)]*\\)([\\d.]+)КГ\\(166\\)([\\d.]+)\\(RUB\\)';
const HOUSE_TOTAL = new RegExp(`Всегопоиндивидуальнойнакладной${TOTAL}`, 'g');
const DECLARATION_TOTAL = new RegExp(`Всегопо(?:пассажирскойтаможеннойдекларации|декларациинатовары)дляэкспресс-грузов${TOTAL}`, 'g');

const PAYMENT = /\n(?:(\d+\/\d+)\n)?(1010|2010|5010)\n(?:([\d.]+)\n(\d{3})\n)?([\d.]+(?:%|\s[A-Z]{3}\sза\s1\s[А-Я]+)?)\n(\d+\.\d\d)(?=\n)/g;
const PAYMENT_TOTALS = /(?:Всегопоиндивидуальнойнакладной|Всегоподекларациинатоварыдляэкспресс-грузов)(\d+\.\d\d)/g;

/** Block B: the cell that names house waybill and line spans the rows of that line. */
function printedPayments(text: string): string[][] {
  let spanning = '';
  return [...text.matchAll(PAYMENT)].map(([, goods, kind, base = '', code = '', rate, amount]) => {
    spanning = kind === '1010' ? '' : (goods ?? spanning);
    return [spanning, kind, base, code, rate.replaceAll(/\s/g, ' '), amount];
  });
}

/** The figures of an express declaration on paper. Its sheets are its pages, as the head says and the foot of each counts. */
export async function printedDeclaration(bytes: Uint8Array): Promise<DeclarationFigures> {
  const pages = await pdfTexts(bytes);
  const text = pages.join('\n');
  const joined = tight(text);
  expect(pages.map((page) => page.match(/Лист \d+ из \d+$/)?.[0])).toEqual(pages.map((_, i) => `Лист ${i + 1} из ${pages.length}`));
  expect(found(text, /\nКол-во листов (\d+)\n/g)).toEqual([[String(pages.length)]]);
  const totals = found(joined, DECLARATION_TOTAL);
  expect(totals).toHaveLength(1);
  return {
    sheets: pages.length,
    waybills: found(joined, /№(\d{3}-\d{8})от\d\d\.\d\d\.\d{4}02017/g).flat(),
    houseWaybills: found(joined, /№([A-Z0-9-]+)от\d\d\.\d\d\.\d{4}02021/g).flat(),
    lines: found(text, GOODS_LINE),
    houseTotals: found(joined, HOUSE_TOTAL),
    total: totals[0],
    payments: printedPayments(text),
    paymentTotals: found(joined, PAYMENT_TOTALS).flat(),
  };
}

interface Box {
  id: string;
  at: readonly [x: number, y: number, width: number, height: number];
}

/** Titles and fixed texts of the waybill's form are smaller than what is filled in. */
const FILLED_IN = 2.2;

/** The figures of a master waybill on paper: the same on each of its sheets, and each as often as the form has it. */
export async function printedWaybill(bytes: Uint8Array): Promise<WaybillFigures> {
  const pages = await pdfPlaces(bytes);
  const figures = pages.map(waybillFigures);
  for (const sheet of figures) expect(sheet).toEqual(figures[0]);
  return figures[0];
}

function waybillFigures(page: readonly PlacedText[]): WaybillFigures {
  const { boxes } = templates.template<{ boxes: Box[] }>('master-waybill/form');
  const inBox = (id: string): string => {
    const [x, y, width, height] = boxes.find((box) => box.id === id)?.at ?? [0, 0, 0, 0];
    // The totals of the rating table stand in boxes at the foot of its columns.
    const foot = /^22[A-I]$/.test(id) ? y + height - 8 : y + height;
    return page
      .filter(({ left, baseline, size }) => size > FILLED_IN && left >= x && left < x + width && baseline > y && baseline < foot)
      .map(({ text }) => text)
      .join(' ');
  };
  const number = `${inBox('1A')}-${inBox('1B')}`;
  expect([inBox('number-right'), inBox('number-foot')]).toEqual([number, number]);
  expect([inBox('22J'), inBox('22K'), inBox('22L')]).toEqual([inBox('22A'), inBox('22B'), inBox('22H')]);
  const charge = inBox('22L');
  return {
    number: tight(number),
    pieces: inBox('22A'),
    grossWeight: inBox('22B'),
    chargeableWeight: inBox('22F'),
    consignments: / SLAC (\d+)/.exec(inBox('22I'))?.[1] ?? '',
    weightCharge: charge === 'AS ARRANGED' ? undefined : charge,
  };
}

interface Columns {
  columns: readonly { w: number }[];
}

/** Left edge of all lists, in millimetres. */
const LEFT = 10;

/** The rows of a list by the widths of its form: cells as their lines one after another. `begins` knows the first cell of a row. */
function rowsOf(pages: readonly PlacedText[][], { columns }: Columns, begins: (column: number, text: string) => boolean): string[][] {
  const rights = columns.map((_, i) => LEFT + columns.slice(0, i + 1).reduce((sum, { w }) => sum + w, 0));
  const rows: string[][] = [];
  for (const page of pages) {
    let row: string[] | undefined;
    for (const { text, left, right } of page) {
      const column = rights.findIndex((edge) => (left + right) / 2 < edge);
      if (begins(column, text)) {
        row = columns.map(() => '');
        rows.push(row);
      }
      if (row !== undefined && column >= 0) row[column] += text;
    }
  }
  return rows;
}

interface ListForm extends Columns {
  labels: Record<string, readonly [string, string]>;
}

/** What the head of a list says beside a label; labels are in two languages, one under another. */
function inHead(page: readonly PlacedText[], { labels }: ListForm, label: string): string {
  const texts = page.map(({ text }) => text);
  return texts[texts.indexOf(labels[label][1]) + 1];
}

const numberInHead = (page: readonly PlacedText[]): string => /№ (\d{3}-\d{8})/.exec(page.map(({ text }) => text).join(' '))?.[1] ?? '';

/** Every page says which of how many it is. */
function expectPageNumbers(pages: readonly PlacedText[][], wordsOf: (page: number, pages: number) => string): void {
  expect(pages.map((page) => page.at(-1)?.text)).toEqual(pages.map((_, i) => wordsOf(i + 1, pages.length)));
}

/** The figures of a house manifest on paper; its head repeats what its last row says. */
export async function printedHouseManifest(bytes: Uint8Array): Promise<HouseManifestFigures> {
  const pages = await pdfPlaces(bytes);
  const form = templates.template<ListForm>('house-manifest/form');
  const TITLE = 'Total / Всего: ';
  const rows = rowsOf(pages, form, (column, text) => (column === 0 && /^\d+$/.test(text)) || (column === 1 && text.startsWith(TITLE)));
  const total = rows.pop() ?? [];
  const totals = [total[1].slice(TITLE.length), total[2], total[3], total[4]];
  const head = ['airlineHouses', 'bags', 'grossWeight', 'consignments'].map((label) => inHead(pages[0], form, label));
  expect(head).toEqual(totals);
  expectPageNumbers(pages, (page, of) => `Page ${page} of ${of} / Страница ${page} из ${of}`);
  return { number: numberInHead(pages[0]), lines: rows.map((row) => row.slice(0, 5)), total: totals };
}

const REGISTER_TOTAL = /^(?:Итого \/ Subtotal|Всего \/ Total): /;
const HOUSE = /^Домашняя накладная \/ House Waybill ([A-Z0-9]+) — мест \/ pieces: (\d+) — /;

interface PrintedHouse {
  number: string;
  pieces: string;
  rows: string[][];
  subtotal: string[] | undefined;
}

/** The figures of a parcel register, which is on paper only; a house that goes on overleaf is one. */
export async function printedParcelRegister(bytes: Uint8Array): Promise<ParcelRegisterFigures> {
  const pages = await pdfPlaces(bytes);
  const form = templates.template<ListForm>('parcel-register/form');
  const begins = (column: number, text: string): boolean =>
    (column === 0 && /^\d+$/.test(text)) || (column === 1 && REGISTER_TOTAL.test(text)) || HOUSE.test(text);
  const houses: PrintedHouse[] = [];
  let total: string[] = [];
  for (const row of rowsOf(pages, form, begins)) {
    const [, number, pieces] = row.map((cell) => HOUSE.exec(cell) ?? []).find((match) => match.length > 0) ?? [];
    const house = houses.at(-1);
    if (number !== undefined) {
      if (house?.number !== number) houses.push({ number, pieces, rows: [], subtotal: undefined });
    } else if (REGISTER_TOTAL.test(row[1])) {
      const figures = [row[1].replace(REGISTER_TOTAL, ''), row[3], row[4]];
      if (house !== undefined && row[1].startsWith('Итого')) house.subtotal = figures;
      else total = figures;
    } else house?.rows.push([row[1], row[3], row[4]]);
  }
  expect(['consignments', 'grossWeight'].map((label) => inHead(pages[0], form, label))).toEqual([total[0], total[2]]);
  expect(inHead(pages[0], form, 'airlineHouses')).toBe(String(houses.length));
  expectPageNumbers(pages, (page, of) => `Страница ${page} из ${of} / Page ${page} of ${of}`);
  return { number: numberInHead(pages[0]), houses, total };
}

/** The figures of a cargo manifest of one page; its totals are the sums of its rows. */
export async function printedCargoManifest(bytes: Uint8Array): Promise<CargoManifestFigures> {
  const rows = rowsOf(
    await pdfPlaces(bytes),
    templates.template<Columns>('cargo-manifest/form'),
    (column, text) => column === 0 && /^(?:\d{3}-\d{8}|Page total|Grand total)$/.test(text),
  );
  const [pageTotal, grandTotal] = rows.splice(-2).map((row) => [row[1], row[2], row[3]]);
  expect(pageTotal).toEqual(grandTotal);
  const sum = (column: number, decimals: number) => rows.reduce((total, row) => total + Number(row[column]), 0).toFixed(decimals);
  expect(grandTotal).toEqual([sum(1, 0), `AWB ${rows.length}`, sum(3, 3)]);
  return { lines: rows.map((row) => [row[0], row[1], row[3]]) };
}
