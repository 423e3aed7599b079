import { kilograms } from '../../domain/units.js';
import { BROKEN_NUMBER, type PrintedFigures, type XmlFigures } from '../figures.js';
import type { Consolidation } from '../subjects.js';

const LINE = 'rsm:ItemDetails';

/** The airline's houses, and pieces and gross weight of the master waybill, which theirs add up to. */
export function statedManifest({ waybill, airlineHouses }: Consolidation): XmlFigures {
  const [pieces, weight] = [String(waybill.pieces), kilograms(waybill.grossWeightG)];
  return {
    numbers: airlineHouses.map(({ number }) => number),
    numbersAt: `${LINE}/rsm:HouseWaybillNumber`,
    totals: { 'rsm:TotalNumberOfPieces': pieces, 'rsm:TotalGrossWeight/cat_ru:GoodsQuantity': weight },
    sums: { [`${LINE}/rsm:NumberOfPieces`]: pieces, [`${LINE}/rsm:GrossWeight/cat_ru:GoodsQuantity`]: weight },
  };
}

/** A row begins with its count, the house, pieces, gross weight and SLAC; the total has all but the first. */
export function printedManifest({ waybill, airlineHouses }: Consolidation): PrintedFigures {
  const { number, pieces, grossWeightG, consignments } = waybill;
  return {
    numbers: airlineHouses.map((house) => house.number),
    pattern: new RegExp(`\\s\\d+\\t${BROKEN_NUMBER}\\t\\d+\\t\\d+\\.\\d{3}\\t\\d+(?=\\s)`, 'g'),
    totals: [`${airlineHouses.length} ${pieces} ${kilograms(grossWeightG)} ${consignments}`],
    everywhere: [number],
  };
}
