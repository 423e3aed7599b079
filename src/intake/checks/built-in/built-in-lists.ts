import type { TradeLists } from '../../../domain/trade-lists.js';
import { barredGoods } from './barred-goods.js';
import { brands } from './brands.js';
import { nomenclature } from './nomenclature.js';
import { plausibility } from './plausibility.js';
import { stopWords } from './stop-words.js';
import { vagueWords } from './vague-words.js';

const builtInLists: TradeLists = {
  'stop-words': stopWords,
  'barred-goods': barredGoods,
  nomenclature,
  brands,
  plausibility,
  'vague-words': vagueWords,
  // Never guessed: without a tariff there is none.
  tariffs: [],
};

/** Lists with the built-in rows for those that are left out. */
export function withBuiltIn(lists: Partial<TradeLists>): TradeLists {
  return {
    'stop-words': lists['stop-words'] ?? builtInLists['stop-words'],
    'barred-goods': lists['barred-goods'] ?? builtInLists['barred-goods'],
    nomenclature: lists.nomenclature ?? builtInLists.nomenclature,
    brands: lists.brands ?? builtInLists.brands,
    plausibility: lists.plausibility ?? builtInLists.plausibility,
    'vague-words': lists['vague-words'] ?? builtInLists['vague-words'],
    tariffs: lists.tariffs ?? builtInLists.tariffs,
  };
}
