import { type Dated, FIRST_EXPRESS_DAY } from './dated.js';

/** Caps of a master waybill. Pieces are bags, consignment pieces what the house waybills count. */
export interface WaybillCaps {
  maxConsignments: number;
  maxConsignmentPieces: number;
  maxPieces: number;
  maxGrossWeightKg: number;
  maxVolumeM3: number;
}

export const waybillCaps: readonly Dated<WaybillCaps>[] = [
  {
    from: FIRST_EXPRESS_DAY,
    value: { maxConsignments: 5_000, maxConsignmentPieces: 9_999, maxPieces: 9_999, maxGrossWeightKg: 100_000, maxVolumeM3: 59_999 },
    source:
      'HouseManifest.xsd, TotalNumberOfPieces of 4 digits; Cargo-IMP, pieces of 4 digits and a chargeable weight of 7, which 59 999 m³ make full; the others are settings',
    confidence: 'sure',
  },
];

/** Cubic centimetres that are charged as one kilogram. */
export const volumetricDivisor: readonly Dated<number>[] = [
  { from: FIRST_EXPRESS_DAY, value: 6_000, source: 'IATA TACT Rules, 6 000 cm³ to the kilogram', confidence: 'sure' },
];
