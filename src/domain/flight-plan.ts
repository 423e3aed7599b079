import type { DeclarationKind } from './declaration.js';
import type { DutyBasis, HousePayments, PaymentSum } from './payment.js';
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
  /** Of a firm's consignment, one entry a goods line: what its payments are figured on. */
  lineGoods?: readonly LineGoods[];
  /** See `consigneeKey`; left out where it is not known. */
  consigneeKey?: string;
}

export interface LineValue {
  amount: number;
  currency: string;
}

export interface LineGoods {
  commodityCode: string;
  /** Decimal text in `unit`, the customs' three digits. */
  quantity: string;
  unit: string;
  grossWeightG: number;
  netWeightG?: number;
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
  /** Of a ПТДЭГ what its consignees will be asked for, of a ДТЭГ the import duty. */
  dutyKopecks: number;
  /** Sums by kind; left out where nothing is to be paid with the declaration. */
  payments?: readonly PaymentSum[];
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
  /** Hundredths of a euro, from the invoice amounts. */
  valueEur: number;
  dutyKopecks: number;
  dutyBasis: DutyBasis;
  /** Of a firm's consignment, and where a ПТДЭГ costs a fee. */
  payments?: HousePayments | undefined;
  facts: ConsignmentFacts;
}

/** A finding of one consignment, with the consignment's place. */
export type PlanFinding = Finding & Pick<ConsignmentFacts, 'houseWaybill' | 'manifestKey' | 'sequence'>;

/** What a plan decides. Arrays are in the order of their slots; placements by declaration and ordinal. */
export interface FlightPlan {
  waybills: WaybillSlot[];
  declarations: DeclarationSlot[];
  placements: Placement[];
  /**
   * What was found of single consignments; pointers are into the consignment. What no declaration here may take is held and in no
   * document; findings of lesser weight are about what has its place.
   */
  findings: PlanFinding[];
}
