import { hash } from 'node:crypto';
import type { Consignee, IdentityDocument } from './party.js';

/** Text that is the same for the same person however it is typed: capitals, ё as е, letters and digits only. */
const plain = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .toUpperCase()
        .replaceAll('Ё', 'Е')
        .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Nearly every number of a document, which has to be looked at no closer. */
const PLAIN = /^[0-9A-Z]*$/;

/** 64 bits of SHA-256 in hex: there are two of them a consignment, and whole numbers of that size would be made one by one. */
const key = (text: string): string => hash('sha256', text).slice(0, 16);

/** A key as a signed whole number in text, the form of a `bigint` column. */
export const keyNumber = (hex: string): string => String(BigInt.asIntN(64, BigInt(`0x${hex}`)));

/** An identity document as a key; the same for the same kind, series and number. */
export const documentKey = ({ kind, series = '', number }: IdentityDocument): string =>
  key(`document\n${kind}\n${plain(series)}\n${plain(number)}`);

/**
 * Who receives, as a key that tells people apart without naming them: by tax number, else by document, else by name and day of
 * birth. A firm goes by its tax number.
 *
 * Source: customs-rules 3, C19.
 */
export function consigneeKey(consignee: Consignee): string {
  if (consignee.inn !== undefined) return key(`inn\n${consignee.inn}`);
  if (consignee.kind === 'company') return key(`company\n${plain(consignee.name)}`);
  if (consignee.identityDocument !== undefined) return documentKey(consignee.identityDocument);
  const { lastName, firstName, middleName = '', birthDate = '' } = consignee;
  return key(`name\n${plain(lastName)}\n${plain(firstName)}\n${plain(middleName)}\n${birthDate}`);
}
