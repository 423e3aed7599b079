import type { Payment } from '../../domain/payment.js';
import type { FeeBand } from '../rules/customs-fees.js';

const KOPECKS = 100;
/** Ten-thousandths of a rouble in one, the unit of rates. */
const IN_RATE = 10_000;

/**
 * The customs fee of a ДТЭГ by its customs value; a value that is exactly a band's end still belongs to it.
 *
 * Units: kopecks. Errors: RangeError for a value above bands that have an end.
 * Source: customs-rules 2.4; the base of a fee is left empty.
 */
export function customsFee(valueKopecks: number, bands: readonly FeeBand[]): Payment {
  const band = bands.find(({ upToRub }) => upToRub === undefined || valueKopecks <= upToRub * KOPECKS);
  if (band === undefined) throw new RangeError('no customs fee is known for this value');
  return feeOf(band.feeRub);
}

/** A fee of so many roubles. */
export const feeOf = (rub: number): Payment => ({ kind: '1010', rate: { amount: rub * IN_RATE, currency: 'RUB' }, kopecks: rub * KOPECKS });
