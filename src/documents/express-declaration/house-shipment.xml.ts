import { countryName } from '../../domain/codes/countries.js';
import { KILOGRAM, unitName, units } from '../../domain/codes/units.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { DomainError } from '../../domain/problem.js';
import type { FixedMarkup } from '../kit/fixed-markup.js';
import { escapeText } from '../kit/xml-escape.js';
import { elementOf, listed, type Tag, tag, tagAround, type XmlWriter } from '../kit/xml-writer.js';
import type { DeclaredConsignment } from '../subjects.js';
import { writeConsignee, writeConsignor } from './party.xml.js';
import { writeCalculation, writeHousePayments } from './payments.xml.js';
import { type PresentedDocument, presentedDocuments } from './presented-documents.js';

const tags = {
  house: tag('ecd:HouseShipment'),
  waybillId: tag('ecd:WayBillID'),
  ordinal: tag('ecd:ObjectOrdinal'),
  shopUrl: tag('ecd:URLShop'),

  goods: tag('ecd:GoodsItemDetails'),
  number: tag('ecd:GoodsNumeric'),
  totalNumber: tag('ecd:TotalGoodsNumeric'),
  url: tag('ecd:URLGood'),
  commodityCode: tag('ecd:GoodsTNVEDCode'),
  description: tag('ecd:GoodsDescription'),
  brand: tag('ecd:TradeMark'),
  value: tag('ecd:CAValueAmount'),
  amount: tag('ecd:CurrencyQuantity'),

  document: tag('ecd:PresentedDocDetails'),
  documentNumber: tag('cat_ru:PrDocumentNumber'),
  documentDate: tag('cat_ru:PrDocumentDate'),
};

const originCountry = listed((country) => elementOf('ecd:ProductionPlaceName', countryName(country)));
const shopCountry = listed((country) => elementOf('ecd:TradeCountry', country));
const currency = listed((code) => elementOf('ecd:CurrencyCode', code));

/** Of a presented document: what it is, by its name and its code, and how it is presented. */
const documentName = listed((name) => elementOf('cat_ru:PrDocumentName', name));
const documentKind = listed((code) => elementOf('RUDECLcat:DocKindCode', code));
const documentPresentation = listed(
  (feature) => `<ecd:DocumentPresentingDetails>${elementOf('RUDECLcat:DocPresentKindCode', feature)}</ecd:DocumentPresentingDetails>`,
);

/** Around the number of kilograms, with three decimals. */
export const unifiedGrossWeight = quantityTag('ecd:UnifiedGrossWeightQuantity', KILOGRAM);
const grossWeight = quantityTag('ecd:GrossWeightQuantity', KILOGRAM);
const netWeight = quantityTag('ecd:NetWeightQuantity', KILOGRAM);

const quantities: ReadonlyMap<string, Tag> = new Map([...units.keys()].map((unit) => [unit, supplementaryQuantity(unit)]));

/** Around an amount of roubles: a line's, and a ДТЭГ's customs value. */
const roubles = roublesTag('ecd:CAValueAmount');
const customsValue = roublesTag('ecd:CustomsCost');

/** Around the roubles of a house waybill or of the declaration, which the two kinds state in different elements. */
export const totalValue = { ptdeg: roubles, dteg: customsValue } as const satisfies Record<DeclarationKind, Tag>;

/** What all house waybills of a declaration have in common. */
export interface HouseFrame {
  kind: DeclarationKind;
  /** Day whose rates the payments are figured by. */
  ratesDate: string;
  /** The master waybill, which all of them name. */
  waybill: FixedMarkup;
  /** Around their own number. */
  houseWaybill: Tag;
}

/** One consignment: `HouseShipmentDetailsType`, element order as in ExpressCargoDeclaration.xsd. */
export function writeHouseShipment(xml: XmlWriter, house: DeclaredConsignment, frame: HouseFrame): void {
  const { consignment } = house;
  const documents = presentedDocuments(consignment);
  xml.open(tags.house);
  xml.element(tags.waybillId, house.waybillId);
  xml.whole(tags.ordinal, house.ordinal);
  xml.fixed(frame.waybill);
  xml.element(frame.houseWaybill, consignment.houseWaybill);
  writeConsignor(xml, consignment.consignor);
  writeConsignee(xml, consignment.consignee);
  for (let i = 0; i < consignment.goods.length; i += 1) writeGoodsItem(xml, consignment.goods[i], i, house, frame, documents);
  xml.sentKilograms(unifiedGrossWeight, consignment.grossWeightKg);
  if (consignment.shop?.country !== undefined) xml.fixed(shopCountry(consignment.shop.country));
  xml.element(tags.shopUrl, consignment.shop?.url);
  xml.money(totalValue[frame.kind], house.valueKopecks);
  if (frame.kind === 'dteg' && house.payments !== undefined) writeHousePayments(xml, house.payments, frame.ratesDate);
  xml.close(tags.house);
}

/** Around the number of a waybill as a declaration names it; dated the day of the flight, on which it is issued. */
export function transportDocument(name: string, kind: { code: string; name: string }, date: string): Tag {
  return tagAround(
    `<${name}><cat_ru:PrDocumentName>${kind.name}</cat_ru:PrDocumentName><cat_ru:PrDocumentNumber>`,
    `</cat_ru:PrDocumentNumber><cat_ru:PrDocumentDate>${date}</cat_ru:PrDocumentDate>\
<ecd:DocKindCode>${kind.code}</ecd:DocKindCode></${name}>`,
  );
}

/** A goods item states its value twice, in the currency of the invoice and in roubles; in a ДТЭГ its customs value and payments besides. */
function writeGoodsItem(
  xml: XmlWriter,
  item: GoodsItem,
  index: number,
  house: DeclaredConsignment,
  { kind, ratesDate }: HouseFrame,
  documents: readonly PresentedDocument[],
): void {
  const kopecks = house.lineKopecks[index];
  xml.open(tags.goods);
  xml.whole(tags.number, index + 1);
  xml.whole(tags.totalNumber, house.firstGoodsNumeric + index);
  xml.element(tags.url, item.url);
  xml.element(tags.commodityCode, item.commodityCode);
  writeDescription(xml, item.description);
  xml.sentKilograms(grossWeight, item.grossWeightKg);
  if (item.netWeightKg !== undefined) xml.sentKilograms(netWeight, item.netWeightKg);
  xml.element(quantities.get(item.unit) ?? supplementaryQuantity(item.unit), item.quantity);
  xml.element(tags.brand, item.brand);
  if (item.originCountry !== undefined) xml.fixed(originCountry(item.originCountry));
  xml.open(tags.value);
  xml.sentMoney(tags.amount, item.value.amount);
  xml.fixed(currency(item.value.currency));
  xml.close(tags.value);
  xml.money(roubles, kopecks);
  if (kind === 'dteg') xml.money(customsValue, kopecks);
  for (const document of documents) writePresentedDocument(xml, document);
  if (kind === 'dteg') for (const payment of house.payments?.lines[index] ?? []) writeCalculation(xml, payment, ratesDate);
  xml.close(tags.goods);
}

const DESCRIPTION_PART = 250;
const DESCRIPTION_PARTS = 4;

/**
 * A description in up to four parts of 250 characters, which forms print again without a gap: cut by count, no character lost or added.
 *
 * Errors: `validation-failed` above 1 000 characters, which intake refuses before.
 * Source: `GoodsDescription` of GoodsItemDetailsType, ExpressCargoDeclaration.xsd.
 */
function writeDescription(xml: XmlWriter, description: string): void {
  if (description.length <= DESCRIPTION_PART) {
    xml.element(tags.description, description);
    return;
  }
  const characters = [...description];
  if (characters.length > DESCRIPTION_PART * DESCRIPTION_PARTS) {
    throw new DomainError('validation-failed', `A goods description has more than ${DESCRIPTION_PART * DESCRIPTION_PARTS} characters`);
  }
  for (let at = 0; at < characters.length; at += DESCRIPTION_PART) {
    xml.element(tags.description, characters.slice(at, at + DESCRIPTION_PART).join(''));
  }
}

function writePresentedDocument(xml: XmlWriter, { name, number, date, kindCode, presentation }: PresentedDocument): void {
  xml.open(tags.document);
  xml.fixed(documentName(name));
  xml.element(tags.documentNumber, number);
  xml.element(tags.documentDate, date);
  xml.fixed(documentKind(kindCode));
  xml.fixed(documentPresentation(presentation));
  xml.close(tags.document);
}

/** Around a quantity in a unit; one that is not listed shows its code alone. */
function quantityTag(name: string, unit: string): Tag {
  const known = unitName(unit);
  const unitNamed = known === undefined ? '' : `<cat_ru:MeasureUnitQualifierName>${known}</cat_ru:MeasureUnitQualifierName>`;
  return tagAround(
    `<${name}><cat_ru:GoodsQuantity>`,
    `</cat_ru:GoodsQuantity>${unitNamed}\
<cat_ru:MeasureUnitQualifierCode>${escapeText(unit)}</cat_ru:MeasureUnitQualifierCode></${name}>`,
  );
}

function supplementaryQuantity(unit: string): Tag {
  return quantityTag('ecd:SupplementaryQuantity', unit);
}

function roublesTag(name: string): Tag {
  return tagAround(`<${name}><ecd:CurrencyQuantity>`, `</ecd:CurrencyQuantity><ecd:CurrencyCode>RUB</ecd:CurrencyCode></${name}>`);
}
