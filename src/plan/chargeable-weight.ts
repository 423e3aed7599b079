const GRAMS_PER_HALF_KG = 500;

/**
 * The weight a carrier charges for: the greater of gross and volumetric weight, each rounded up to half a kilogram.
 *
 * Units: grams, cubic centimetres and cubic centimetres per kilogram in; half kilograms out, 19 for 9.5 kg. Whole numbers
 * throughout: 54.60 m³ is 9100.0 kg exactly, where a factor of 166.67 would give 9100.5.
 * Source: IATA TACT Rules, volumetric weight (air-cargo 2.3).
 */
export function chargeableHalfKg(grossWeightG: number, volumeCm3: number, volumetricDivisor: number): number {
  const gross = Math.ceil(grossWeightG / GRAMS_PER_HALF_KG);
  const volumetric = Math.ceil((2 * volumeCm3) / volumetricDivisor);
  return Math.max(gross, volumetric);
}
