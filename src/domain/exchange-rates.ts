import { DomainError } from './problem.js';
import { divideHalfUp, scaled } from './units.js';

/** Roubles for `nominal` units of a currency, as the Central Bank publishes it: four decimals at most. */
export interface ExchangeRate {
  currency: string;
  nominal: number;
  rate: string;
}

/** Rates of one day by currency letters. The rouble needs no entry. */
export class ExchangeRates {
  readonly #factors = new Map<string, { numerator: bigint; denominator: bigint }>();

  constructor(
    readonly date: string,
    rates: readonly ExchangeRate[],
  ) {
    for (const { currency, nominal, rate } of rates) {
      this.#factors.set(currency, { numerator: BigInt(scaled(rate, 4)), denominator: BigInt(nominal) * 10_000n });
    }
    this.#factors.set('RUB', { numerator: 1n, denominator: 1n });
  }

  has(currency: string): boolean {
    return this.#factors.has(currency);
  }

  /**
   * An invoice value in roubles.
   *
   * Units: hundredths of `currency` in, or 10^-`decimals` of it; kopecks out, rounded half up.
   * Errors: `exchange-rate-missing` if the day has no rate of the currency.
   * Source: customs value is converted at the Central Bank's rate of the registration day (customs-rules 1.3).
   */
  kopecks(amount: number, currency: string, decimals = 2): number {
    if (currency === 'RUB' && decimals === 2) return amount;
    const { numerator, denominator } = this.#factor(currency);
    return divideHalfUp(BigInt(amount) * numerator * 100n, denominator * 10n ** BigInt(decimals));
  }

  /** A rouble amount in another currency: kopecks in, hundredths out, rounded half up. Errors as `kopecks`. */
  fromKopecks(kopecks: number, currency: string): number {
    const { numerator, denominator } = this.#factor(currency);
    return divideHalfUp(BigInt(kopecks) * denominator, numerator);
  }

  #factor(currency: string): { numerator: bigint; denominator: bigint } {
    const factor = this.#factors.get(currency);
    if (factor === undefined) throw new DomainError('exchange-rate-missing', `No rate of ${currency} for ${this.date}`);
    return factor;
  }
}
