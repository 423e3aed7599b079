import type { DeclaredConsignment } from '../subjects.js';

/** The country all goods come from; undefined where they come from several, or it is not known of one. */
export function originCountry(consignments: readonly DeclaredConsignment[]): string | undefined {
  const countries = new Set(consignments.flatMap(({ consignment }) => consignment.goods.map((item) => item.originCountry)));
  return countries.size === 1 ? [...countries][0] : undefined;
}
