import type { AirlineHouse } from '../../domain/airline-house.js';
import { kilograms } from '../../domain/units.js';
import { consignmentsByHouse, goodsLine, houseGoods } from '../cargo-message/house-goods.js';
import type { Assets } from '../kit/assets.js';
import { mm } from '../kit/page.js';
import { PdfDocument } from '../kit/pdf.js';
import { Table } from '../kit/table.js';
import { textStyle } from '../kit/wrap.js';
import type { Consolidation } from '../subjects.js';
import { type ConsolidationForm, drawHead, drawRunningHead, LIST, numberPages } from './consolidation-head.js';

/** Size of rows in points. */
const TEXT = 7;

/**
 * The house manifest of a consolidation, in English and Russian: the airline's houses under one master waybill, one row each. The
 * first page has the facts of the master; its number, flight and the column titles stand on every page, the totals under the last row.
 *
 * For the carrier: its consignee is that of the master waybill, and goods are the most frequent ones, in the words that the messages
 * have. Nothing here tells who ordered them.
 * Source: air-cargo 2.7, forms.md 5. Errors: `unrenderable-character`.
 */
export function houseManifestPdf(consolidation: Consolidation, assets: Assets): Uint8Array {
  const form = assets.template<ConsolidationForm>('house-manifest/form');
  const { waybill, flightId, createdAt, airlineHouses } = consolidation;
  const { regular, bold } = assets.fonts;
  const title = `${form.title.join(' / ')} ${waybill.number}`;
  const pdf = new PdfDocument({ title, subject: flightId, orientation: 'landscape', createdAt, language: 'en' });
  const styles = { head: textStyle(bold, LIST.text), body: textStyle(regular, TEXT), total: textStyle(bold, TEXT) };
  const table = new Table(form.columns, mm(LIST.left), styles, () => {
    const draw = pdf.pages.length === 0 ? drawHead : drawRunningHead;
    const page = pdf.page();
    return { page, top: draw(page, consolidation, form, assets), bottom: mm(LIST.bottom) };
  });
  const consignmentsOf = consignmentsByHouse(consolidation);
  airlineHouses.forEach((house, i) => {
    table.row(rowOf(i + 1, house, goodsLine(houseGoods(consignmentsOf(house))), consolidation));
  });
  table.total(totals(airlineHouses, form));
  table.close();
  numberPages(pdf.pages, form, assets);
  return pdf.finish();
}

function rowOf(number: number, house: AirlineHouse, goods: string, { flight, waybill }: Consolidation): string[] {
  const { name, nameEn = name, address, addressEn = address } = waybill.settings.waybillConsignee;
  return [
    String(number),
    house.number,
    String(house.pieces),
    kilograms(house.grossWeightG),
    String(house.consignments),
    goods,
    party(house.consignor.name, house.consignor),
    party(nameEn, addressEn),
    flight.origin,
    waybill.destination,
  ];
}

function party(name: string, { city, country }: { city?: string; country: string }): string {
  return [name, city, country].filter((part) => part !== undefined).join(', ');
}

/** Sums of the rows: those of the master waybill, as the rule that made the houses sees to. */
function totals(houses: readonly AirlineHouse[], form: ConsolidationForm): string[] {
  const sum = { pieces: 0, grossWeightG: 0, consignments: 0 };
  for (const { pieces, grossWeightG, consignments } of houses) {
    sum.pieces += pieces;
    sum.grossWeightG += grossWeightG;
    sum.consignments += consignments;
  }
  return [
    '',
    `${form.total} ${houses.length}`,
    String(sum.pieces),
    kilograms(sum.grossWeightG),
    String(sum.consignments),
    '',
    '',
    '',
    '',
    '',
  ];
}
