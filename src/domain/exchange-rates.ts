import type { LineValue } from './flight-plan.js';
import { DomainError } from './problem.js';
import { divideHalfUp, scaled } from './units.js';

/** Roubles for `nominal` units of a currency, as the Central Bank publishes it: four decimals at most. */
export interface ExchangeRate {
  currency: string;
  nominal: number;
  rate: string;
}

const RATE_DECIMALS = 4;

/** What a currency weighs against all others: an amount times its weight over the common unit is the amount in roubles. */
interface Weight {
  exact: bigint;
  /** The same as a number; what it makes is checked before it counts. */
  quick: number;
}

/**
 * Rates of one day by currency letters. The rouble needs no entry.
 *
 * All rates stand over one denominator, so that sums of several currencies are whole numbers too and are divided once. Most amounts
 * stay within the exact integers and cost a few multiplications; all others go by BigInt, with the same result.
 */
export class ExchangeRates {
  readonly #weights = new Map<string, Weight>();
  readonly #unit: Weight;

  constructor(
    readonly date: string,
    rates: readonly ExchangeRate[],
  ) {
    const fractions = rates.map(({ currency, nominal, rate }): [string, bigint, bigint] => {
      const numerator = BigInt(scaled(rate, RATE_DECIMALS));
      const denominator = BigInt(nominal) * 10n ** BigInt(RATE_DECIMALS);
      const common = greatestDivisor(numerator, denominator);
      return [currency, numerator / common, denominator / common];
    });
    const unit = fractions.reduce((least, [, , denominator]) => (least / greatestDivisor(least, denominator)) * denominator, 1n);
    for (const [currency, numerator, denominator] of fractions) this.#weights.set(currency, weight((numerator * unit) / denominator));
    this.#unit = weight(unit);
    this.#weights.set('RUB', this.#unit);
  }

  has(currency: string): boolean {
    return this.#weights.has(currency);
  }

  /**
   * An invoice value in roubles.
   *
   * Units: hundredths of `currency` in, or 10^-`decimals` of it; kopecks out, rounded half up.
   * Errors: `exchange-rate-missing` if the day has no rate of the currency.
   * Source: customs value is converted at the Central Bank's rate of the registration day (customs-rules 1.3).
   */
  kopecks(amount: number | bigint, currency: string, decimals = 2): number {
    const { exact, quick } = this.#weight(currency);
    const quotient = typeof amount === 'number' && decimals === 2 ? quickHalfUp(amount * quick, this.#unit.quick) : undefined;
    return quotient ?? divideHalfUp(BigInt(amount) * exact * 100n, this.#unit.exact * 10n ** BigInt(decimals));
  }

  /** A rouble amount in another currency: kopecks in, hundredths out, rounded half up. Errors as `kopecks`. */
  fromKopecks(kopecks: number, currency: string): number {
    return this.worth([{ amount: kopecks, currency: 'RUB' }], currency);
  }

  /**
   * What goods lines come to in one currency: hundredths out, rounded half up once, from the invoice amounts themselves.
   *
   * Errors as `kopecks`. Source: customs-rules 2.2, `costEur`.
   */
  worth(lines: readonly LineValue[], currency: string): number {
    const target = this.#weight(currency);
    let sum = 0;
    for (const line of lines) sum += line.amount * this.#weight(line.currency).quick;
    return quickHalfUp(sum, target.quick) ?? this.#exactWorth(lines, target);
  }

  #exactWorth(lines: readonly LineValue[], target: Weight): number {
    const sum = lines.reduce((total, { amount, currency }) => total + BigInt(amount) * this.#weight(currency).exact, 0n);
    return divideHalfUp(sum, target.exact);
  }

  #weight(currency: string): Weight {
    const known = this.#weights.get(currency);
    if (known === undefined) throw new DomainError('exchange-rate-missing', `No rate of ${currency} for ${this.date}`);
    return known;
  }
}

const weight = (exact: bigint): Weight => ({ exact, quick: Number(exact) });

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

/** As `divideHalfUp`, for what is not negative; undefined where a step leaves the exact integers. */
function quickHalfUp(numerator: number, denominator: number): number | undefined {
  const doubled = 2 * numerator + denominator;
  if (numerator < 0 || !Number.isSafeInteger(doubled) || !Number.isSafeInteger(2 * denominator)) return undefined;
  return (doubled - (doubled % (2 * denominator))) / (2 * denominator);
}
