import type { ExchangeRates } from '../../domain/exchange-rates.js';
import type { TradeLists } from '../../domain/trade-lists.js';
import { personalDutyOn } from '../../plan/rule-set.js';
import type { PersonalDutyRule } from '../../plan/rules/personal-norms.js';
import { withBuiltIn } from './built-in/built-in-lists.js';
import { CodeIndex } from './lists/code-index.js';
import { EuroValues } from './lists/euro-values.js';
import { WordIndex } from './lists/word-index.js';

/** What a consignment is judged by beside its form: the tenant's lists and the rules of the day, prepared once for many. */
export interface TradeRules {
  readonly today: string;
  /** The latest rates known on `today`; without them nothing is said of values. */
  readonly rates?: ExchangeRates;
  readonly codes: CodeIndex;
  readonly words: WordIndex;
  /** Set if there are rates. */
  readonly euros?: EuroValues;
  /** What an individual may receive free of duty. */
  readonly freeNorm: Pick<PersonalDutyRule, 'freeEurHundredths' | 'freeGrams'>;
}

/**
 * Prepares lists for the checks of one day; it costs milliseconds for ten thousands of rows, so once for a version of the lists.
 * Lists that were never imported are left out: then the built-in rows hold.
 */
export function tradeRules(lists: Partial<TradeLists>, { today, rates }: { today: string; rates?: ExchangeRates }): TradeRules {
  const all = withBuiltIn(lists);
  return {
    today,
    rates,
    codes: new CodeIndex(all, today),
    words: new WordIndex(all),
    euros: rates === undefined ? undefined : new EuroValues(rates),
    freeNorm: personalDutyOn(today),
  };
}
