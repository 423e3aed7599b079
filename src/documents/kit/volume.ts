/**
 * Cubic metres with two decimals, as waybills and messages carry them; undefined where no dimensions were reported.
 *
 * Rule: cubic centimetres rounded half up to 0.01 m³, a volume above zero never less than 0.01.
 */
export function cubicMetres(volumeCm3: number): string | undefined {
  if (volumeCm3 === 0) return undefined;
  const hundredthsOfM3 = Math.max(1, Math.floor((volumeCm3 + 5_000) / 10_000));
  return `${Math.floor(hundredthsOfM3 / 100)}.${String(hundredthsOfM3 % 100).padStart(2, '0')}`;
}
