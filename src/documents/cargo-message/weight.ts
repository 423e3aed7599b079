import { unscaled } from '../../domain/units.js';
import { unwritable } from '../cargo-imp/element.js';

/** Characters that a weight may take, its point among them. */
const WEIGHT = 7;
/** Steps in which weights are written, with the decimals that they need: a gram, ten, a hundred, a kilogram. */
const STEPS = [
  { stepG: 1, decimals: 3 },
  { stepG: 10, decimals: 2 },
  { stepG: 100, decimals: 1 },
  { stepG: 1_000, decimals: 0 },
] as const;

/**
 * A weight in kilograms: exact where seven characters hold it, else rounded half up to the finest step that they hold. Zeros at the
 * end are left out down to one decimal: `9000.0`, `0.432`, `19998.8` for 19 998.763 kg.
 *
 * Units: grams in. Errors: `validation-failed` above 9 999 999 kg. Source: formats/dictionary/FWB.md, weight d7.
 */
export function weightText(weightG: number): string {
  const { decimals, stepG } = stepOf(weightG);
  const written = unscaled(Math.floor((weightG + stepG / 2) / stepG), decimals);
  return decimals === 0 ? written : written.replace(/(\.\d+?)0+$/, '$1');
}

/**
 * The weights of the houses of a waybill, so that as written they add up to the waybill's as written: customs hold a list that
 * does not. What rounding leaves goes to the heaviest houses whose steps hold it; it is less than a step of each.
 *
 * Errors: RangeError if the houses do not add up before they are rounded.
 * Source: formats/dictionary/FHL.md, rules.
 */
export function houseWeightTexts(waybillG: number, housesG: readonly number[]): string[] {
  if (housesG.reduce((sum, weightG) => sum + weightG, 0) !== waybillG) throw new RangeError('houses do not weigh what their waybill does');
  const written = housesG.map(rounded);
  let rest = rounded(waybillG) - written.reduce((sum, weightG) => sum + weightG, 0);
  const heaviestFirst = housesG.map((_, index) => index).sort((a, b) => housesG[b] - housesG[a] || a - b);
  for (const index of heaviestFirst) {
    if (rest === 0) break;
    const { stepG } = stepOf(written[index]);
    const share = Math.floor(rest / stepG) * stepG;
    const changed = written[index] + share;
    if (changed <= 0 || stepOf(changed).stepG > stepG) continue;
    written[index] = changed;
    rest -= share;
  }
  return written.map(weightText);
}

function rounded(weightG: number): number {
  const { stepG } = stepOf(weightG);
  return Math.floor((weightG + stepG / 2) / stepG) * stepG;
}

function stepOf(weightG: number): (typeof STEPS)[number] {
  const fitting = STEPS.find(({ stepG, decimals }) => unscaled(Math.floor((weightG + stepG / 2) / stepG), decimals).length <= WEIGHT);
  if (fitting === undefined) throw unwritable('weight', `more than ${WEIGHT} characters`);
  return fitting;
}
