import type { MasterWaybill } from '../subjects.js';
import { LIMITS, latin } from './latin.js';
import { group, type Markup, text } from './markup.js';
import { cityName } from './route.js';

/** Boxes 31 and 32: the agent signs for both sides, on the day of the flight at its airport of departure, as on paper. */
export function signatures({ flight, settings }: Pick<MasterWaybill, 'flight' | 'settings'>): Markup {
  const signatory = latin('Signatory', settings.agent.name, LIMITS.signatory);
  return (
    group('SignatoryConsignorAuthentication', signatory) +
    group(
      'SignatoryCarrierAuthentication',
      text('ActualDateTime', `${flight.date}T00:00:00`),
      signatory,
      group('IssueAuthenticationLocation', cityName(flight.origin)),
    )
  );
}
