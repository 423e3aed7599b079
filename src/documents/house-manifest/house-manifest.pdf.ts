import type { Consignment } from '../../domain/consignment.js';
import { consigneeName } from '../../domain/party.js';
import { grams, hundredths, kilograms, money } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { printedWeight } from '../kit/format.js';
import { mm } from '../kit/page.js';
import { PdfDocument } from '../kit/pdf.js';
import { Table } from '../kit/table.js';
import { textStyle } from '../kit/wrap.js';
import type { Consolidation } from '../subjects.js';
import { drawHead, drawRunningHead, type HouseManifestForm } from './house-manifest-head.js';

/** Size in points; places in millimetres from the top left corner of a landscape A4. */
const TEXT = 6.8;
const LEFT = 10;
const WIDTH = 277;
const BOTTOM = 196;

/**
 * The house manifest of a consolidation: what flies under one master waybill, one row a house waybill. The first page has the
 * facts of the master; its number, flight and the column titles stand on every page, the totals under the last row.
 *
 * Names and goods are printed as they were sent, goods in English where an English text was sent.
 * Source: forms.md 5, air-cargo 2.7. Errors: `unrenderable-character`.
 */
export function houseManifestPdf(consolidation: Consolidation, assets: Assets): Uint8Array {
  const form = assets.template<HouseManifestForm>('house-manifest/form');
  const { waybill, flightId, createdAt, houses } = consolidation;
  const { regular, bold } = assets.fonts;
  const pdf = new PdfDocument({ title: `${form.title} ${waybill.number}`, subject: flightId, orientation: 'landscape', createdAt });
  const styles = { head: textStyle(bold, TEXT), body: textStyle(regular, TEXT), total: textStyle(bold, TEXT) };
  const table = new Table(form.columns, mm(LEFT), styles, () => {
    const draw = pdf.pages.length === 0 ? drawHead : drawRunningHead;
    const page = pdf.page();
    return { page, top: draw(page, consolidation, form, assets), bottom: mm(BOTTOM) };
  });
  houses.forEach(({ consignment }, i) => {
    table.row(rowOf(i + 1, consignment, waybill.destination));
  });
  table.total(totals(consolidation, form));
  table.close();
  const footer = textStyle(regular, TEXT, { align: 'right' });
  pdf.pages.forEach((page, i) => {
    page.text(footer, mm(LEFT), mm(BOTTOM + 2), `${form.page} ${i + 1} ${form.of} ${pdf.pages.length}`, mm(WIDTH));
  });
  return pdf.finish();
}

function rowOf(number: number, consignment: Consignment, destination: string): string[] {
  const { houseWaybill, bag = '', pieces, grossWeightKg, goods, consignor, consignee } = consignment;
  return [
    String(number),
    houseWaybill,
    bag,
    String(pieces),
    printedWeight(grossWeightKg),
    goods.length === 1 ? nature(goods[0]) : goods.map(nature).join('; '),
    consignor.name,
    `${consigneeName(consignee)}, ${consignee.address.city}`,
    consignment.destination ?? destination,
    values([consignment]),
  ];
}

const nature = ({ description, descriptionEn = description }: Consignment['goods'][number]): string => descriptionEn;

/** Sums of the rows, which the loader has held against the master waybill. */
function totals({ houses }: Consolidation, form: HouseManifestForm): string[] {
  const consignments = houses.map(({ consignment }) => consignment);
  const pieces = consignments.reduce((sum, each) => sum + each.pieces, 0);
  const grossWeightG = consignments.reduce((sum, each) => sum + grams(each.grossWeightKg), 0);
  return ['', `${form.total} ${houses.length}`, '', String(pieces), kilograms(grossWeightG), '', '', '', '', values(consignments)];
}

/** Invoice values as sent, summed by currency: one line each, in the order in which the currencies first appear. */
function values(consignments: readonly Consignment[]): string {
  const sums = new Map<string, number>();
  for (const { goods } of consignments) {
    for (const { value } of goods) sums.set(value.currency, (sums.get(value.currency) ?? 0) + hundredths(value.amount));
  }
  return [...sums].map(([currency, amount]) => `${money(amount)} ${currency}`).join('\n');
}
