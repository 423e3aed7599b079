import { airport } from '../../domain/codes/airports.js';
import type { Dimensions } from '../../domain/consignment.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { OfficeAddress } from '../../domain/destination.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { uuidOf } from '../../domain/ids.js';
import { grams, kilograms, money, scaled } from '../../domain/units.js';
import { printedAmount, printedWeight } from '../kit/format.js';
import { airportName } from '../kit/places.js';
import type { Declaration, DeclaredConsignment } from '../subjects.js';

/**
 * What a house waybill says in figures and codes; XML and form take them from here.
 *
 * It is made on demand and kept nowhere: its subject is a consignment of a declaration.
 */
export interface HouseWaybill {
  /** UUID in capitals, the same for the same content. */
  documentId: string;
  /** Of every amount on it. */
  currency: string;
  procedure: string;
  grossWeight: string;
  /** Left out where a line has none. */
  netWeight: string | undefined;
  lines: readonly HouseWaybillLine[];
}

export interface HouseWaybillLine {
  item: GoodsItem;
  grossWeight: string;
  netWeight: string | undefined;
  value: string;
  customsValue: string;
  /** Packages that hold the goods; left out where that cannot be told. */
  packages: string | undefined;
  /** Whole centimetres. */
  dimensions: Dimensions | undefined;
}

/** Release for domestic consumption; goods for personal use are placed under no procedure. Source: customs-rules 1 and 4.3. */
const procedures: Record<DeclarationKind, string> = { ptdeg: '00', dteg: '40' };

const ROUBLE = 'RUB';

/**
 * The figures of a house waybill.
 *
 * Units: kilograms with three decimals, money with two, centimetres rounded up to whole ones.
 * Rules: all amounts are in one currency, that of the invoice, or where a consignment has several in roubles at the rates of the
 * declaration; goods are valued for customs as they are invoiced. Packages are counted where a line has them for itself, or where
 * there is one for all; dimensions are those of the only package of the only line.
 * Source: WayBillExpressIndividual.xsd, `CurrencyCode` ("applies to all values of this document").
 */
export function houseWaybillOf(declaration: Omit<Declaration, 'houses'>, house: DeclaredConsignment): HouseWaybill {
  const { consignment, lineKopecks, valueKopecks, waybillId } = house;
  const { goods, pieces } = consignment;
  const currency = goods.every(({ value }) => value.currency === goods[0].value.currency) ? goods[0].value.currency : ROUBLE;
  const isSingle = goods.length === 1;
  const packages = isSingle || pieces === 1 ? String(pieces) : undefined;
  const dimensions = isSingle && pieces === 1 ? wholeCentimetres(consignment.dimensionsCm) : undefined;
  const { waybillNumber, kind, album, ratesDate } = declaration;
  return {
    documentId: uuidOf(
      ...['house-waybill', waybillId, waybillNumber, kind, album, ratesDate],
      ...[String(valueKopecks), JSON.stringify(consignment)],
    ),
    currency,
    procedure: procedures[kind],
    grossWeight: printedWeight(consignment.grossWeightKg),
    netWeight: netWeightOf(goods),
    lines: goods.map((item, index) => {
      const value = currency === item.value.currency ? printedAmount(item.value.amount) : money(lineKopecks[index]);
      return {
        item,
        grossWeight: printedWeight(item.grossWeightKg),
        netWeight: item.netWeightKg === undefined ? undefined : printedWeight(item.netWeightKg),
        value,
        customsValue: value,
        packages,
        dimensions,
      };
    }),
  };
}

function netWeightOf(goods: readonly GoodsItem[]): string | undefined {
  let sum = 0;
  for (const { netWeightKg } of goods) {
    if (netWeightKg === undefined) return undefined;
    sum += grams(netWeightKg);
  }
  return kilograms(sum);
}

/** `Quantity5Type` has no decimals. */
function wholeCentimetres(dimensions: Dimensions | undefined): Dimensions | undefined {
  if (dimensions === undefined) return undefined;
  const whole = (centimetres: string): string => String(Math.ceil(scaled(centimetres, 3) / 1000));
  return { length: whole(dimensions.length), width: whole(dimensions.width), height: whole(dimensions.height) };
}

/** One end of the journey: an airport and an address there. */
export interface Point {
  name: string;
  iata: string;
  address: Partial<OfficeAddress>;
}

/** Where the flight began: the airport's city and country, as far as it is listed. */
export function departurePoint({ flight }: Pick<Declaration, 'flight'>): Point {
  const known = airport(flight.origin);
  const address = known === undefined ? {} : { country: known.country, city: known.city.toUpperCase() };
  return { name: airportName(flight.origin), iata: flight.origin, address };
}

/** Where the consignment is given to customs: the airport, and the address of the place of goods there. */
export function deliveryPoint({ flight, settings, houses }: Declaration): Point {
  const iata = houses[0]?.consignment.destination ?? flight.destination;
  return { name: airportName(iata), iata, address: settings.placeOfGoods.address };
}

/**
 * Where the express carrier is at home. That is the customs representative; its address is the one set, or known where it is also the
 * consignee of the master waybill, and is else its country alone, which its place in the Russian register tells.
 */
export function carrierAddress({ settings }: Pick<Declaration, 'settings'>): Partial<OfficeAddress> {
  const { representative, waybillConsignee } = settings;
  if (representative.address !== undefined) return representative.address;
  return waybillConsignee.inn === representative.inn ? waybillConsignee.address : { country: 'RU' };
}
