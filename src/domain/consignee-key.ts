import { hash } from 'node:crypto';
import type { Consignee, IdentityDocument } from './party.js';

/** Text that is the same for the same person however it is typed: capitals, ё as е, letters and digits only. */
const plain = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll('Ё', 'Е')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** 64 bits of SHA-256 as a signed whole number in text, the form of a `bigint` column. */
function key(kind: string, ...parts: readonly string[]): string {
  const hex = hash('sha256', [kind, ...parts].join('\n'), 'hex').slice(0, 16);
  return String(BigInt.asIntN(64, BigInt(`0x${hex}`)));
}

/** An identity document as a key; the same for the same kind, series and number. */
export const documentKey = ({ kind, series = '', number }: IdentityDocument): string => key('document', kind, plain(series), plain(number));

/**
 * Who receives, as a key that tells people apart without naming them: by tax number, else by document, else by name and day of
 * birth. A firm goes by its tax number.
 *
 * Source: customs-rules 3, C19.
 */
export function consigneeKey(consignee: Consignee): string {
  if (consignee.inn !== undefined) return key('inn', consignee.inn);
  if (consignee.kind === 'company') return key('company', plain(consignee.name));
  if (consignee.identityDocument !== undefined) return documentKey(consignee.identityDocument);
  const { lastName, firstName, middleName = '', birthDate = '' } = consignee;
  return key('name', plain(lastName), plain(firstName), plain(middleName), birthDate);
}
