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
import { documentBytes, element, escapeText, parent } from '../kit/xml.js';
import { treeXml } from '../kit/xml-tree.js';
import type { Consolidation } from '../subjects.js';
import { itemName } from './item-name.js';

const DOCUMENT_MODE_ID = '1003004E';

/** `LinesNumberTotal` has three digits and may be left out. */
const MAX_LINES_NUMBER = 999;
const ITEM_DESCRIPTION = 250;

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
  return documentBytes('rsm:HouseManifest', namespaces, DOCUMENT_MODE_ID, parts(consolidation));
}

function* parts({ documentId, flight, waybill, houses }: Consolidation): Iterable<string> {
  const origin = airportTree(flight.origin);
  const destination = airportTree(waybill.destination);
  yield treeXml({
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
  });
  const route = treeXml({ 'rsm:OriginLocation': origin, 'rsm:DestinationLocation': destination }).replaceAll(/\n */g, '');
  for (let i = 0; i < houses.length; i += 1) yield lineXml(houses[i].consignment, i + 1, route);
}

function lineXml({ houseWaybill, goods, pieces, grossWeightKg, consignor, consignee }: Consignment, number: number, route: string): string {
  const description = goods.length === 1 ? goods[0].description : goods.map((item) => item.description).join('; ');
  return `<rsm:ItemDetails>\
<rsm:HouseWaybillNumber>${escapeText(houseWaybill)}</rsm:HouseWaybillNumber>\
<rsm:LineItemNumber>${number}</rsm:LineItemNumber>\
<rsm:ItemDescription>${escapeText(shortened(description, ITEM_DESCRIPTION))}</rsm:ItemDescription>\
<rsm:ItemName>${itemName(goods[0])}</rsm:ItemName>\
<rsm:NumberOfPieces>${pieces}</rsm:NumberOfPieces>\
${route}\
<rsm:GrossWeight>\
<cat_ru:GoodsQuantity>${printedWeight(grossWeightKg)}</cat_ru:GoodsQuantity>\
<cat_ru:MeasureUnitQualifierName>КГ</cat_ru:MeasureUnitQualifierName>\
<cat_ru:MeasureUnitQualifierCode>${KILOGRAM}</cat_ru:MeasureUnitQualifierCode>\
</rsm:GrossWeight>\
${partyXml('rsm:Consignor', consignor.name, consignor)}\
${partyXml('rsm:Consignee', consigneeName(consignee), consignee.address)}\
</rsm:ItemDetails>
`;
}

function partyXml(name: string, partyName: string, address: Partial<Address> & Pick<Address, 'country'>): string {
  const { country, postcode, region, city } = address;
  return parent(
    name,
    element('cat_ru:OrganizationName', partyName) +
      parent(
        'cat_ru:Address',
        element('cat_ru:PostalCode', postcode) +
          element('cat_ru:CountryCode', country) +
          element('cat_ru:CounryName', countryName(country)) +
          element('cat_ru:Region', region === undefined ? undefined : shortened(region, SHORT_REGION)) +
          element('cat_ru:City', city === undefined ? undefined : shortened(city, SHORT_CITY)) +
          element('cat_ru:StreetHouse', streetHouse(address)),
      ),
  );
}
