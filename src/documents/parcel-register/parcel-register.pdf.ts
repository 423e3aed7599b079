import type { AirlineHouse } from '../../domain/airline-house.js';
import type { Consignment } from '../../domain/consignment.js';
import { consigneeName } from '../../domain/party.js';
import { grams, hundredths, kilograms, money } from '../../domain/units.js';
import { type ConsolidationForm, drawHead, drawRunningHead, LIST, numberPages } from '../house-manifest/consolidation-head.js';
import type { Assets } from '../kit/assets.js';
import { printedWeight } from '../kit/format.js';
import { mm } from '../kit/page.js';
import { PdfDocument } from '../kit/pdf.js';
import { Table } from '../kit/table.js';
import { textStyle } from '../kit/wrap.js';
import type { Consolidation } from '../subjects.js';

/** Headings, widths and words, from `templates/parcel-register/form.json`. */
interface ParcelRegisterForm extends ConsolidationForm {
  house: string;
  houseBags: string;
  subtotal: string;
}

/**
 * The parcel register of a consolidation, in Russian and English: under each of the airline's houses its individual waybills by bag
 * and number, one row each, with their sums, and the sums of all under the last row. Numbers of rows run through the whole register.
 *
 * Names and goods are printed as they were sent, goods in the customs' language; of consignees no more than name and town.
 * Source: air-cargo 2.7, the parcel register of each house. Errors: `unrenderable-character`.
 */
export function parcelRegisterPdf(consolidation: Consolidation, assets: Assets): Uint8Array {
  const form = assets.template<ParcelRegisterForm>('parcel-register/form');
  const { waybill, flightId, createdAt, airlineHouses, houses } = consolidation;
  const { regular, bold } = assets.fonts;
  const pdf = new PdfDocument({
    title: `${form.title.join(' / ')} ${waybill.number}`,
    subject: flightId,
    orientation: 'landscape',
    createdAt,
  });
  const styles = { head: textStyle(bold, LIST.text), body: textStyle(regular, LIST.text), total: textStyle(bold, LIST.text) };
  const table = new Table(form.columns, mm(LIST.left), { ...styles, group: textStyle(bold, 8) }, () => {
    const draw = pdf.pages.length === 0 ? drawHead : drawRunningHead;
    const page = pdf.page();
    return { page, top: draw(page, consolidation, form, assets), bottom: mm(LIST.bottom) };
  });
  const byNumber = new Map(houses.map(({ consignment }) => [consignment.houseWaybill, consignment]));
  let number = 0;
  for (const house of airlineHouses) {
    const consignments = house.houseWaybills.flatMap((houseWaybill) => byNumber.get(houseWaybill) ?? []);
    table.group(heading(house, form));
    for (const consignment of consignments) {
      number += 1;
      table.row(rowOf(number, consignment, waybill.destination));
    }
    // The only row of a house says it all.
    if (consignments.length > 1) table.total(sums(form.subtotal, consignments));
  }
  table.group(undefined);
  table.total(
    sums(
      form.total,
      houses.map(({ consignment }) => consignment),
    ),
  );
  table.close();
  numberPages(pdf.pages, form, assets);
  return pdf.finish();
}

/** A house whose bag is counted at another has no bags to name. */
function heading({ number, consignor, pieces }: AirlineHouse, form: ParcelRegisterForm): string {
  const bags = pieces === 0 ? [] : [`${form.houseBags}: ${pieces}`];
  return [`${form.house} ${number}`, ...bags, `${consignor.name}, ${consignor.country}`].join(' — ');
}

function rowOf(number: number, consignment: Consignment, destination: string): string[] {
  const { houseWaybill, bag = '', pieces, grossWeightKg, goods, consignor, consignee } = consignment;
  return [
    String(number),
    houseWaybill,
    bag,
    String(pieces),
    printedWeight(grossWeightKg),
    goods.length === 1 ? goods[0].description : goods.map(({ description }) => description).join('; '),
    consignor.name,
    `${consigneeName(consignee)}, ${consignee.address.city}`,
    consignment.destination ?? destination,
    values([consignment]),
  ];
}

function sums(title: string, consignments: readonly Consignment[]): string[] {
  const pieces = consignments.reduce((sum, each) => sum + each.pieces, 0);
  const grossWeightG = consignments.reduce((sum, each) => sum + grams(each.grossWeightKg), 0);
  return ['', `${title} ${consignments.length}`, '', String(pieces), kilograms(grossWeightG), '', '', '', '', values(consignments)];
}

/** Invoice values as sent, summed by currency: one line each, in the order in which the currencies first appear. */
function values(consignments: readonly Consignment[]): string {
  const totals = new Map<string, number>();
  for (const { goods } of consignments) {
    for (const { value } of goods) totals.set(value.currency, (totals.get(value.currency) ?? 0) + hundredths(value.amount));
  }
  return [...totals].map(([currency, amount]) => `${money(amount)} ${currency}`).join('\n');
}
