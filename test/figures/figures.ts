/** What a document says in figures, whichever way it says it: texts as they stand, weights in kilograms with three decimals. */

export interface DeclarationFigures {
  sheets: number;
  /** Numbers of the master waybill, one a house waybill. */
  waybills: readonly string[];
  houseWaybills: readonly string[];
  /** Code, quantity, unit, gross weight, net weight where it is stated, invoice value with its currency and roubles of each goods line. */
  lines: readonly (readonly string[])[];
  /** Gross weight and roubles of each house waybill. */
  houseTotals: readonly (readonly string[])[];
  total: readonly string[];
  /** Of a ДТЭГ: house waybill and line, kind, base, its code, rate and amount of each payment; a fee has neither line nor base. */
  payments: readonly (readonly string[])[];
  /** What is paid for each house waybill, and in all. */
  paymentTotals: readonly string[];
}

export interface WaybillFigures {
  number: string;
  pieces: string;
  grossWeight: string;
  chargeableWeight: string;
  /** House waybills under it: the SLAC count. */
  consignments: string;
  /** Undefined where charges are as arranged. */
  weightCharge: string | undefined;
}

export interface HouseManifestFigures {
  number: string;
  /** Line number, the airline's house, pieces, gross weight and SLAC of each line. */
  lines: readonly (readonly string[])[];
  /** Lines, pieces, gross weight and SLAC. */
  total: readonly string[];
}

export interface ParcelRegisterFigures {
  number: string;
  /** The airline's houses, each with house waybill, pieces and gross weight of its rows and their number and sums, if it states them. */
  houses: readonly { number: string; pieces: string; rows: readonly (readonly string[])[]; subtotal: readonly string[] | undefined }[];
  /** House waybills, pieces and gross weight. */
  total: readonly string[];
}

export interface CargoManifestFigures {
  /** Number, pieces and gross weight of each master waybill. */
  lines: readonly (readonly string[])[];
}
