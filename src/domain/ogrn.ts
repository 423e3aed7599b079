/**
 * True for a Russian register number: ОГРН of a firm (13 digits, the last is the first twelve modulo 11, its last digit) or
 * ОГРНИП of a sole trader (15 digits, the last is the first fourteen modulo 13, its last digit).
 *
 * Source: structure of the number in the rules of the State Register, Government Decree 438 of 19.06.2002.
 */
export function isOgrn(ogrn: string): boolean {
  if (!/^\d{13}(?:\d\d)?$/.test(ogrn)) return false;
  const serial = Number(ogrn.slice(0, -1));
  return (serial % (ogrn.length === 13 ? 11 : 13)) % 10 === Number(ogrn.slice(-1));
}
