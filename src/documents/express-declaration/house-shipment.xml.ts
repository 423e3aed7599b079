import { countryName } from '../../domain/codes/countries.js';
import { documentKinds } from '../../domain/codes/document-kinds.js';
import { KILOGRAM, unitName } from '../../domain/codes/units.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { DomainError } from '../../domain/problem.js';
import { money } from '../../domain/units.js';
import { printedAmount, printedWeight } from '../kit/format.js';
import { element, escapeText } from '../kit/xml.js';
import type { DeclaredConsignment } from '../subjects.js';
import { consigneeXml, consignorXml } from './party.xml.js';
import { type PresentedDocument, presentedDocuments } from './presented-documents.js';

const ROUBLE = 'RUB';

/** The two kinds state roubles in different elements: of a line, of a house waybill and of the whole declaration. */
const roubleElements = {
  ptdeg: { line: undefined, total: 'ecd:CAValueAmount' },
  dteg: { line: 'ecd:CustomsCost', total: 'ecd:CustomsCost' },
} as const satisfies Record<DeclarationKind, { line?: string; total: string }>;

/** One consignment: `HouseShipmentDetailsType`, element order as in ExpressCargoDeclaration.xsd; `waybill` is its master's reference. */
export function houseShipmentXml(house: DeclaredConsignment, kind: DeclarationKind, waybill: string, flightDate: string): string {
  const { consignment } = house;
  const documents = presentedDocuments(consignment).map(presentedDocumentXml).join('');
  const goods = consignment.goods.map((item, index) => goodsItemXml(item, index, house, kind, documents)).join('');
  return `<ecd:HouseShipment>\
<ecd:WayBillID>${house.waybillId}</ecd:WayBillID>\
<ecd:ObjectOrdinal>${house.ordinal}</ecd:ObjectOrdinal>\
${waybill}\
${transportDocumentXml('ecd:HouseWaybillDetails', documentKinds.houseWaybill, consignment.houseWaybill, flightDate)}\
${consignorXml(consignment.consignor)}\
${consigneeXml(consignment.consignee)}\
${goods}\
${weightXml('ecd:UnifiedGrossWeightQuantity', consignment.grossWeightKg)}\
${element('ecd:TradeCountry', consignment.shop?.country)}\
${element('ecd:URLShop', consignment.shop?.url)}\
${totalValueXml(kind, house.valueKopecks)}\
</ecd:HouseShipment>
`;
}

/** A waybill as a declaration names it; dated the day of the flight, on which it is issued. */
export function transportDocumentXml(name: string, kind: { code: string; name: string }, number: string, date: string): string {
  return `<${name}>\
<cat_ru:PrDocumentName>${kind.name}</cat_ru:PrDocumentName>\
<cat_ru:PrDocumentNumber>${escapeText(number)}</cat_ru:PrDocumentNumber>\
<cat_ru:PrDocumentDate>${date}</cat_ru:PrDocumentDate>\
<ecd:DocKindCode>${kind.code}</ecd:DocKindCode>\
</${name}>`;
}

/** A weight in kilograms, text as received. */
export function weightXml(name: string, kilogramText: string): string {
  return quantityXml(name, printedWeight(kilogramText), KILOGRAM);
}

/** Roubles of a house waybill or of the declaration, in the element of the kind. */
export function totalValueXml(kind: DeclarationKind, kopecks: number): string {
  return valueXml(roubleElements[kind].total, money(kopecks), ROUBLE);
}

/** A goods item states its value twice, in the currency of the invoice and in roubles; in a ДТЭГ its customs value besides. */
function goodsItemXml(item: GoodsItem, index: number, house: DeclaredConsignment, kind: DeclarationKind, documents: string): string {
  const roubles = money(house.lineKopecks[index]);
  const { line: customsValue } = roubleElements[kind];
  return `<ecd:GoodsItemDetails>\
<ecd:GoodsNumeric>${index + 1}</ecd:GoodsNumeric>\
<ecd:TotalGoodsNumeric>${house.firstGoodsNumeric + index}</ecd:TotalGoodsNumeric>\
${element('ecd:URLGood', item.url)}\
<ecd:GoodsTNVEDCode>${escapeText(item.commodityCode)}</ecd:GoodsTNVEDCode>\
${descriptionXml(item.description)}\
${weightXml('ecd:GrossWeightQuantity', item.grossWeightKg)}\
${item.netWeightKg === undefined ? '' : weightXml('ecd:NetWeightQuantity', item.netWeightKg)}\
${quantityXml('ecd:SupplementaryQuantity', item.quantity, item.unit)}\
${element('ecd:TradeMark', item.brand)}\
${item.originCountry === undefined ? '' : element('ecd:ProductionPlaceName', countryName(item.originCountry))}\
${valueXml('ecd:CAValueAmount', printedAmount(item.value.amount), item.value.currency)}\
${valueXml('ecd:CAValueAmount', roubles, ROUBLE)}\
${customsValue === undefined ? '' : valueXml(customsValue, roubles, ROUBLE)}\
${documents}\
</ecd:GoodsItemDetails>`;
}

const DESCRIPTION_PART = 250;
const DESCRIPTION_PARTS = 4;

/**
 * A description in up to four parts of 250 characters, which forms print again without a gap: cut by count, no character lost or added.
 *
 * Errors: `validation-failed` above 1 000 characters, which intake refuses before.
 * Source: `GoodsDescription` of GoodsItemDetailsType, ExpressCargoDeclaration.xsd.
 */
function descriptionXml(description: string): string {
  if (description.length <= DESCRIPTION_PART) return element('ecd:GoodsDescription', description);
  const characters = [...description];
  if (characters.length > DESCRIPTION_PART * DESCRIPTION_PARTS) {
    throw new DomainError('validation-failed', `A goods description has more than ${DESCRIPTION_PART * DESCRIPTION_PARTS} characters`);
  }
  let parts = '';
  for (let at = 0; at < characters.length; at += DESCRIPTION_PART) {
    parts += element('ecd:GoodsDescription', characters.slice(at, at + DESCRIPTION_PART).join(''));
  }
  return parts;
}

function presentedDocumentXml({ name, number, date, kindCode, presentation }: PresentedDocument): string {
  return `<ecd:PresentedDocDetails>\
<cat_ru:PrDocumentName>${name}</cat_ru:PrDocumentName>\
<cat_ru:PrDocumentNumber>${escapeText(number)}</cat_ru:PrDocumentNumber>\
${element('cat_ru:PrDocumentDate', date)}\
<RUDECLcat:DocKindCode>${kindCode}</RUDECLcat:DocKindCode>\
<ecd:DocumentPresentingDetails>\
<RUDECLcat:DocPresentKindCode>${presentation}</RUDECLcat:DocPresentKindCode>\
</ecd:DocumentPresentingDetails>\
</ecd:PresentedDocDetails>`;
}

function quantityXml(name: string, quantity: string, unit: string): string {
  return `<${name}>\
<cat_ru:GoodsQuantity>${escapeText(quantity)}</cat_ru:GoodsQuantity>\
${element('cat_ru:MeasureUnitQualifierName', unitName(unit))}\
<cat_ru:MeasureUnitQualifierCode>${escapeText(unit)}</cat_ru:MeasureUnitQualifierCode>\
</${name}>`;
}

function valueXml(name: string, amount: string, currency: string): string {
  return `<${name}>\
<ecd:CurrencyQuantity>${amount}</ecd:CurrencyQuantity>\
<ecd:CurrencyCode>${escapeText(currency)}</ecd:CurrencyCode>\
</${name}>`;
}
