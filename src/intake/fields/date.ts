import { addDays, isDay, isInstant } from '../../domain/calendar.js';
import { type Sentence, say } from '../../domain/wording/wording.js';
import type { Field } from './field.js';
import { jsonText } from './field.js';
import type { Inspection } from './inspection.js';
import { addTextFaults, MAX_TEXT } from './text.js';

/** No living person was born and no valid paper was issued before. */
const EARLIEST = '1900-01-01';

function dated(
  format: 'date' | 'date-time',
  form: Sentence,
  isValid: (text: string) => boolean,
  addRangeFault: (text: string, inspection: Inspection) => void,
): Field<string> {
  return {
    schema: { type: 'string', format },
    text: jsonText,
    check(value, inspection): value is string {
      if (typeof value !== 'string') {
        inspection.add('type', 'A string is due');
        return false;
      }
      const before = inspection.count;
      if (isValid(value)) addRangeFault(value, inspection);
      else if (!addTextFaults(value, MAX_TEXT, inspection)) inspection.add('date_invalid', form);
      return inspection.count === before;
    },
  };
}

const DAY = 'A day that exists, written YYYY-MM-DD';

/** A day of the past: not after today. */
export const pastDay = (): Field<string> =>
  dated('date', DAY, isDay, (day, inspection) => {
    if (day > inspection.today || day < EARLIEST) inspection.add('date_range', say('From {0} to today', EARLIEST));
  });

/** A day near today. */
export const nearDay = (daysPast: number, daysAhead: number): Field<string> =>
  dated('date', DAY, isDay, (day, inspection) => {
    if (day < addDays(inspection.today, -daysPast) || day > addDays(inspection.today, daysAhead)) {
      inspection.add('date_range', say('At most {0} days past and {1} days ahead', daysPast, daysAhead));
    }
  });

/** An instant with a zone. */
export const instant = (): Field<string> =>
  dated('date-time', 'RFC 3339 with seconds and a zone, as 2026-11-22T14:30:00+08:00', isInstant, () => {});
