import { flightDesignator } from '../../domain/flight.js';
import { kilograms } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { fittingStyle } from '../kit/fit.js';
import { printedDate } from '../kit/format.js';
import { mm, type Page } from '../kit/page.js';
import { airportName } from '../kit/places.js';
import type { Column } from '../kit/table.js';
import { textStyle } from '../kit/wrap.js';
import type { Consolidation } from '../subjects.js';

type Label =
  | ('flight' | 'origin' | 'destination' | 'consolidator' | 'breakBulkAgent')
  | ('grossWeight' | 'bags' | 'houseWaybills' | 'pieces');

/** Headings and widths, from `templates/house-manifest/form.json`; widths in millimetres. */
export interface HouseManifestForm {
  title: string;
  number: string;
  information: string;
  labels: Record<Label, string>;
  columns: readonly Column[];
  total: string;
  page: string;
  of: string;
}

/** Places in millimetres: the head is two boxes side by side, the left one with two columns of facts. */
const LEFT = 10;
const TOP = 10;
const WIDTH = 277;
const INFORMATION = 195;
const HEIGHT = 33;
const FIRST_LINE = 17;
const LINE = 5;

/** Draws the facts of the master waybill; answers where the list begins, in points. */
export function drawHead(page: Page, consolidation: Consolidation, form: HouseManifestForm, assets: Assets): number {
  const { fonts } = assets;
  const { waybill, flight } = consolidation;
  const { waybillConsignor, waybillConsignee } = waybill.settings;
  page.frame(mm(LEFT), mm(TOP), mm(WIDTH), mm(HEIGHT));
  page.rule(mm(LEFT + INFORMATION), mm(TOP), mm(LEFT + INFORMATION), mm(TOP + HEIGHT));
  page.text(textStyle(fonts.regular, 11), mm(12), mm(11), form.information);
  const left: readonly [Label, string][] = [
    ['flight', `${flightDesignator(flight)} / ${printedDate(flight.date)}`],
    ['origin', place(flight.origin)],
    ['destination', place(waybill.destination)],
    ['consolidator', waybillConsignor.nameEn ?? waybillConsignor.name],
    ['breakBulkAgent', waybillConsignee.nameEn ?? waybillConsignee.name],
  ];
  const right: readonly [Label, string][] = [
    ['grossWeight', kilograms(waybill.grossWeightG)],
    ['bags', String(waybill.pieces)],
    ['houseWaybills', String(waybill.consignments)],
    ['pieces', String(waybill.consignmentPieces)],
  ];
  drawFacts(page, left, form, assets, { x: 12, label: 32, value: 84 });
  drawFacts(page, right, form, assets, { x: 132, label: 46, value: 26 });
  page.text(textStyle(fonts.bold, 15), mm(LEFT + INFORMATION + 4), mm(13), form.title);
  page.text(textStyle(fonts.mono, 15), mm(LEFT + INFORMATION + 4), mm(24), `${form.number} ${waybill.number}`);
  return mm(TOP + HEIGHT + 2);
}

/** Draws on one line what tells a later page from those of another manifest; answers where the list goes on, in points. */
export function drawRunningHead(page: Page, { waybill, flight }: Consolidation, form: HouseManifestForm, { fonts }: Assets): number {
  const route = `${flightDesignator(flight)} / ${printedDate(flight.date)}   ${flight.origin} - ${waybill.destination}`;
  page.text(textStyle(fonts.bold, 9), mm(LEFT), mm(TOP), `${form.title} ${form.number} ${waybill.number}`);
  page.text(textStyle(fonts.regular, 9, { align: 'right' }), mm(LEFT), mm(TOP), route, mm(WIDTH));
  return mm(TOP + 5.5);
}

function drawFacts(
  page: Page,
  facts: readonly [Label, string][],
  { labels }: HouseManifestForm,
  { fonts }: Assets,
  at: { x: number; label: number; value: number },
): void {
  facts.forEach(([label, value], line) => {
    const area = { x: mm(at.x + at.label), y: mm(FIRST_LINE + line * LINE), width: mm(at.value), height: mm(LINE) };
    page.text(textStyle(fonts.regular, 8), mm(at.x), area.y, labels[label]);
    page.paragraph(fittingStyle(fonts.regular, 8, area, value), area.x, area.y, area.width, value);
  });
}

function place(iata: string): string {
  const name = airportName(iata);
  return name === iata ? iata : `${iata} ${name}`;
}
