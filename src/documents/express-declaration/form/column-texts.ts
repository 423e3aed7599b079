import { documentKinds } from '../../../domain/codes/document-kinds.js';
import type { GoodsItem } from '../../../domain/goods-item.js';
import { consigneeName } from '../../../domain/party.js';
import { money } from '../../../domain/units.js';
import { printedAmount, printedDate, printedMoney, printedQuantity, printedWeightWithUnit } from '../../kit/format.js';
import type { Declaration, DeclaredConsignment } from '../../subjects.js';
import type { PresentedDocument } from '../presented-documents.js';
import type { DocumentContent, GoodsContent, HouseContent } from './declaration-form.js';
import { partyText } from './party-text.js';

/** A rouble amount as printed: kopecks in. */
export const roubles = (kopecks: number): string => printedMoney(money(kopecks), 'RUB');

/** What the consignment's columns print, by the name of their content. */
export function houseTexts({ waybillNumber, flight }: Declaration): Record<HouseContent, (house: DeclaredConsignment) => string> {
  const date = printedDate(flight.date);
  const master = `№ ${waybillNumber} от ${date} ${documentKinds.airWaybill.code}`;
  return {
    ordinal: (house) => String(house.ordinal),
    masterWaybill: () => master,
    houseWaybill: (house) => `№ ${house.consignment.houseWaybill} от ${date} ${documentKinds.houseWaybill.code}`,
    consignor: ({ consignment: { consignor } }) => `${consignor.name}\n${consignor.country}`,
    consignee: ({ consignment: { consignee } }) =>
      partyText({
        name: consigneeName(consignee),
        inn: consignee.inn,
        kpp: consignee.kind === 'company' ? consignee.kpp : undefined,
        phone: consignee.phone,
        email: consignee.email,
      }),
  };
}

/** What the goods columns print of a line, its index in the consignment and its rouble value. */
export const goodsTexts: Record<GoodsContent, (item: GoodsItem, index: number, kopecks: number) => string> = {
  lineNumber: (_, index) => String(index + 1),
  description: (item) => item.description,
  commodityCode: (item) => item.commodityCode,
  quantity: (item) => printedQuantity(item.quantity, item.unit),
  grossWeight: (item) => printedWeightWithUnit(item.grossWeightKg),
  netWeight: (item) => (item.netWeightKg === undefined ? '' : printedWeightWithUnit(item.netWeightKg)),
  invoiceValue: ({ value }) => printedMoney(printedAmount(value.amount), value.currency),
  roubles: (_, __, kopecks) => roubles(kopecks),
};

/** What the document columns print. */
export const documentTexts: Record<DocumentContent, (document: PresentedDocument) => string> = {
  documentCode: ({ kindCode, presentation }) => `${kindCode}, ${presentation}`,
  documentNumber: ({ number, date }) => (date === undefined ? `№ ${number}` : `№ ${number}\n${printedDate(date)}`),
};
