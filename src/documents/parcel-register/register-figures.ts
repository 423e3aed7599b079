import { kilograms } from '../../domain/units.js';
import { BROKEN_NUMBER, type PrintedFigures } from '../figures.js';
import type { Consolidation } from '../subjects.js';

/** A row begins with its count, the house waybill, a bag if there is one, pieces and gross weight; the total has all but count and bag. */
export function printedRegister({ waybill, airlineHouses }: Consolidation): PrintedFigures {
  const { number, consignments, consignmentPieces, grossWeightG } = waybill;
  return {
    numbers: airlineHouses.flatMap(({ houseWaybills }) => houseWaybills),
    pattern: new RegExp(`\\s\\d+\\t${BROKEN_NUMBER}\\t(?:[^\\t]+\\t)?\\d+\\t\\d+\\.\\d{3}(?=\\t)`, 'g'),
    totals: [`${consignments} ${consignmentPieces} ${kilograms(grossWeightG)}`],
    everywhere: [number],
  };
}
