import type { Destination } from '../../domain/destination.js';
import type { Assets } from '../kit/assets.js';
import { namespacesOf } from '../kit/namespaces.js';
import { escapeAttribute } from '../kit/xml-escape.js';
import type { Consolidation, MasterWaybill, WholeFlight } from '../subjects.js';
import { attributed, group, type Markup, section, text } from './markup.js';

/** What is fixed of a message, from `templates/<type>/form.json`. */
export interface MessageForm {
  /** Version of the message to be written; `namespaces.json` has the namespaces of each that can be. */
  version: string;
  name: string;
  /** UN/EDIFACT 1001. */
  typeCode: string;
  /**
   * Special handling codes of everything that flies, at most nine. None unless set: whether cargo was screened (SPX), which papers
   * travel with it (EAP, EAW) and how the contract was concluded (ECC, ECP) is not known here, and there is none for a consolidation,
   * of which type 741 and the header's note tell. Source: air-cargo 3.2; formats/dictionary, "screening and document status".
   */
  specialHandling: readonly string[];
}

export interface Envelope {
  /** The document's number, and the part or master it is of where it is not alone. */
  number: string;
  documentId: string;
  createdAt: string;
  sender: string;
  recipient: string;
}

/** Every message is the first of its document: one made anew has an id of its own, and what it replaces is for the sender to know. */
const PURPOSE = 'Creation';
/** The address is a code in the partner's system; teletype addresses (`P`) are not known here. */
const SYSTEM_CODE = 'C';

/** Who sends to whom: the issuing carrier's agent under its IATA code, to the carrier under its designator. */
export function envelopeOf(
  number: string,
  { documentId, createdAt, flight }: WholeFlight | Consolidation | MasterWaybill,
  { agent }: Destination,
): Envelope {
  return { number, documentId, createdAt, sender: agent.iataCode, recipient: flight.carrier };
}

/**
 * A message of Cargo-XML. Its id is the document's number and id: new content, new id, of at most 70 characters.
 *
 * Errors: RangeError if the version set is none that can be written.
 * Source: formats/dictionary, MessageHeaderDocument.
 */
export function messageBytes(
  type: string,
  root: string,
  envelope: Envelope,
  assets: Pick<Assets, 'template'>,
  ...sections: readonly Markup[]
): Uint8Array {
  const form = assets.template<MessageForm>(`${type}/form`);
  const namespaces = Object.entries(namespacesOf(assets, type, form.version));
  const declared = namespaces.map(([prefix, uri]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`).join('');
  const content = [header(form, envelope), ...sections].join('');
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<rsm:${root}${declared}>\n${content}</rsm:${root}>\n`);
}

function header({ name, typeCode, version }: MessageForm, { number, documentId, createdAt, sender, recipient }: Envelope): Markup {
  return section(
    'MessageHeaderDocument',
    text('ID', `${number}_${documentId}`),
    text('Name', name),
    text('TypeCode', typeCode),
    text('IssueDateTime', createdAt),
    text('PurposeCode', PURPOSE),
    text('VersionID', version),
    group('SenderParty', attributed('PrimaryID', 'schemeID', SYSTEM_CODE, sender)),
    group('RecipientParty', attributed('PrimaryID', 'schemeID', SYSTEM_CODE, recipient)),
  );
}

/** Special handling codes, one group each. */
export function specialHandling({ specialHandling }: MessageForm): Markup {
  return specialHandling.map((code) => group('HandlingSPHInstructions', text('DescriptionCode', code))).join('');
}
