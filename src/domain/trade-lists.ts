import type { Severity } from './problem.js';
import type { TariffRow } from './tariff.js';

/**
 * The lists that rules go by, as typed rows. They are a tenant's data, imported and exported as CSV and versioned; without an
 * import the built-in rows hold, which are few. Days are `YYYY-MM-DD`, both belong to the time in force.
 */

/**
 * Words that make customs look twice. `word` matches a whole word as written, `form` any form of a word (its Russian stem),
 * `phrase` a row of words, each in any form. Letter case and ё do not matter.
 * Source: customs-rules 3, C12.
 */
export interface StopWord {
  phrase: string;
  match: 'word' | 'form' | 'phrase';
  severity: Exclude<Severity, 'error'>;
  reason?: string;
  source?: string;
}

/** Whom a rule about goods is for: everybody, individuals (ПТДЭГ), firms (ДТЭГ), or what travels by post. */
export type Applicability = 'all' | 'individual' | 'company' | 'postal';

/** Goods by the beginning of their commodity code, with longer beginnings that are excepted. Source: customs-rules 3, C10, C11, C13, C22. */
export interface BarredGoods {
  prefix: string;
  exceptions: readonly string[];
  applies: Applicability;
  /** `barred_goods` bars or holds, `not_personal` bars goods from a ПТДЭГ, `marking_due` tells of marking, IMEI and the like. */
  finding: 'barred_goods' | 'not_personal' | 'marking_due';
  severity: Severity;
  reason: string;
  from?: string;
  to?: string;
  source?: string;
}

/** A code of the nomenclature, whole, or the beginning of codes that all exist. Source: customs-rules 3, C14. */
export interface NomenclatureCode {
  code: string;
  from?: string;
  to?: string;
}

/** A trade mark of the customs' register of intellectual property. Source: customs-rules 3, C22. */
export interface RegisteredBrand {
  brand: string;
  source?: string;
}

/** What a piece of the goods of a heading plausibly weighs and costs; grams and hundredths of a euro, both ends belong. Source: C16, C17. */
export interface Plausibility {
  prefix: string;
  minUnitG?: number;
  maxUnitG?: number;
  minUnitEur?: number;
  maxUnitEur?: number;
  source?: string;
}

/** A word that describes nothing by itself: подарок, запчасти, gift. Source: C15. */
export interface VagueWord {
  word: string;
}

export interface TradeLists {
  'stop-words': readonly StopWord[];
  'barred-goods': readonly BarredGoods[];
  nomenclature: readonly NomenclatureCode[];
  brands: readonly RegisteredBrand[];
  plausibility: readonly Plausibility[];
  'vague-words': readonly VagueWord[];
  tariffs: readonly TariffRow[];
}

export type TradeListName = keyof TradeLists;
