import type { WaybillSlot } from '../domain/flight-plan.js';
import { bagsOf, type Candidate } from './bags.js';
import { chargeableHalfKg } from './chargeable-weight.js';
import { type FilledSlot, fillSlots } from './fill-slots.js';
import type { RuleSet } from './rule-set.js';
import { type SlotNumbers, waybillPrefix } from './slot-numbers.js';

/**
 * An airport's consignments as master waybills. The airport's settings name one consignor, one consignee and one broker, and a flight
 * has one channel, so the airport is all that tells waybills apart. A bag is a piece and stands under one waybill.
 *
 * `candidates` in order, see `inOrder`. Source: customs-rules 1.2, caps in `rule-set.ts`.
 */
export function aggregateWaybills(
  destination: string,
  candidates: readonly Candidate[],
  rules: RuleSet,
  numbers: SlotNumbers,
): FilledSlot[] {
  const { maxConsignments, maxConsignmentPieces, maxPieces, maxGrossWeightKg, maxVolumeM3 } = rules.waybillCaps;
  return fillSlots(
    bagsOf(candidates),
    {
      prefix: waybillPrefix(destination),
      limits: [maxConsignments, maxConsignmentPieces, maxPieces, maxGrossWeightKg * 1_000, maxVolumeM3 * 1_000_000],
      sizeOf: (bag) => {
        const { consignmentPieces, grossWeightG, volumeCm3 } = loadOf(bag);
        return [bag.length, consignmentPieces, piecesOf(bag), grossWeightG, volumeCm3];
      },
      earlier: 'waybillSlot',
    },
    numbers,
  );
}

/** The figures of a master waybill; `candidates` in order. Weights in grams, volume in cubic centimetres. */
export function waybillFigures(slot: string, destination: string, candidates: readonly Candidate[], rules: RuleSet): WaybillSlot {
  const load = loadOf(candidates);
  return {
    slot,
    destination,
    pieces: bagsOf(candidates).reduce((sum, bag) => sum + piecesOf(bag), 0),
    consignments: candidates.length,
    ...load,
    chargeableHalfKg: chargeableHalfKg(load.grossWeightG, load.volumeCm3, rules.volumetricDivisor),
  };
}

/** A bag is one piece, whatever lies in it; what flies in no bag has its own pieces. */
function piecesOf(bag: readonly Candidate[]): number {
  return bag[0].facts.bag === undefined ? bag[0].facts.pieces : 1;
}

function loadOf(candidates: readonly Candidate[]): Pick<WaybillSlot, 'consignmentPieces' | 'grossWeightG' | 'volumeCm3'> {
  const load = { consignmentPieces: 0, grossWeightG: 0, volumeCm3: 0 };
  for (const { facts } of candidates) {
    load.consignmentPieces += facts.pieces;
    load.grossWeightG += facts.grossWeightG;
    load.volumeCm3 += facts.volumeCm3;
  }
  return load;
}
