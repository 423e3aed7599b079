import { identityDocumentKind } from '../../domain/codes/identity-documents.js';
import type { Consignment } from '../../domain/consignment.js';
import type { IdentityDocument } from '../../domain/party.js';

/** A document that accompanies each goods item of a consignment; columns 13-14 of a ПТДЭГ, 14-15 of a ДТЭГ. */
export interface PresentedDocument {
  /** For the XML alone; the form does not print it. */
  name: string;
  number: string;
  /** `YYYY-MM-DD` */
  date: string | undefined;
  /** Five digits of the classifier of kinds of documents. */
  kindCode: string;
  /** Feature of presentation to customs, one digit. */
  presentation: string;
}

const IDENTITY_DOCUMENT = '11001';

/**
 * What the form and the XML name beside each goods item of a consignment: the consignee's identity document. A manifest tells of
 * no other: the number of an order is not that of an invoice, and what was not sent is not named.
 *
 * Source: customs-rules 1.3 and 4.2, kinds of documents.
 */
export function presentedDocuments({ consignee }: Consignment): PresentedDocument[] {
  return consignee.kind === 'individual' && consignee.identityDocument !== undefined ? [identityDocument(consignee.identityDocument)] : [];
}

function identityDocument({ kind, series, number, issuedOn }: IdentityDocument): PresentedDocument {
  return {
    name: identityDocumentKind(kind)?.name ?? 'ДОКУМЕНТ, УДОСТОВЕРЯЮЩИЙ ЛИЧНОСТЬ',
    number: series === undefined ? number : `${series} ${number}`,
    date: issuedOn,
    kindCode: IDENTITY_DOCUMENT,
    presentation: '2',
  };
}
