import { flightDesignator } from '../../domain/flight.js';
import { kilograms } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { fittingStyle } from '../kit/fit.js';
import { pageNumber, printedDate } from '../kit/format.js';
import { mm, type Page } from '../kit/page.js';
import { PdfDocument } from '../kit/pdf.js';
import { airportName, carrierName } from '../kit/places.js';
import { type Column, Table } from '../kit/table.js';
import { cubicMetres } from '../kit/volume.js';
import { type Tag, textStyle } from '../kit/wrap.js';
import type { CargoManifest, MasterWaybill } from '../subjects.js';

type Label = 'operator' | 'madeOn' | 'aircraft' | 'flight' | 'date' | 'lading' | 'unlading' | 'nil';

/** Headings, widths and words, from `templates/cargo-manifest/form.json`; widths in millimetres. */
interface CargoManifestForm {
  title: readonly [string, string];
  labels: Record<Label, readonly [string, string]>;
  bulk: string;
  columns: readonly Column[];
  goods: string;
  slac: string;
  volume: string;
  cubicMetres: string;
  pageTotal: string;
  grandTotal: string;
  waybills: string;
  yes: string;
  no: string;
  /** With `{page}` and `{pages}`. */
  page: string;
}

/** Sizes in points; places in millimetres from the top left corner of a portrait A4. */
const TEXT = 7;
const LEFT = 10;
const WIDTH = 190;
const TITLE = 12;
const FIRST_LINE = 25;
const LINE = 9;
const BULK_HEIGHT = 7;
/** Rows end here; the totals of the page and of the manifest follow. */
const BOTTOM = 262;
const FOOTER = 286;

/** What the headings are to readers that speak: overleaf they are said no more. */
type HeadTags = Record<'title' | 'section', Tag>;
const HEADINGS: HeadTags = { title: 'H1', section: 'H2' };
const REPEATED: HeadTags = { title: 'Artifact', section: 'Artifact' };

interface Sums {
  waybills: number;
  pieces: number;
  grossWeightG: number;
}

/**
 * The cargo manifest of what is unloaded at one airport, in English and Russian, one row a master waybill. Head and column titles
 * stand on every page, as do the page's totals; the manifest's totals follow the last row.
 *
 * Source: ICAO Annex 9 appendix 3 (air-cargo 2.6), forms.md 5. Errors: `unrenderable-character`.
 */
export function cargoManifestPdf(manifest: CargoManifest, assets: Assets): Uint8Array {
  const form = assets.template<CargoManifestForm>('cargo-manifest/form');
  const { regular, bold } = assets.fonts;
  const { flightId, createdAt, waybills } = manifest;
  const pdf = new PdfDocument({ title: `${form.title.join(' / ')} ${flightId}`, subject: flightId, orientation: 'portrait', createdAt });
  const styles = { head: textStyle(regular, 6), body: textStyle(regular, TEXT), total: textStyle(bold, TEXT) };
  let onPage: readonly MasterWaybill[] = [];
  const begin = () => {
    const page = pdf.page();
    onPage = [];
    const tags = pdf.pages.length === 1 ? HEADINGS : REPEATED;
    return { page, top: drawHead(page, manifest, form, tags, assets), bottom: mm(BOTTOM) };
  };
  const table = new Table(form.columns, mm(LEFT), styles, begin, () => totalCells(form.pageTotal, sums(onPage), form));
  for (const waybill of waybills) {
    table.row(rowOf(waybill, form));
    onPage = [...onPage, waybill];
  }
  table.close(totalCells(form.grandTotal, sums(waybills), form));
  const footer = textStyle(regular, TEXT, { align: 'right', tag: 'Artifact' });
  pdf.pages.forEach((page, i) => {
    page.text(footer, mm(LEFT), mm(FOOTER), pageNumber(form.page, i + 1, pdf.pages.length), mm(WIDTH));
  });
  return pdf.finish();
}

function rowOf(waybill: MasterWaybill, form: CargoManifestForm): string[] {
  const volume = cubicMetres(waybill.volumeCm3);
  const slac = `${form.slac} ${waybill.consignments}`;
  return [
    waybill.number,
    String(waybill.pieces),
    form.goods,
    kilograms(waybill.grossWeightG),
    `${waybill.flight.origin} -\n${waybill.destination}`,
    volume === undefined ? slac : `${slac}\n${form.volume} ${volume} ${form.cubicMetres}`,
    '',
    '',
    '',
  ];
}

function sums(waybills: readonly MasterWaybill[]): Sums {
  const pieces = waybills.reduce((sum, each) => sum + each.pieces, 0);
  return { waybills: waybills.length, pieces, grossWeightG: waybills.reduce((sum, each) => sum + each.grossWeightG, 0) };
}

function totalCells(title: string, { waybills, pieces, grossWeightG }: Sums, form: CargoManifestForm): string[] {
  return [title, String(pieces), `${form.waybills} ${waybills}`, kilograms(grossWeightG), '', '', '', '', ''];
}

/** Draws what stands above the rows; answers where they begin, in points. */
function drawHead(page: Page, manifest: CargoManifest, form: CargoManifestForm, tags: HeadTags, assets: Assets): number {
  const { fonts } = assets;
  const { flight, waybills } = manifest;
  const title = textStyle(fonts.bold, 13, { align: 'center', tag: tags.title });
  form.title.forEach((line, i) => {
    page.text(title, mm(LEFT), mm(TITLE + 5 * i), line, mm(WIDTH));
  });
  const time = flight.departsAt === undefined ? '' : ` / ${flight.departsAt.slice(11, 19)}`;
  const facts: readonly (readonly [Label, string])[] = [
    ['operator', operator(flight.carrier)],
    ['madeOn', printedDate(flight.date)],
    ['aircraft', flight.aircraft ?? ''],
    ['flight', flightDesignator(flight)],
    ['lading', place(manifest.origin)],
    ['date', `${printedDate(flight.date)}${time}`],
    ['unlading', place(manifest.destination)],
    ['nil', waybills.length === 0 ? form.yes : form.no],
  ];
  facts.forEach(([label, value], i) => {
    drawFact(page, form.labels[label], value, i, assets);
  });
  const top = mm(FIRST_LINE + (facts.length / 2) * LINE);
  page.frame(mm(LEFT), top, mm(WIDTH), mm(BULK_HEIGHT));
  const bulk = textStyle(fonts.bold, 9, { align: 'center', tag: tags.section });
  page.text(bulk, mm(LEFT), top + (mm(BULK_HEIGHT) - bulk.lineHeight) / 2, form.bulk, mm(WIDTH));
  return top + mm(BULK_HEIGHT);
}

/** Two facts a line: label in both languages, value beside it. */
function drawFact(page: Page, label: readonly [string, string], value: string, index: number, { fonts }: Assets): void {
  const isLeft = index % 2 === 0;
  const [x, labelWidth, valueWidth] = isLeft ? [LEFT, 60, 50] : [124, 41, 35];
  const y = FIRST_LINE + Math.floor(index / 2) * LINE;
  const style = textStyle(fonts.regular, TEXT);
  label.forEach((line, i) => {
    page.text(style, mm(x), mm(y) + i * style.lineHeight, line);
  });
  const area = { x: mm(x + labelWidth), y: mm(y), width: mm(valueWidth), height: mm(LINE - 2) };
  page.paragraph(fittingStyle(fonts.bold, 10, area, value), area.x, area.y, area.width, value);
}

function operator(designator: string): string {
  const name = carrierName(designator);
  return name === designator ? designator : `${name}, ${designator}`;
}

function place(iata: string): string {
  const name = airportName(iata);
  return name === iata ? iata : `${name}, ${iata}`;
}
