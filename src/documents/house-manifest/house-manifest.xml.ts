import { countryName } from '../../domain/codes/countries.js';
import { KILOGRAM, unitName } from '../../domain/codes/units.js';
import type { Consignment } from '../../domain/consignment.js';
import { type Address, consigneeName } from '../../domain/party.js';
import { kilograms } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { printedWeight } from '../kit/format.js';
import { namespacesOf } from '../kit/namespaces.js';
import { SHORT_CITY, SHORT_REGION, shortened, streetHouse } from '../kit/shorten.js';
import { airportTree, waybillNumberTree } from '../kit/transport.xml.js';
import { writtenDocument } from '../kit/xml.js';
import { treeXml } from '../kit/xml-tree.js';
import { encoded, type Tag, tag, tagAround, type XmlWriter } from '../kit/xml-writer.js';
import type { Consolidation } from '../subjects.js';
import { itemName } from './item-name.js';

const DOCUMENT_MODE_ID = '1003004E';

/** `LinesNumberTotal` has three digits and may be left out. */
const MAX_LINES_NUMBER = 999;
const ITEM_DESCRIPTION = 250;

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
  consignee: tag('rsm:Consignee'),
  partyName: tag('cat_ru:OrganizationName'),
  address: tag('cat_ru:Address'),
  postcode: tag('cat_ru:PostalCode'),
  countryCode: tag('cat_ru:CountryCode'),
  countryName: tag('cat_ru:CounryName'),
  region: tag('cat_ru:Region'),
  city: tag('cat_ru:City'),
  street: tag('cat_ru:StreetHouse'),
};

/**
 * What flies under one master waybill as the album's HouseManifest (1003004E): a line for each consignment.
 *
 * Units: kilograms with three decimals; pieces are the consignments' own.
 * Rule for the album's short elements: descriptions of all goods in one text above 250 characters, a city above 35, a region or a
 * street above 50 end at a word, marked `…`; the declaration has them whole. Numbers, identity documents and telephones of
 * consignees are left out: the carrier has no use for them.
 * Errors: `unrenderable-character`.
 * Source: HouseManifest.xsd; air-cargo 2.7.
 */
export function houseManifestXml(consolidation: Consolidation, assets: Pick<Assets, 'template'>): Uint8Array {
  const namespaces = namespacesOf(assets, 'house-manifest', consolidation.album);
  return writtenDocument('rsm:HouseManifest', namespaces, DOCUMENT_MODE_ID, (xml) => write(xml, consolidation));
}

function write(xml: XmlWriter, { documentId, flight, waybill, houses }: Consolidation): void {
  const origin = airportTree(flight.origin);
  const destination = airportTree(waybill.destination);
  xml.markup(
    treeXml({
      'cat_ru:DocumentID': documentId,
      'rsm:LinesNumberTotal': houses.length > MAX_LINES_NUMBER ? undefined : String(houses.length),
      'rsm:TotalNumberOfPieces': String(waybill.consignmentPieces),
      'rsm:TotalGrossWeight': {
        'cat_ru:GoodsQuantity': kilograms(waybill.grossWeightG),
        'cat_ru:MeasureUnitQualifierName': unitName(KILOGRAM),
        'cat_ru:MeasureUnitQualifierCode': KILOGRAM,
      },
      'rsm:Header': {
        'rsm:OriginLocation': origin,
        'rsm:DestinationLocation': destination,
        'rsm:MasterWaybillNumber': waybillNumberTree(waybill.number),
      },
    }),
  );
  const route = encoded(treeXml({ 'rsm:OriginLocation': origin, 'rsm:DestinationLocation': destination }).replaceAll(/\n */g, ''));
  for (let i = 0; i < houses.length; i += 1) writeLine(xml, houses[i].consignment, i + 1, route);
}

function writeLine(xml: XmlWriter, consignment: Consignment, number: number, route: Uint8Array): void {
  const { houseWaybill, goods, pieces, grossWeightKg, consignor, consignee } = consignment;
  const description = goods.length === 1 ? goods[0].description : goods.map((item) => item.description).join('; ');
  xml.open(tags.line);
  xml.element(tags.houseWaybill, houseWaybill);
  xml.element(tags.number, String(number));
  xml.element(tags.description, shortened(description, ITEM_DESCRIPTION));
  xml.element(tags.itemName, itemName(goods[0]));
  xml.element(tags.pieces, String(pieces));
  xml.fragment(route);
  xml.element(tags.grossWeight, printedWeight(grossWeightKg));
  writeParty(xml, tags.consignor, consignor.name, consignor);
  writeParty(xml, tags.consignee, consigneeName(consignee), consignee.address);
  xml.close(tags.line);
}

function writeParty(xml: XmlWriter, party: Tag, name: string, address: Partial<Address> & Pick<Address, 'country'>): void {
  const { country, postcode, region, city } = address;
  xml.open(party);
  xml.element(tags.partyName, name);
  xml.open(tags.address);
  xml.element(tags.postcode, postcode);
  xml.element(tags.countryCode, country);
  xml.element(tags.countryName, countryName(country));
  xml.element(tags.region, region === undefined ? undefined : shortened(region, SHORT_REGION));
  xml.element(tags.city, city === undefined ? undefined : shortened(city, SHORT_CITY));
  xml.element(tags.street, streetHouse(address));
  xml.close(tags.address);
  xml.close(party);
}
