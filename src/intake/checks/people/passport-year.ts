import { isRussianPassport, yearsFromBlank } from '../../../domain/passport.js';
import { say } from '../../../domain/wording/wording.js';
import type { Rule } from '../../fields/object.js';

/** A blank lies so many years at most before it is handed out, or bears a later year by a slip of the printer. */
const MAX_YEARS = 3;

/** C4: the year of the blank in a Russian passport's series is near the year of issue; a warning. Source: customs-rules 3, C4, likely. */
export const passportYear: Rule = ({ kind, series, issuedOn }, inspection) => {
  if (inspection.trade === undefined || typeof series !== 'string' || typeof issuedOn !== 'string') return;
  if (typeof kind !== 'string' || !isRussianPassport(kind)) return;
  const years = yearsFromBlank(series, issuedOn);
  if (years > MAX_YEARS)
    inspection.note(
      'warning',
      'passport_year',
      say('The last two digits of the series are a year at most {0} years from that of issue', MAX_YEARS),
      'series',
    );
};
