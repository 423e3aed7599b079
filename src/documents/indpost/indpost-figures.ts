import type { DeclarationKind } from '../../domain/declaration.js';
import { type ExchangeRate, ExchangeRates } from '../../domain/exchange-rates.js';
import type { GoodsItem } from '../../domain/goods-item.js';
import { allPayments, totalKopecks } from '../../domain/payment.js';
import { hundredths, money, scaled } from '../../domain/units.js';
import { printedAmount } from '../kit/format.js';
import type { DeclaredConsignment } from '../subjects.js';

/** Rates of the day by which the run was figured. */
export interface IndpostRates {
  date: string;
  rates: readonly ExchangeRate[];
}

export interface IndpostFigures {
  currency: string;
  total: string;
  /** Of each goods line, in `currency`. */
  lines: readonly string[];
  /** What the consignment is worth in euro, and the rates; left out where the day has no rate of the euro. */
  euro: { value: string; rate: string } | undefined;
  currencyRate: string | undefined;
}

const ROUBLE = 'RUB';
const EURO = 'EUR';
const QUANTITY_DECIMALS = 6;

/** Figures of consignments at the rates of one day. */
export class IndpostMoney {
  readonly #exchange: ExchangeRates;
  readonly #perUnit: ReadonlyMap<string, string | undefined>;

  constructor({ date, rates }: IndpostRates) {
    this.#exchange = new ExchangeRates(date, rates);
    this.#perUnit = new Map(rates.map((rate) => [rate.currency, perUnit(rate)]));
  }

  /**
   * Units: hundredths as text with two decimals. Rule: one currency for all lines, that of the invoice, or roubles where a
   * consignment has several. Euro as the plan figures them: all lines together, rounded half up once.
   */
  of({ consignment, lineKopecks, valueKopecks }: DeclaredConsignment, kind: DeclarationKind): IndpostFigures {
    const { goods } = consignment;
    const [{ currency: first }] = goods.map(({ value }) => value);
    const isSingle = goods.every(({ value }) => value.currency === first);
    const currency = isSingle ? first : ROUBLE;
    const rate = this.#perUnit.get(EURO);
    const worth = goods.map(({ value }) => ({ amount: hundredths(value.amount), currency: value.currency }));
    const isWorthKnown = kind === 'ptdeg' && rate !== undefined;
    return {
      currency,
      total: isSingle ? money(worth.reduce((sum, { amount }) => sum + amount, 0)) : money(valueKopecks),
      lines: goods.map(({ value }, i) => (isSingle ? printedAmount(value.amount) : money(lineKopecks[i]))),
      euro: isWorthKnown ? { value: money(this.#exchange.worth(worth, EURO)), rate } : undefined,
      currencyRate: currency === ROUBLE ? undefined : this.#perUnit.get(currency),
    };
  }
}

/** Whether anything is to be paid for a consignment, as far as the plan told: of payments of its own, or of the duty of its consignee. */
export function isDutyDue({ payments, duty }: DeclaredConsignment): boolean | undefined {
  if (payments === undefined && duty === undefined) return undefined;
  return totalKopecks(payments === undefined ? [] : allPayments(payments)) > 0 || (duty?.kopecks ?? 0) > 0;
}

/** `TaxBaseKind`: 0 where the duty goes by the value, 1 by the weight; undefined where none is due, or the tariff says how much. */
export function taxBaseKind({ duty }: DeclaredConsignment): string | undefined {
  return duty?.basis === 'value' ? '0' : duty?.basis === 'weight' ? '1' : undefined;
}

/** Roubles for one unit, exact: the point of the rate is moved. Undefined for a nominal that is no power of ten. */
function perUnit({ nominal, rate }: ExchangeRate): string | undefined {
  const zeros = String(nominal).length - 1;
  if (nominal !== 10 ** zeros) return undefined;
  const [whole, decimals = ''] = rate.split('.');
  const digits = whole.padStart(zeros + 1, '0');
  const moved = `${digits.slice(0, digits.length - zeros)}.${digits.slice(digits.length - zeros)}${decimals}`;
  return moved.replace(/0+$/, '').replace(/\.$/, '');
}

/** The price of one unit of a line, where it comes out in whole hundredths; else none, because a rounded one would not make up the value. */
export function unitPrice({ quantity }: GoodsItem, value: string): string | undefined {
  const amount = BigInt(hundredths(value)) * 10n ** BigInt(QUANTITY_DECIMALS);
  const count = quantityOf(quantity);
  return count === undefined || amount % count !== 0n ? undefined : money(Number(amount / count));
}

/** In millionths; undefined for one beyond the exact integers. */
function quantityOf(quantity: string): bigint | undefined {
  const [whole, decimals = ''] = quantity.split('.');
  if (whole.length + QUANTITY_DECIMALS > 15) return undefined;
  return BigInt(scaled(decimals === '' ? whole : `${whole}.${decimals}`, QUANTITY_DECIMALS));
}
