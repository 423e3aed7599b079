import { hash } from 'node:crypto';

/** Digits and letters without I, L, O and U, which are misread for others (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Begins a number that was made here, so that none is taken for an air waybill's. */
const LETTER = 'H';
const LENGTH = 12;

/** What an own number must be to stand in a message as it is. */
const OWN = /^[A-Z0-9]{1,12}$/;

interface Numbered {
  /** What the house is, the same in every revision and unlike any other key under the waybill. */
  key: string;
  /** The number that it has already, if it has one. */
  ownNumber?: string;
}

/**
 * Numbers of a master waybill's houses, in the order of `houses`: the own one where it has at most twelve letters or digits, else
 * one that follows from the waybill's number and the key. It does not depend on the other houses, so that an amendment leaves it.
 *
 * Unique under the waybill. Eleven signs hold 55 bits: two of five thousand keys want the same under one waybill in three thousand
 * million, and then the later key takes another; of a million houses under whatever waybills two have one number in a case of 70 000.
 * Source: air-cargo 1.4, 3.2: twelve letters or digits, unique under its master, best for ever.
 */
export function houseNumbers(waybillNumber: string, houses: readonly Numbered[]): string[] {
  const owned = houses.map(({ ownNumber }) => (ownNumber !== undefined && OWN.test(ownNumber) ? ownNumber : undefined));
  const taken = new Set(owned.filter((number) => number !== undefined));
  const numbers = new Map<string, string>();
  const keys = houses.flatMap(({ key }, index) => (owned[index] === undefined ? [key] : []));
  for (const key of keys.sort()) {
    let attempt = 0;
    let number = derived(waybillNumber, key, attempt);
    while (taken.has(number)) {
      attempt += 1;
      number = derived(waybillNumber, key, attempt);
    }
    taken.add(number);
    numbers.set(key, number);
  }
  return houses.map(({ key }, index) => owned[index] ?? numbers.get(key) ?? '');
}

function derived(waybillNumber: string, key: string, attempt: number): string {
  const digest = hash('sha256', [waybillNumber, key, attempt].join('\n'), 'buffer');
  let number = LETTER;
  for (let i = 1; i < LENGTH; i += 1) number += ALPHABET[digest[i] % ALPHABET.length];
  return number;
}
