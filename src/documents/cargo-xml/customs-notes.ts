import type { Destination } from '../../domain/destination.js';
import { LIMITS } from './latin.js';
import { group, type Markup, text } from './markup.js';
import { firm, type MessageParty, phoneDigits } from './parties.js';

/** Customs lines about both firms of the settings. */
export function firmNotes({ waybillConsignor, waybillConsignee }: Destination): Markup {
  return partyNotes('SHP', firm(waybillConsignor)) + partyNotes('CNE', firm(waybillConsignee));
}

/**
 * Customs lines (OCI) about a party, of what is known: the tax number as trader id `T`, the telephone as `CT`.
 *
 * Source: air-cargo 3.5; the tax number in `T` is a proposal, no code list for Russia is known.
 */
export function partyNotes(subject: 'SHP' | 'CNE', { inn, phone, address: { country } }: MessageParty): Markup {
  return note('T', inn === undefined ? undefined : `INN${inn}`, subject, country) + note('CT', phoneDigits(phone), subject, country);
}

/** A number that is too long for its line is no number of that kind, and a part of one is none at all. */
function note(code: string, content: string | undefined, subject: string, country: string): Markup {
  if (content === undefined || content.length > LIMITS.note) return '';
  return group(
    'IncludedCustomsNote',
    text('ContentCode', code),
    text('Content', content),
    text('SubjectCode', subject),
    text('CountryID', country),
  );
}
