import type { TradeListName } from '../../domain/trade-lists.js';
import { barredGoods } from './barred-goods.js';
import { brands } from './brands.js';
import type { ListDefinition } from './list-definition.js';
import { nomenclature } from './nomenclature.js';
import { plausibility } from './plausibility.js';
import { stopWords } from './stop-words.js';
import { tariffs } from './tariffs.js';
import { vagueWords } from './vague-words.js';

/** The lists that rules go by; one line each. */
export const lists: Record<TradeListName, ListDefinition> = {
  'stop-words': stopWords,
  'barred-goods': barredGoods,
  nomenclature,
  brands,
  plausibility,
  'vague-words': vagueWords,
  tariffs,
};

export const listNames = Object.values(lists).map(({ name }) => name);
