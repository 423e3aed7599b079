import { isRecord } from '../../fields/field.js';
import type { Rule } from '../../fields/object.js';

/** C7: a consignee can be reached for the duty, in Russia by a Russian number; a warning. Source: customs-rules 3, C7, likely. */
export const canBeReached: Rule = ({ phone, email, address }, inspection) => {
  if (inspection.trade === undefined) return;
  if (phone === undefined && email === undefined) {
    inspection.note('warning', 'contact_incomplete', 'A phone number or an e-mail address is needed to reach the consignee', 'phone');
  }
  // The form of a number is its own check: only a number of another country is told here.
  if (typeof phone !== 'string' || !phone.startsWith('+') || phone.startsWith('+7')) return;
  if (isRecord(address) && address.country === 'RU') {
    inspection.note('warning', 'contact_incomplete', 'At a Russian address a Russian phone number is needed: +7 and 10 digits', 'phone');
  }
};
