import { airport } from '../../domain/codes/airports.js';
import { documentKinds } from '../../domain/codes/document-kinds.js';
import { kilograms, money } from '../../domain/units.js';
import { writeOrganisation } from '../express-declaration/party.xml.js';
import { type Tag, tag, type XmlWriter } from '../kit/xml-writer.js';
import type { Consolidation } from '../subjects.js';
import { type GoodsLine, goodsLines } from './goods-lines.js';

/** Express goods are aboard. Source: `InternationalMailCode`, AirPreliminary.xsd. */
const EXPRESS_GOODS = 'ЭКГ';

const tags = {
  consignment: tag('ap:ConsignmentDetails'),
  ordinal: tag('ap:ObjectOrdinal'),
  waybill: tag('ap:TransportDocumentDetails'),
  waybillName: tag('cat_ru:PrDocumentName'),
  waybillNumber: tag('cat_ru:PrDocumentNumber'),
  waybillDate: tag('cat_ru:PrDocumentDate'),
  waybillKind: tag('RUScat_ru:DocKindCode'),
  goodsCount: tag('ap:TotalGoodsNumber'),
  pieces: tag('ap:TotalPackageNumber'),
  dispatchCountry: tag('ap:DispatchCountryCode'),
  destinationCountry: tag('ap:DestinationCountryCode'),
  total: tag('ap:TotalAmount'),
  amount: tag('RUScat_ru:Amount'),
  currency: tag('RUScat_ru:CurrencyCode'),
  grossWeight: tag('ap:GrossWeightQuantity'),
  mail: tag('ap:InternationalMailCode'),
  consignor: tag('ap:ConsignorDetails'),
  consignee: tag('ap:ConsigneeDetails'),
  loading: tag('ap:LoadingLocationDetails'),
  unloading: tag('ap:UnLoadingLocationDetails'),
  placeCode: tag('catpi_ru:LocationCode'),
  placeCountry: tag('catpi_ru:UnifiedCountryCode'),
  placeName: tag('catpi_ru:PlaceName'),

  goods: tag('ap:GoodsItem'),
  number: tag('catpi_ru:GoodsNumeric'),
  code: tag('catpi_ru:GoodsTNVEDCode'),
  description: tag('catpi_ru:GoodsDescription'),
  goodsGrossWeight: tag('catpi_ru:GrossWeightQuantity'),
  goodsNetWeight: tag('catpi_ru:NetWeightQuantity'),
  goodsValue: tag('catpi_ru:CAValueAmount'),
};

/** The goods of the waybill as one consignment: `ConsignmentDetailsType`, element order as in AirPreliminary.xsd. */
export function writeConsignment(xml: XmlWriter, { waybill, houses }: Consolidation): void {
  const { number, flight, destination, settings } = waybill;
  const lines = goodsLines(houses);
  xml.open(tags.consignment);
  xml.element(tags.ordinal, '1');
  writeWaybill(xml, number, flight.date);
  xml.element(tags.goodsCount, String(lines.length));
  xml.element(tags.pieces, String(waybill.pieces));
  xml.element(tags.dispatchCountry, airport(flight.origin)?.country);
  xml.element(tags.destinationCountry, airport(destination)?.country);
  writeValue(
    xml,
    tags.total,
    lines.reduce((sum, { valueKopecks }) => sum + valueKopecks, 0),
  );
  xml.element(tags.grossWeight, kilograms(waybill.grossWeightG));
  xml.element(tags.mail, EXPRESS_GOODS);
  writeOrganisation(xml, tags.consignor, settings.waybillConsignor);
  writeOrganisation(xml, tags.consignee, settings.waybillConsignee);
  writeAirport(xml, tags.loading, flight.origin);
  writeAirport(xml, tags.unloading, destination);
  xml.markup('\n');
  for (const [index, line] of lines.entries()) writeGoods(xml, line, index + 1);
  xml.close(tags.consignment);
}

function writeWaybill(xml: XmlWriter, number: string, date: string): void {
  const { code, name } = documentKinds.airWaybill;
  xml.open(tags.waybill);
  xml.element(tags.waybillName, name);
  xml.element(tags.waybillNumber, number);
  xml.element(tags.waybillDate, date);
  xml.element(tags.waybillKind, code);
  xml.close(tags.waybill);
}

/** `PI_EEC_CargoLocationDetailsType`: the letters alone where the airport is not listed. */
function writeAirport(xml: XmlWriter, place: Tag, iata: string): void {
  const known = airport(iata);
  xml.open(place);
  xml.element(tags.placeCode, iata);
  xml.element(tags.placeCountry, known?.country);
  xml.element(tags.placeName, known?.nameRu ?? known?.name);
  xml.close(place);
}

function writeGoods(xml: XmlWriter, { code, description, grossWeightG, netWeightG, valueKopecks }: GoodsLine, number: number): void {
  xml.open(tags.goods);
  xml.element(tags.number, String(number));
  xml.element(tags.code, code);
  xml.element(tags.description, description);
  xml.element(tags.goodsGrossWeight, kilograms(grossWeightG));
  if (netWeightG !== undefined) xml.element(tags.goodsNetWeight, kilograms(netWeightG));
  writeValue(xml, tags.goodsValue, valueKopecks);
  xml.close(tags.goods);
  xml.markup('\n');
}

/** Roubles by the rates of the day, as in the declarations. */
function writeValue(xml: XmlWriter, value: Tag, kopecks: number): void {
  xml.open(value);
  xml.element(tags.amount, money(kopecks));
  xml.element(tags.currency, 'RUB');
  xml.close(value);
}
