import { isCurrency } from '../../../domain/codes/currencies.js';
import { say } from '../../../domain/wording/wording.js';
import type { Rule } from '../../fields/object.js';

/** C17: where the rates of the day are known, that of the currency is among them; a warning. Source: customs-rules 3, C17. */
export const rateIsKnown: Rule = ({ currency }, inspection) => {
  const { trade } = inspection;
  if (trade?.rates === undefined || typeof currency !== 'string' || trade.rates.has(currency) || !isCurrency(currency)) return;
  inspection.note('warning', 'rate_missing', say('No exchange rate of this currency is known for {0}', trade.rates.date), 'currency');
};
