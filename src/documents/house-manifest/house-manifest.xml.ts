import type { AirlineHouse } from '../../domain/airline-house.js';
import { countryName } from '../../domain/codes/countries.js';
import { KILOGRAM, unitName } from '../../domain/codes/units.js';
import type { OfficeAddress, Organisation } from '../../domain/destination.js';
import type { Consignor } from '../../domain/party.js';
import { kilograms } from '../../domain/units.js';
import { consignmentsByHouse, goodsLine, type HouseGoods, houseGoods } from '../cargo-message/house-goods.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { firstWords, SHORT_CITY, SHORT_REGION, shortened, streetHouse } from '../kit/shorten.js';
import { airportTree, waybillNumberTree } from '../kit/transport.xml.js';
import { writtenDocument } from '../kit/xml.js';
import { type Tree, treeXml } from '../kit/xml-tree.js';
import { encoded, tag, tagAround, type XmlWriter } from '../kit/xml-writer.js';
import type { Consolidation } from '../subjects.js';

const DOCUMENT_MODE_ID = '1003004E';

/** `LinesNumberTotal` has three digits and may be left out. */
const MAX_LINES_NUMBER = 999;

/** Characters of `ItemName`. */
const ITEM_NAME = 18;

const tags = {
  /** A line of the file for each. */
  line: tagAround('<rsm:ItemDetails>', '</rsm:ItemDetails>\n'),
  houseWaybill: tag('rsm:HouseWaybillNumber'),
  number: tag('rsm:LineItemNumber'),
  description: tag('rsm:ItemDescription'),
  itemName: tag('rsm:ItemName'),
  pieces: tag('rsm:NumberOfPieces'),
  grossWeight: tagAround(
    '<rsm:GrossWeight><cat_ru:GoodsQuantity>',
    `</cat_ru:GoodsQuantity>\
<cat_ru:MeasureUnitQualifierName>КГ</cat_ru:MeasureUnitQualifierName>\
<cat_ru:MeasureUnitQualifierCode>${KILOGRAM}</cat_ru:MeasureUnitQualifierCode>\
</rsm:GrossWeight>`,
  ),
  consignor: tag('rsm:Consignor'),
  partyName: tag('cat_ru:OrganizationName'),
  address: tag('cat_ru:Address'),
  postcode: tag('cat_ru:PostalCode'),
  countryCode: tag('cat_ru:CountryCode'),
  countryName: tag('cat_ru:CounryName'),
  city: tag('cat_ru:City'),
  street: tag('cat_ru:StreetHouse'),
};

/**
 * The airline's houses under one master waybill as the album's HouseManifest (1003004E): a line for each.
 *
 * Units: kilograms with three decimals; pieces are bags. The consignee is that of the master waybill, and goods are the most frequent
 * ones, in the words that the messages have: the individual waybills under a house are in the parcel register.
 * Rule for the album's short elements: a city above 35 characters, a region or a street above 50 end at a word, marked `…`; so does
 * the name of the first goods in `ItemName`, without a mark, for the description beside it has more.
 * Errors: `unrenderable-character`.
 * Source: HouseManifest.xsd; air-cargo 2.7.
 */
export function houseManifestXml(consolidation: Consolidation, assets: Pick<Assets, 'template'>): Uint8Array {
  const namespaces = namespacesOf(assets, 'house-manifest', consolidation.album);
  const { slac } = assets.template<{ slac: string }>('house-manifest/form');
  return writtenDocument('rsm:HouseManifest', namespaces, DOCUMENT_MODE_ID, (xml) => write(xml, consolidation, slac));
}

function write(xml: XmlWriter, consolidation: Consolidation, slac: string): void {
  const { documentId, flight, waybill, airlineHouses } = consolidation;
  const route: Tree = {
    'rsm:OriginLocation': airportTree(flight.origin),
    'rsm:DestinationLocation': airportTree(waybill.destination),
  };
  xml.markup(
    treeXml({
      'cat_ru:DocumentID': documentId,
      'rsm:LinesNumberTotal': airlineHouses.length > MAX_LINES_NUMBER ? undefined : String(airlineHouses.length),
      'rsm:TotalNumberOfPieces': String(airlineHouses.reduce((sum, { pieces }) => sum + pieces, 0)),
      'rsm:TotalGrossWeight': {
        'cat_ru:GoodsQuantity': kilograms(waybill.grossWeightG),
        'cat_ru:MeasureUnitQualifierName': unitName(KILOGRAM),
        'cat_ru:MeasureUnitQualifierCode': KILOGRAM,
      },
      'rsm:Header': { ...route, 'rsm:MasterWaybillNumber': waybillNumberTree(waybill.number) },
    }),
  );
  const consignee = onOneLine({ 'rsm:Consignee': partyTree(waybill.settings.waybillConsignee) });
  const same = { slac, route: onOneLine(route), consignee };
  const consignmentsOf = consignmentsByHouse(consolidation);
  airlineHouses.forEach((house, index) => {
    writeLine(xml, house, index + 1, houseGoods(consignmentsOf(house)), same);
  });
}

/** What is the same on every line, encoded once: there may be as many as consignments. */
interface SameParts {
  slac: string;
  route: Uint8Array;
  consignee: Uint8Array;
}

const onOneLine = (tree: Tree): Uint8Array => encoded(treeXml(tree).replaceAll(/\n */g, ''));

function writeLine(xml: XmlWriter, house: AirlineHouse, number: number, goods: readonly HouseGoods[], same: SameParts): void {
  xml.open(tags.line);
  xml.element(tags.houseWaybill, house.number);
  xml.whole(tags.number, number);
  xml.element(tags.description, `${goodsLine(goods)}, ${same.slac} ${house.consignments}`);
  xml.element(tags.itemName, firstWords(goods[0].name, ITEM_NAME));
  // `Count4Type` begins at 1: a house whose bag is counted at another has no piece of its own.
  if (house.pieces > 0) xml.whole(tags.pieces, house.pieces);
  xml.fragment(same.route);
  xml.kilograms(tags.grossWeight, house.grossWeightG);
  writeConsignor(xml, house.consignor);
  xml.fragment(same.consignee);
  xml.close(tags.line);
}

function writeConsignor(xml: XmlWriter, consignor: Consignor): void {
  const { name, country, postcode, city } = consignor;
  xml.open(tags.consignor);
  xml.element(tags.partyName, name);
  xml.open(tags.address);
  xml.element(tags.postcode, postcode);
  xml.element(tags.countryCode, country);
  xml.element(tags.countryName, countryName(country));
  xml.element(tags.city, city === undefined ? undefined : shortened(city, SHORT_CITY));
  xml.element(tags.street, streetHouse(consignor));
  xml.close(tags.address);
  xml.close(tags.consignor);
}

/** Latin where a Latin name or address is set, as on the master waybill. */
function partyTree({ name, nameEn = name, address, addressEn = address, ogrn, inn, kpp }: Organisation): Tree {
  return {
    'cat_ru:OrganizationName': nameEn,
    'cat_ru:RFOrganizationFeatures':
      inn === undefined && ogrn === undefined ? undefined : { 'cat_ru:OGRN': ogrn, 'cat_ru:INN': inn, 'cat_ru:KPP': kpp },
    'cat_ru:Address': addressTree(addressEn),
  };
}

function addressTree({ country, postcode, region, city, street, house }: OfficeAddress): Tree {
  return {
    'cat_ru:PostalCode': postcode,
    'cat_ru:CountryCode': country,
    'cat_ru:CounryName': countryName(country),
    'cat_ru:Region': region === undefined ? undefined : shortened(region, SHORT_REGION),
    'cat_ru:City': shortened(city, SHORT_CITY),
    'cat_ru:StreetHouse': streetHouse({ street, house }),
  };
}
