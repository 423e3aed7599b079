import { countryName } from '../../domain/codes/countries.js';
import type { OfficeAddress } from '../../domain/destination.js';
import { type Address, type Company, consigneeName } from '../../domain/party.js';
import { writeIdentity } from '../express-declaration/party.xml.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { SHORT_CITY, SHORT_REGION, shortened, streetHouse } from '../kit/shorten.js';
import { writtenDocument } from '../kit/xml.js';
import { type Tree, treeXml } from '../kit/xml-tree.js';
import { encoded, fixed, tag, tagAround, type XmlWriter } from '../kit/xml-writer.js';
import type { Declaration, DeclaredConsignment } from '../subjects.js';
import { carrierAddress, deliveryPoint, departurePoint, type HouseWaybillLine, houseWaybillOf, type Point } from './house-waybill.js';

const DOCUMENT_MODE_ID = '1002018E';

const NAME = 250;

/** `DimensionsCode`: the centimetre of the Russian classifier of units, ОКЕИ. */
const CENTIMETRE = '004';
/** `PakageTypeCode`: with packaging. */
const PACKED = '1';

const tags = {
  documentId: tag('cat_ru:DocumentID'),
  number: tag('wbei:WayBillNumber'),
  currency: tag('wbei:CurrencyCode'),
  procedure: tag('wbei:CustomsModeCode'),
  netWeightTotal: tag('wbei:NetWeightTotal'),
  grossWeightTotal: tag('wbei:GrossWeightTotal'),

  sender: tag('wbei:Sender'),
  receiver: tag('wbei:Receiver'),
  organisation: tag('wbei:Organisation'),
  partyName: tag('cat_ru:OrganizationName'),
  numbers: tag('cat_ru:RFOrganizationFeatures'),
  ogrn: tag('cat_ru:OGRN'),
  inn: tag('cat_ru:INN'),
  kpp: tag('cat_ru:KPP'),
  address: tag('wbei:Address'),
  postcode: tag('cat_ru:PostalCode'),
  countryCode: tag('cat_ru:CountryCode'),
  countryName: tag('cat_ru:CounryName'),
  region: tag('cat_ru:Region'),
  city: tag('cat_ru:City'),
  street: tag('cat_ru:StreetHouse'),
  identity: tag('wbei:IdentityCard'),

  goods: tag('wbei:Goods'),
  name: tag('wbei:Name'),
  commodityCode: tag('wbei:TNVED'),
  netWeight: tag('wbei:NetWeight'),
  grossWeight: tag('wbei:GrossWeight'),
  value: tag('wbei:InvoicedCost'),
  customsValue: tag('wbei:CustomsCost'),
  packaging: tagAround('<wbei:Packaging>', `<catESAD_cu:PakageTypeCode>${PACKED}</catESAD_cu:PakageTypeCode></wbei:Packaging>\n`),
  packages: tag('catESAD_cu:PakageQuantity'),
  dimensions: tagAround(`<wbei:Dimensions><cat_ru:DimensionsCode>${CENTIMETRE}</cat_ru:DimensionsCode>`, '</wbei:Dimensions>\n'),
  length: tag('cat_ru:Lenght'),
  width: tag('cat_ru:Wight'),
  height: tag('cat_ru:Height'),
};

/** By air; goods from abroad are an international distribution. */
const shipment = fixed('<wbei:ShipmentType>3</wbei:ShipmentType>\n<wbei:InternationalDistribution>true</wbei:InternationalDistribution>\n');

/**
 * House waybills of a declaration as the album's WayBillExpressIndividual (1002018E), one at a time: what all of them share is
 * encoded once.
 *
 * Units and rules of the figures: `houseWaybillOf`. Rule for the album's short elements: a goods name above 250 characters, a city
 * above 35, a region or a street above 50 end at a word, marked `…`; the declaration has them whole. Payments are left out: a line
 * has place for one of three, in the currency of the invoice.
 * Errors: `unrenderable-character`.
 * Source: WayBillExpressIndividual.xsd.
 */
export function houseWaybillWriter(declaration: Declaration, assets: Pick<Assets, 'template'>): (house: DeclaredConsignment) => Uint8Array {
  const namespaces = namespacesOf(assets, 'house-waybill', declaration.album);
  const frame = frameOf(declaration);
  return (house) =>
    writtenDocument('wbei:WayBillExpressIndividual', namespaces, DOCUMENT_MODE_ID, (xml) => write(xml, declaration, house, frame));
}

/** What every house waybill of a declaration says in the same bytes. */
interface Frame {
  carrierAndPoints: Uint8Array;
  masterWaybill: Uint8Array;
  receiverByMaster: Uint8Array;
}

function frameOf(declaration: Declaration): Frame {
  const { settings, waybillNumber } = declaration;
  const { representative, waybillConsignee } = settings;
  const carrier = addressTree(carrierAddress(declaration));
  const oneLine = (tree: Tree): Uint8Array => encoded(treeXml(tree).replaceAll(/\n */g, '').replace(/$/, '\n'));
  return {
    carrierAndPoints: encoded(
      treeXml({
        'wbei:Carrier': {
          'wbei:OrganizationName': representative.name,
          'wbei:CustomsBrokerCertificate': representative.registerNumber,
          'wbei:INN': representative.inn,
          'wbei:LegalAddress': carrier,
          'wbei:FactAddress': carrier,
        },
        'wbei:DeparturePoint': pointTree(departurePoint(declaration)),
        'wbei:DeliveryPoint': pointTree(deliveryPoint(declaration)),
      }),
    ),
    masterWaybill: oneLine({ 'wbei:CommonWayBillNumber': waybillNumber }),
    receiverByMaster: oneLine({
      'wbei:ReceiverByCommonWayBill': {
        'cat_ru:OrganizationName': waybillConsignee.name,
        'cat_ru:RFOrganizationFeatures': numbersTree(waybillConsignee),
      },
    }),
  };
}

function write(xml: XmlWriter, declaration: Declaration, house: DeclaredConsignment, frame: Frame): void {
  const waybill = houseWaybillOf(declaration, house);
  const { consignor, consignee, houseWaybill } = house.consignment;
  xml.element(tags.documentId, waybill.documentId);
  xml.element(tags.number, houseWaybill);
  xml.element(tags.currency, waybill.currency);
  xml.fixed(shipment);
  xml.element(tags.procedure, waybill.procedure);
  xml.element(tags.netWeightTotal, waybill.netWeight);
  xml.element(tags.grossWeightTotal, waybill.grossWeight);

  xml.open(tags.sender);
  writeParty(xml, consignor.name, {}, consignor);
  xml.close(tags.sender);
  xml.open(tags.receiver);
  writeParty(xml, consigneeName(consignee), consignee, consignee.address);
  if (consignee.kind === 'individual') writeIdentity(xml, tags.identity, consignee.identityDocument);
  xml.close(tags.receiver);

  xml.fragment(frame.carrierAndPoints);
  for (const line of waybill.lines) writeLine(xml, line, frame);
}

function writeParty(
  xml: XmlWriter,
  name: string,
  { ogrn, inn, kpp }: Partial<Pick<Company, 'ogrn' | 'inn' | 'kpp'>>,
  address: Partial<Address> & Pick<Address, 'country'>,
): void {
  xml.open(tags.organisation);
  xml.element(tags.partyName, name);
  if (ogrn !== undefined || inn !== undefined || kpp !== undefined) {
    xml.open(tags.numbers);
    xml.element(tags.ogrn, ogrn);
    xml.element(tags.inn, inn);
    xml.element(tags.kpp, kpp);
    xml.close(tags.numbers);
  }
  xml.close(tags.organisation);
  const { country, postcode, region, city } = address;
  xml.open(tags.address);
  xml.element(tags.postcode, postcode);
  xml.element(tags.countryCode, country);
  xml.element(tags.countryName, countryName(country));
  xml.element(tags.region, region === undefined ? undefined : shortened(region, SHORT_REGION));
  xml.element(tags.city, city === undefined ? undefined : shortened(city, SHORT_CITY));
  xml.element(tags.street, streetHouse(address));
  xml.close(tags.address);
}

function writeLine(xml: XmlWriter, line: HouseWaybillLine, { masterWaybill, receiverByMaster }: Frame): void {
  const { item, dimensions } = line;
  xml.open(tags.goods);
  xml.fragment(masterWaybill);
  xml.element(tags.name, shortened(item.description, NAME));
  xml.element(tags.commodityCode, item.commodityCode);
  xml.element(tags.netWeight, line.netWeight);
  xml.element(tags.grossWeight, line.grossWeight);
  xml.element(tags.value, line.value);
  xml.element(tags.customsValue, line.customsValue);
  xml.fragment(receiverByMaster);
  xml.open(tags.packaging);
  xml.element(tags.packages, line.packages);
  xml.close(tags.packaging);
  if (dimensions !== undefined) {
    xml.open(tags.dimensions);
    xml.element(tags.length, dimensions.length);
    xml.element(tags.width, dimensions.width);
    xml.element(tags.height, dimensions.height);
    xml.close(tags.dimensions);
  }
  xml.close(tags.goods);
}

function pointTree({ name, iata, address }: Point): Tree {
  return { 'wbei:Name': name, 'wbei:IATACode': iata, 'wbei:Address': addressTree(address) };
}

/** An empty text is an empty element, which the schema allows for an address of which nothing is known. */
function addressTree({ country, postcode, region, city, street, house }: Partial<OfficeAddress>): Tree | string {
  if (country === undefined) return '';
  return {
    'cat_ru:PostalCode': postcode,
    'cat_ru:CountryCode': country,
    'cat_ru:CounryName': countryName(country),
    'cat_ru:Region': region === undefined ? undefined : shortened(region, SHORT_REGION),
    'cat_ru:City': city === undefined ? undefined : shortened(city, SHORT_CITY),
    'cat_ru:StreetHouse': streetHouse({ ...(street === undefined ? {} : { street }), ...(house === undefined ? {} : { house }) }),
  };
}

function numbersTree({ ogrn, inn, kpp }: { ogrn?: string; inn?: string; kpp?: string }): Tree | undefined {
  return inn === undefined && ogrn === undefined ? undefined : { 'cat_ru:OGRN': ogrn, 'cat_ru:INN': inn, 'cat_ru:KPP': kpp };
}
