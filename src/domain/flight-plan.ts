import type { DeclarationKind } from './declaration.js';
import type { Finding } from './problem.js';

/** What the plan must know of a consignment; figures in whole units. The same facts give the same plan everywhere. */
export interface ConsignmentFacts {
  /** Place of the row in the store; handed back untouched, never used for an order. */
  manifestKey: number;
  sequence: number;
  houseWaybill: string;
  bag?: string;
  /** Airport, always set: the consignment's own or the flight's. */
  destination: string;
  consigneeKind: 'individual' | 'company';
  pieces: number;
  grossWeightG: number;
  /** Zero where no dimensions were sent. */
  volumeCm3: number;
  /** One entry a goods line, in the sender's order: hundredths of the currency. */
  lineValues: readonly LineValue[];
}

export interface LineValue {
  amount: number;
  currency: string;
}

/** Where the plan published before put a house waybill; new plans move it only if a rule forbids the place. */
export interface EarlierPlace {
  waybillSlot: string;
  declarationSlot: string;
}

/** Place for an air waybill number and what flies under it. */
export interface WaybillSlot {
  /** `SVO-1`: destination and a running number that is never given twice within a flight. */
  slot: string;
  destination: string;
  /** Bags, and the pieces of consignments that fly in no bag. */
  pieces: number;
  /** House waybills under it: the SLAC count. */
  consignments: number;
  /** Sum of the consignments' own pieces; at most 9 999, the limit of HouseManifest/TotalNumberOfPieces. */
  consignmentPieces: number;
  grossWeightG: number;
  volumeCm3: number;
  /** Half kilograms: the chargeable weight is this divided by two. */
  chargeableHalfKg: number;
}

export interface DeclarationSlot {
  /** `SVO-1-P1`, `SVO-1-D1`: its waybill's slot, the kind's letter (P ПТДЭГ, D ДТЭГ) and a running number. */
  slot: string;
  kind: DeclarationKind;
  /** Index into `waybills`. */
  waybill: number;
  houseWaybills: number;
  goodsItems: number;
  grossWeightG: number;
  valueKopecks: number;
}

/** One consignment in its declaration, in the order in which it is declared. */
export interface Placement {
  /** Index into `declarations`. */
  declaration: number;
  /** 1..500, `ObjectOrdinal`. */
  ordinal: number;
  /** `TotalGoodsNumeric` of its first line, 1..999. */
  firstGoodsNumeric: number;
  valueKopecks: number;
  facts: ConsignmentFacts;
}

/** What a plan decides. Arrays are in the order of their slots; placements by declaration and ordinal. */
export interface FlightPlan {
  waybills: WaybillSlot[];
  declarations: DeclarationSlot[];
  placements: Placement[];
  /** Consignments that no declaration here may take, with the reason; they are in no document. */
  findings: (Finding & { houseWaybill: string })[];
}
