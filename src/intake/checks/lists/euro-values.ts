import type { ExchangeRates } from '../../../domain/exchange-rates.js';

/** Of so many hundredths of a currency the euros are taken once, to tell a value that matters from one that does not. */
const PROBE = 1_000_000_000_00;

/** Values in euros by the rates of a day, for warnings. */
export class EuroValues {
  /** Euros of one unit by currency; NaN without a rate. */
  readonly #perUnit = new Map<string, number>();
  readonly #hasEuro: boolean;

  constructor(private readonly rates: ExchangeRates) {
    this.#hasEuro = rates.has('EUR');
  }

  has(currency: string): boolean {
    return this.rates.has(currency);
  }

  /**
   * About how many hundredths of a euro so many hundredths of a currency are: right to a ten-thousandth part, NaN without a rate.
   * It only spares the exact reckoning where the answer cannot depend on it.
   */
  roughly(amount: number, currency: string): number {
    let perUnit = this.#perUnit.get(currency);
    if (perUnit === undefined) {
      perUnit = this.#hasEuro && this.has(currency) ? this.exactly([{ amount: PROBE, currency }]) / PROBE : Number.NaN;
      this.#perUnit.set(currency, perUnit);
    }
    return amount * perUnit;
  }

  /**
   * Hundredths of a euro, as the duty is reckoned: each line in kopecks, their sum in euros, both rounded half up.
   *
   * Errors: `exchange-rate-missing`.
   */
  exactly(lines: readonly { amount: number; currency: string }[]): number {
    const kopecks = lines.reduce((sum, { amount, currency }) => sum + this.rates.kopecks(amount, currency), 0);
    return this.rates.fromKopecks(kopecks, 'EUR');
  }
}
