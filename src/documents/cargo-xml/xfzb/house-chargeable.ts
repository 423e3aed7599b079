import type { AirlineHouse } from '../../../domain/airline-house.js';

const GRAMS_PER_HALF_KG = 500;
const CM3_PER_HALF_KG = 3_000;

/**
 * What a house would be charged for by itself: the greater of gross and volumetric weight, each rounded up to half a kilogram. The
 * carrier charges the master waybill, whose own weight is less than the sum of these where some houses are heavy and some bulky.
 *
 * Units: half kilograms. Source: air-cargo 2.3, 6 000 cm³ to the kilogram.
 */
export function houseChargeableHalfKg({ grossWeightG, volumeCm3 }: Pick<AirlineHouse, 'grossWeightG' | 'volumeCm3'>): number {
  return Math.max(Math.ceil(grossWeightG / GRAMS_PER_HALF_KG), Math.ceil(volumeCm3 / CM3_PER_HALF_KG));
}
