import type { ExchangeRates } from '../../domain/exchange-rates.js';
import { flightId } from '../../domain/flight.js';
import type { ManifestHead } from '../../domain/manifest.js';
import { rulesOn } from '../../plan/rule-set.js';
import type { CrossScope } from '../../store/cross-checks.js';

/**
 * Where findings across consignments are looked for: in the manifest alone while its head is not known, else over all flights.
 * Sums are held to the norm of the flight's day, where the euro's rate is known.
 */
export function crossScope(
  tenantId: string,
  manifestKey: number,
  head: ManifestHead | undefined,
  rates: ExchangeRates | undefined,
): CrossScope {
  if (head === undefined) return { tenantId, manifestKey };
  const { manifestId, flight } = head;
  const scope = { tenantId, manifestKey, manifestId, flightCode: flightId(flight), month: flight.date.slice(0, 7) };
  if (rates?.has('EUR') !== true) return scope;
  const { eurHundredths, grams } = rulesOn(flight.date).consigneeNorms.month;
  return { ...scope, norm: { eurHundredths, grams, kopecks: rates.kopecks(eurHundredths, 'EUR') } };
}
