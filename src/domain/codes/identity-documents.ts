export interface IdentityDocumentKind {
  /** Short name by the customs' classifier, where it has one. */
  shortName?: string;
  name: string;
  /** Issuing country, where the kind implies one. */
  country?: string;
}

const russianPassport: IdentityDocumentKind = {
  shortName: 'ПАСРФ',
  name: 'ПАСПОРТ ГРАЖДАНИНА РОССИЙСКОЙ ФЕДЕРАЦИИ',
  country: 'RU',
};

/**
 * Kinds of identity document that declarations name in words. Other codes of the right form are accepted and written without a name.
 *
 * Source: EAEU list of documents (`RU01001`) and the customs' two-digit list, as in customs-rules 4.3; 21 and 10 are sure, the rest likely.
 */
const kinds: ReadonlyMap<string, IdentityDocumentKind> = new Map([
  ['RU01001', russianPassport],
  ['21', russianPassport],
  ['10', { name: 'ПАСПОРТ ИНОСТРАННОГО ГРАЖДАНИНА' }],
  ['03', { name: 'СВИДЕТЕЛЬСТВО О РОЖДЕНИИ' }],
  ['07', { name: 'ВОЕННЫЙ БИЛЕТ' }],
  ['12', { name: 'ВИД НА ЖИТЕЛЬСТВО' }],
  ['14', { name: 'ВРЕМЕННОЕ УДОСТОВЕРЕНИЕ ЛИЧНОСТИ' }],
]);

/** `RUIdentityCardCodeType` of RUSCommonLeafTypes.xsd. */
const form = /^(?:\d{2}|[A-Z]{2}\d{5})$/;

/** True for a code of the right form, named here or not. */
export const isIdentityDocumentKind = (code: string): boolean => form.test(code);

export const identityDocumentKind = (code: string): IdentityDocumentKind | undefined => kinds.get(code);

/** The country of an identity document: that of its kind, or the letters that an EAEU code begins with. */
export function issuingCountry(code: string): string | undefined {
  return kinds.get(code)?.country ?? (code.length === 7 ? code.slice(0, 2) : undefined);
}
