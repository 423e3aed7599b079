import { identityDocumentKind, issuingCountry } from '../../../domain/codes/identity-documents.js';
import type { IdentityDocument } from '../../../domain/party.js';
import { printedDate } from '../../kit/format.js';
import type { Declaration } from '../../subjects.js';

/**
 * Who filled the declaration in and when, one fact a line. The representative's register number is printed, which the official
 * print loses by a fault of its own. `powerOfAttorney` is its kind, on the form that says no more of it.
 * Source: formats/forms.md 2.4, 3.3 and 3.5.
 */
export function signatoryLines({ settings: { representative, signatory }, createdAt }: Declaration, powerOfAttorney?: string): string[] {
  const { lastName, firstName, middleName, identityDocument, position, phone } = signatory;
  return [
    `${representative.registerKindCode}, ${representative.registerNumber}`,
    present([lastName, firstName, middleName]).join(' '),
    identityText(identityDocument),
    position,
    ...present([powerOfAttorney]),
    printedDate(createdAt),
    ...present([phone]).map((number) => `т.: ${number}`),
  ];
}

/** The power of attorney in full, as the ДТЭГ prints it. Source: formats/forms.md 3.3. */
export function powerOfAttorneyText({ settings: { signatory } }: Declaration): string {
  const { number, issuedOn, validFrom, validTo, kindCode } = signatory.powerOfAttorney;
  return (
    `ДОВЕРЕННОСТЬ № ${number} от ${printedDate(issuedOn)}, ` +
    `начало ${printedDate(validFrom)}, окончание ${printedDate(validTo)}, код вида ${kindCode}`
  );
}

/** `RU, ПАСРФ, серия 4515 № 000009, 01.07.2016` */
function identityText({ kind, series, number, issuedOn }: IdentityDocument): string {
  const known = identityDocumentKind(kind);
  return present([
    issuingCountry(kind),
    known?.shortName ?? known?.name ?? kind,
    series === undefined ? `№ ${number}` : `серия ${series} № ${number}`,
    issuedOn === undefined ? undefined : printedDate(issuedOn),
  ]).join(', ');
}

function present(parts: readonly (string | undefined)[]): string[] {
  return parts.filter((part) => part !== undefined);
}
