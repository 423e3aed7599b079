import { hundredths, money } from '../../domain/units.js';
import type { DeclaredConsignment } from '../subjects.js';

/** The customs value of a house: the sum of its goods in their currency, or in roubles at the day's rates where they have several. */
export function declaredValue(consignments: readonly DeclaredConsignment[]): { currency: string; amount: string } {
  const values = consignments.flatMap(({ consignment }) => consignment.goods.map(({ value }) => value));
  const [currency = 'RUB', ...others] = new Set(values.map((value) => value.currency));
  const amounts =
    others.length === 0 ? values.map(({ amount }) => hundredths(amount)) : consignments.map(({ valueKopecks }) => valueKopecks);
  return { currency: others.length === 0 ? currency : 'RUB', amount: money(amounts.reduce((sum, amount) => sum + amount, 0)) };
}
