import { kilograms } from '../../domain/units.js';
import { waybillParts } from '../../domain/waybill.js';
import type { PrintedFigures, XmlFigures } from '../figures.js';
import type { CargoManifest, MasterWaybill } from '../subjects.js';

const CARGO = 'cgms:DestinationInfo/cgms:BulkGargo';

const piecesOf = (waybills: readonly MasterWaybill[]): number => waybills.reduce((sum, { pieces }) => sum + pieces, 0);
const weightOf = (waybills: readonly MasterWaybill[]): number => waybills.reduce((sum, { grossWeightG }) => sum + grossWeightG, 0);

/** The waybills by their serials, whose pieces and weights are the manifest's: the schema has no element for totals. */
export function statedManifest({ waybills }: CargoManifest): XmlFigures {
  return {
    numbers: waybills.map(({ number }) => waybillParts(number).serial),
    numbersAt: `${CARGO}/catTrans_ru:DocumentNumber`,
    totals: {},
    sums: {
      [`${CARGO}/cgms:PlacesQuantity`]: String(piecesOf(waybills)),
      [`${CARGO}/cgms:GrossWeightQuantity`]: kilograms(weightOf(waybills)),
    },
  };
}

/** A row begins with the waybill and its pieces. */
export function printedManifest({ waybills }: CargoManifest): PrintedFigures {
  return {
    numbers: waybills.map(({ number }) => number),
    pattern: /\s(\d{3}-\d{8})(?=\t\d+\t)/g,
    totals: [String(piecesOf(waybills)), kilograms(weightOf(waybills))],
    everywhere: [],
  };
}
