import { countryName } from '../../domain/codes/countries.js';
import type { Destination, OfficeAddress, Organisation } from '../../domain/destination.js';
import { flightDesignator } from '../../domain/flight.js';
import { uuidOf } from '../../domain/ids.js';
import { kilograms, money } from '../../domain/units.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { airportCity, carrierName } from '../kit/places.js';
import { SHORT_CITY, SHORT_REGION, shortened, streetHouse } from '../kit/shorten.js';
import { airportTree, waybillNumberTree } from '../kit/transport.xml.js';
import { cubicMetres } from '../kit/volume.js';
import { documentBytes } from '../kit/xml.js';
import { type Tree, treeXml } from '../kit/xml-tree.js';
import type { MasterWaybill } from '../subjects.js';
import { type ChargesDue, chargeableWeight, chargesDue, rateClass, waybillCurrency } from './waybill-charges.js';
import type { WaybillWords } from './waybill-values.js';

const DOCUMENT_MODE_ID = '1003301E';

const YES = '1';
const NO = '0';
const KILOGRAMS = 'K';
const CUBIC_METRES = '113';

/**
 * A master waybill as the album's AirWaybill (1003301E). Its parties are Latin where a Latin name or address is set.
 *
 * Units: kilograms with three decimals, chargeable ones with one, cubic metres with two, money with two. No value is declared for
 * carriage (NVD) or customs (NCV), nothing is insured (XXX), all charges are prepaid.
 * Rule for the album's short addresses: a city above 35 characters, a region or a street above 50 ends at a word, marked `…`.
 * Errors: `unrenderable-character`.
 * Source: AirWaybill.xsd; air-cargo 2.2.
 */
export function masterWaybillXml(waybill: MasterWaybill, assets: Pick<Assets, 'template'>): Uint8Array {
  const namespaces = namespacesOf(assets, 'master-waybill', waybill.album);
  const { words } = assets.template<{ words: WaybillWords }>('master-waybill/form');
  return documentBytes('awb:AirWaybill', namespaces, DOCUMENT_MODE_ID, [treeXml(waybillTree(waybill, words))]);
}

function waybillTree(waybill: MasterWaybill, words: WaybillWords): Tree {
  const { flight, settings, number, destination } = waybill;
  const charges = chargesDue(waybill);
  return {
    'cat_ru:DocumentID': waybill.documentId,
    'awb:ConsignmentId': uuidOf('consignment', waybill.flightId, number),
    'awb:AgreedValuationCurrencyCode': waybillCurrency(waybill),
    'awb:NCVIndicator': YES,
    'awb:XXXIndicator': YES,
    'awb:NVDIndicator': YES,
    'awb:DeparturePoint': airportTree(flight.origin),
    'awb:DestinationPoint': airportTree(destination),
    'awb:Registration': {
      ...waybillNumberTree(number),
      'awb:Date': flight.date,
      'awb:Place': airportCity(flight.origin).toUpperCase(),
    },
    'awb:Consignor': partyTree(settings.waybillConsignor),
    'awb:Consignee': partyTree(settings.waybillConsignee),
    'awb:IssuingCarrierAgent': agentTree(settings.agent),
    'awb:Payment': charges && paymentTree(waybill, charges, words),
    'awb:GoodsMovement': {
      'awb:FlightNumber': flightDesignator(flight),
      'awb:FlightDate': flight.date.slice(8, 10),
      'awb:NumPP': '1',
      'awb:DestinationPlace': destination,
      'awb:CarrierName': carrierName(flight.carrier),
      'awb:CarrierCode': flight.carrier,
    },
    'awb:HandlingInfo': {
      'awb:ServiceInfoCode': 'SSR',
      'awb:InfoDescription': `${words.attached} ${waybill.consignments} ${words.houseWaybills}`,
      'awb:NotificationOrg': {
        'cat_ru:OrganizationName': settings.waybillConsignee.nameEn ?? settings.waybillConsignee.name,
        'cat_ru:Contact': contactTree(settings.waybillConsignee),
      },
    },
    'awb:IssueInfo': { 'cat_ru:OrganizationName': carrierName(flight.carrier) },
    'awb:AWBGoodsInfo': goodsTree(waybill, charges, words),
    'awb:PaymentInfo': chargesTree(charges, words),
    'awb:DestinationOfficeIdentifier': settings.customsOffice,
  };
}

function goodsTree(waybill: MasterWaybill, charges: ChargesDue | undefined, words: WaybillWords): Tree {
  const { pieces, consignments, chargeableHalfKg } = waybill;
  const volume = cubicMetres(waybill.volumeCm3);
  const weight = { 'awb:WeightUnitQualifierCode': KILOGRAMS, 'awb:GrossWeightQuantity': kilograms(waybill.grossWeightG) };
  const weightCharge = charges && money(charges.weightCharge);
  return {
    'awb:TotalPlacesQuantity': String(pieces),
    ...weight,
    'awb:TotalAmount': weightCharge,
    'awb:AWBGoods': {
      'awb:PlacesQuantity': String(pieces),
      ...weight,
      'awb:TariffClassCode': rateClass(chargeableHalfKg),
      'awb:GoodsVolume': volume,
      'awb:VolumeUnitQualifierCode': volume && CUBIC_METRES,
      'awb:PaidWeightQuantity': chargeableWeight(chargeableHalfKg),
      'awb:FactPlacesQuantity': String(pieces),
      'awb:TotalSum': weightCharge,
      'awb:RateCharge': charges?.ratePerKg,
      'awb:GoodsDescr': {
        'awb:InformationCode': 'C',
        'awb:GoodsDescription': [words.consolidation, words.goods, `${words.slac} ${consignments}`],
      },
    },
  };
}

function chargesTree(charges: ChargesDue | undefined, words: WaybillWords): Tree {
  return {
    'awb:TaxCode': words.chargesCode,
    'awb:WeightValuePrepaidFlag': 'true',
    'awb:OtherChargesPrepaidFlag': 'true',
    'awb:OtherCharges': charges?.other.map(({ code, amount }) => ({
      'awb:OtherChargeCode': code.slice(0, 2),
      'awb:EntitlementCode': code.slice(2),
      'awb:OtherChargeAmount': money(amount),
    })),
    'awb:PrepaydCharge': charges && {
      'awb:TotalAmount': money(charges.total),
      'awb:TotalWeightCharge': { 'awb:Amount': money(charges.weightCharge) },
      'awb:TotalAgentCharges': charges.dueAgent === 0 ? undefined : { 'awb:Amount': money(charges.dueAgent) },
      'awb:TotalCarrierCharges': charges.dueCarrier === 0 ? undefined : { 'awb:Amount': money(charges.dueCarrier) },
    },
  };
}

function paymentTree({ flight, settings }: MasterWaybill, charges: ChargesDue, words: WaybillWords): Tree {
  return {
    'awb:PaymentMode': words.prepaid,
    'awb:Amount': money(charges.total),
    'awb:CurrencyCode': charges.currency,
    'awb:Place': airportCity(flight.origin).toUpperCase(),
    'awb:DateInf': flight.date,
    'awb:NameInf': settings.waybillConsignor.nameEn ?? settings.waybillConsignor.name,
    'awb:Comments': words.prepaid,
  };
}

function partyTree(organisation: Organisation): Tree {
  const { name, nameEn = name, address, addressEn = address, ogrn, inn, kpp } = organisation;
  return {
    'cat_ru:OrganizationName': nameEn,
    'cat_ru:RFOrganizationFeatures':
      inn === undefined && ogrn === undefined ? undefined : { 'cat_ru:OGRN': ogrn, 'cat_ru:INN': inn, 'cat_ru:KPP': kpp },
    'cat_ru:Address': addressTree(addressEn),
    'cat_ru:Contact': contactTree(organisation),
  };
}

function agentTree({ name, city, country, iataCode, accountNumber }: Destination['agent']): Tree {
  return {
    'cat_ru:OrganizationName': name,
    'cat_ru:Address': addressTree({ country, city }),
    'awb:AccountNumber': accountNumber,
    'awb:IATACode': iataCode,
    'awb:CommissionFlag': NO,
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

function contactTree({ phone, email }: Organisation): Tree | undefined {
  return phone === undefined && email === undefined ? undefined : { 'cat_ru:Phone': phone, 'cat_ru:E_mail': email };
}
