import { flightDesignator } from '../../domain/flight.js';
import { kilograms } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { fittingStyle } from '../kit/fit.js';
import { pageNumber, printedDate } from '../kit/format.js';
import { mm, type Page } from '../kit/page.js';
import { airportName } from '../kit/places.js';
import type { Column } from '../kit/table.js';
import { textStyle } from '../kit/wrap.js';
import type { Consolidation } from '../subjects.js';

type Label =
  | ('flight' | 'origin' | 'destination' | 'consolidator' | 'breakBulkAgent')
  | ('grossWeight' | 'bags' | 'airlineHouses' | 'consignments');

/** A text in two languages, that of the readers first. */
type Bilingual = readonly [string, string];

/** Headings and widths of a list of what a master waybill holds; widths in millimetres. */
export interface ConsolidationForm {
  title: Bilingual;
  number: string;
  information: string;
  labels: Record<Label, Bilingual>;
  columns: readonly Column[];
  total: string;
  /** With `{page}` and `{pages}`. */
  page: string;
}

/** Sizes in points; places in millimetres: the head is two boxes side by side, the left one with two columns of facts. */
export const LIST = { left: 10, top: 10, width: 277, bottom: 196, text: 6.8 };
const INFORMATION = 195;
const HEIGHT = 33;
const FIRST_LINE = 16.5;
const LINE = 5.1;
const LABEL = 5.8;
const VALUE = 8.5;

/** Draws the facts of the master waybill; answers where the list begins, in points. */
export function drawHead(page: Page, consolidation: Consolidation, form: ConsolidationForm, assets: Assets): number {
  const { fonts } = assets;
  const { waybill, flight, airlineHouses } = consolidation;
  const { waybillConsignor, waybillConsignee } = waybill.settings;
  const { left, top, width } = LIST;
  page.frame(mm(left), mm(top), mm(width), mm(HEIGHT));
  page.rule(mm(left + INFORMATION), mm(top), mm(left + INFORMATION), mm(top + HEIGHT));
  drawTitle(page, `${form.number} ${waybill.number}`, form, assets);
  page.text(textStyle(fonts.bold, 9, { tag: 'H2' }), mm(left + 2), mm(top + 1.3), form.information);
  const carriage: readonly [Label, string][] = [
    ['flight', `${flightDesignator(flight)} / ${printedDate(flight.date)}`],
    ['origin', place(flight.origin)],
    ['destination', place(waybill.destination)],
    ['consolidator', waybillConsignor.nameEn ?? waybillConsignor.name],
    ['breakBulkAgent', waybillConsignee.nameEn ?? waybillConsignee.name],
  ];
  const figures: readonly [Label, string][] = [
    ['grossWeight', kilograms(waybill.grossWeightG)],
    ['bags', String(waybill.pieces)],
    ['airlineHouses', String(airlineHouses.length)],
    ['consignments', String(waybill.consignments)],
  ];
  drawFacts(page, carriage, form, assets, { x: left + 2, label: 32, value: 82 });
  drawFacts(page, figures, form, assets, { x: left + 122, label: 46, value: 24 });
  return mm(top + HEIGHT + 2);
}

/** Draws on one line what tells a later page from those of another list; answers where the list goes on, in points. */
export function drawRunningHead(page: Page, { waybill, flight }: Consolidation, form: ConsolidationForm, { fonts }: Assets): number {
  const { left, top, width } = LIST;
  const route = `${flightDesignator(flight)} / ${printedDate(flight.date)}   ${flight.origin} - ${waybill.destination}`;
  page.text(textStyle(fonts.bold, 9, { tag: 'Artifact' }), mm(left), mm(top), `${form.title.join(' / ')} ${form.number} ${waybill.number}`);
  page.text(textStyle(fonts.regular, 9, { align: 'right', tag: 'Artifact' }), mm(left), mm(top), route, mm(width));
  return mm(top + 5.5);
}

/** Draws at the foot of each page which of how many it is. */
export function numberPages(pages: readonly Page[], form: ConsolidationForm, { fonts }: Assets): void {
  const footer = textStyle(fonts.regular, LIST.text, { align: 'right', tag: 'Artifact' });
  pages.forEach((page, i) => {
    page.text(footer, mm(LIST.left), mm(LIST.bottom + 2), pageNumber(form.page, i + 1, pages.length), mm(LIST.width));
  });
}

function drawTitle(page: Page, number: string, { title }: ConsolidationForm, { fonts }: Assets): void {
  const [x, width] = [mm(LIST.left + INFORMATION + 3), mm(LIST.width - INFORMATION - 6)];
  const area = { x, y: mm(LIST.top + 2.5), width, height: mm(7) };
  const style = fittingStyle(fonts.bold, 15, area, title[0], { tag: 'H1' });
  page.paragraph(style, x, area.y, width, title[0]);
  page.text(textStyle(fonts.regular, 9, { tag: 'H1' }), x, mm(LIST.top + 10.5), title[1]);
  page.text(textStyle(fonts.mono, 15, { tag: 'H1' }), x, mm(LIST.top + 19), number);
}

function drawFacts(
  page: Page,
  facts: readonly [Label, string][],
  { labels }: ConsolidationForm,
  { fonts }: Assets,
  at: { x: number; label: number; value: number },
): void {
  const style = textStyle(fonts.regular, LABEL);
  facts.forEach(([label, value], row) => {
    const y = mm(FIRST_LINE + row * LINE);
    labels[label].forEach((text, line) => {
      page.text(style, mm(at.x), y + line * style.lineHeight, text);
    });
    const area = { x: mm(at.x + at.label), y, width: mm(at.value), height: mm(LINE) };
    page.paragraph(fittingStyle(fonts.regular, VALUE, area, value), area.x, area.y, area.width, value);
  });
}

function place(iata: string): string {
  const name = airportName(iata);
  return name === iata ? iata : `${iata} ${name}`;
}
