import { documentKinds } from '../../../domain/codes/document-kinds.js';
import type { GoodsItem } from '../../../domain/goods-item.js';
import { consigneeName } from '../../../domain/party.js';
import { grams, hundredths } from '../../../domain/units.js';
import { printedDate, putMoney, putQuantity, putWeight } from '../../kit/format.js';
import type { TextSink } from '../../kit/text-sink.js';
import type { Declaration, DeclaredConsignment } from '../../subjects.js';
import type { PresentedDocument } from '../presented-documents.js';
import type { DocumentContent, GoodsContent, HouseContent } from './declaration-form.js';
import { putParty } from './party-text.js';

export type HouseText = (out: TextSink, house: DeclaredConsignment) => void;
export type GoodsText = (out: TextSink, item: GoodsItem, index: number, kopecks: number) => void;
export type DocumentText = (out: TextSink, document: PresentedDocument) => void;

/** A rouble amount as printed: kopecks in. */
export const putRoubles = (out: TextSink, kopecks: number): void => putMoney(out, kopecks, 'RUB');

/** What the consignment's columns print, by the name of their content; a string is the same for all consignments. */
export function houseTexts({ waybillNumber, flight }: Declaration): Record<HouseContent, HouseText | string> {
  const date = printedDate(flight.date);
  const dateAndKind = ` от ${date} ${documentKinds.houseWaybill.code}`;
  return {
    ordinal: (out, house) => out.putDecimal(house.ordinal, 0),
    masterWaybill: `№ ${waybillNumber} от ${date} ${documentKinds.airWaybill.code}`,
    houseWaybill: (out, house) => {
      out.put('№ ');
      out.put(house.consignment.houseWaybill);
      out.put(dateAndKind);
    },
    consignor: (out, { consignment: { consignor } }) => {
      out.put(consignor.name);
      out.put('\n');
      out.put(consignor.country);
    },
    consignee: (out, { consignment: { consignee } }) =>
      putParty(out, {
        name: consigneeName(consignee),
        inn: consignee.inn,
        kpp: consignee.kind === 'company' ? consignee.kpp : undefined,
        phone: consignee.phone,
        email: consignee.email,
      }),
  };
}

/** What the goods columns print of a line, its index in the consignment and its rouble value. */
export const goodsTexts: Record<GoodsContent, GoodsText> = {
  lineNumber: (out, _, index) => out.putDecimal(index + 1, 0),
  description: (out, item) => out.put(item.description),
  commodityCode: (out, item) => out.put(item.commodityCode),
  quantity: (out, item) => putQuantity(out, item.quantity, item.unit),
  grossWeight: (out, item) => putWeight(out, grams(item.grossWeightKg)),
  netWeight: (out, item) => {
    if (item.netWeightKg !== undefined) putWeight(out, grams(item.netWeightKg));
  },
  invoiceValue: (out, { value }) => putMoney(out, hundredths(value.amount), value.currency),
  roubles: (out, _, __, kopecks) => putRoubles(out, kopecks),
};

/** What the document columns print. */
export const documentTexts: Record<DocumentContent, DocumentText> = {
  documentCode: (out, { kindCode, presentation }) => {
    out.put(kindCode);
    out.put(', ');
    out.put(presentation);
  },
  documentNumber: (out, { number, date }) => {
    out.put('№ ');
    out.put(number);
    if (date === undefined) return;
    out.put('\n');
    out.put(printedDate(date));
  },
};
