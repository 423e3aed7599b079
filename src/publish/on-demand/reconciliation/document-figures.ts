import { grams, hundredths } from '../../../domain/units.js';
import { PathScan } from './path-scan.js';

/** What documents state, read from their bytes and not from what they were made of. Grams, kopecks. */

export interface StatedHouse {
  ordinal: number;
  houseWaybill: string;
  waybill: string;
  grossWeightG: number;
  valueKopecks: number;
  lineValues: { currency: string; amount: number }[];
  paidKopecks: number | undefined;
}

export interface StatedDeclaration {
  consignments: number;
  grossWeightG: number;
  valueKopecks: number;
  /** Undefined where a declaration states no payments. */
  paidKopecks: number | undefined;
}

export interface StatedWaybill {
  bags: number;
  consignments: number;
  grossWeightG: number;
}

export interface StatedHouseManifest {
  /** Houses that the carrier sees, and the consignments in them. */
  lines: number;
  consignments: number;
  bags: number;
  /** As stated at its head, and summed up over its lines. */
  grossWeightG: number;
  lineWeightG: number;
  lineBags: number;
}

const SHIPPERS_COUNT = /\bSLAC (\d+)$/;

const HOUSE = 'GoodsShipment/HouseShipment';
const LINE = `${HOUSE}/GoodsItemDetails`;

/**
 * An express declaration: its totals, and its house waybills as they come. The first value of a goods line is that of the invoice.
 *
 * Errors: RangeError for a figure that is none.
 */
export function declarationScan(onHouse: (house: StatedHouse) => void): { scan: PathScan; totals: () => StatedDeclaration } {
  const totals: StatedDeclaration = { consignments: 0, grossWeightG: Number.NaN, valueKopecks: Number.NaN, paidKopecks: undefined };
  let house = emptyHouse();
  let invoice: { amount: number; currency: string | undefined } | undefined;
  const value = (text: string) => {
    totals.valueKopecks = hundredths(text);
  };
  const houseValue = (text: string) => {
    house.valueKopecks = hundredths(text);
  };
  const scan = new PathScan({
    [`${HOUSE}/ObjectOrdinal`]: (text) => {
      house.ordinal = Number(text);
    },
    [`${HOUSE}/TransportDocumentDetails/PrDocumentNumber`]: (text) => {
      house.waybill = text;
    },
    [`${HOUSE}/HouseWaybillDetails/PrDocumentNumber`]: (text) => {
      house.houseWaybill = text;
    },
    [`${LINE}/CAValueAmount/CurrencyQuantity`]: (text) => {
      invoice ??= { amount: hundredths(text), currency: undefined };
    },
    [`${LINE}/CAValueAmount/CurrencyCode`]: (text) => {
      if (invoice !== undefined) invoice.currency ??= text;
    },
    [LINE]: () => {
      house.lineValues.push({ amount: invoice?.amount ?? Number.NaN, currency: invoice?.currency ?? '' });
      invoice = undefined;
    },
    [`${HOUSE}/UnifiedGrossWeightQuantity/GoodsQuantity`]: (text) => {
      house.grossWeightG = grams(text);
    },
    [`${HOUSE}/CAValueAmount/CurrencyQuantity`]: houseValue,
    [`${HOUSE}/CustomsCost/CurrencyQuantity`]: houseValue,
    [`${HOUSE}/WayBillPaymentAmountDetails/Amount`]: (text) => {
      house.paidKopecks = (house.paidKopecks ?? 0) + hundredths(text);
    },
    [HOUSE]: () => {
      totals.consignments += 1;
      onHouse(house);
      house = emptyHouse();
    },
    'GoodsShipment/UnifiedGrossWeightQuantity/GoodsQuantity': (text) => {
      totals.grossWeightG = grams(text);
    },
    'GoodsShipment/CAValueAmount/CurrencyQuantity': value,
    'GoodsShipment/CustomsCost/CurrencyQuantity': value,
    'GoodsShipment/TotalPaymentAmountDetails/Amount': (text) => {
      totals.paidKopecks = hundredths(text);
    },
  });
  return { scan, totals: () => totals };
}

const emptyHouse = (): StatedHouse => ({
  ordinal: 0,
  houseWaybill: '',
  waybill: '',
  grossWeightG: Number.NaN,
  valueKopecks: Number.NaN,
  lineValues: [],
  paidKopecks: undefined,
});

/** A master waybill. Errors: RangeError for a figure that is none. */
export function waybillScan(): { scan: PathScan; totals: () => StatedWaybill } {
  const totals: StatedWaybill = { bags: Number.NaN, consignments: Number.NaN, grossWeightG: Number.NaN };
  const scan = new PathScan({
    'AWBGoodsInfo/TotalPlacesQuantity': (text) => {
      totals.bags = Number(text);
    },
    'AWBGoodsInfo/GrossWeightQuantity': (text) => {
      totals.grossWeightG = grams(text);
    },
    'AWBGoodsInfo/AWBGoods/GoodsDescr/GoodsDescription': (text) => {
      const count = SHIPPERS_COUNT.exec(text);
      if (count !== null) totals.consignments = Number(count[1]);
    },
  });
  return { scan, totals: () => totals };
}

/** A house manifest: what the carrier sees under a master waybill. Errors: RangeError for a figure that is none. */
export function houseManifestScan(): { scan: PathScan; totals: () => StatedHouseManifest } {
  const totals: StatedHouseManifest = {
    lines: 0,
    consignments: 0,
    bags: Number.NaN,
    grossWeightG: Number.NaN,
    lineWeightG: 0,
    lineBags: 0,
  };
  const scan = new PathScan({
    TotalNumberOfPieces: (text) => {
      totals.bags = Number(text);
    },
    'TotalGrossWeight/GoodsQuantity': (text) => {
      totals.grossWeightG = grams(text);
    },
    'ItemDetails/ItemDescription': (text) => {
      totals.consignments += Number(SHIPPERS_COUNT.exec(text)?.[1] ?? Number.NaN);
    },
    'ItemDetails/NumberOfPieces': (text) => {
      totals.lineBags += Number(text);
    },
    'ItemDetails/GrossWeight/GoodsQuantity': (text) => {
      totals.lineWeightG += grams(text);
    },
    ItemDetails: () => {
      totals.lines += 1;
    },
  });
  return { scan, totals: () => totals };
}
