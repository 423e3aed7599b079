import { isDay, isInstant } from '../../domain/calendar.js';
import { type CustomsMark, decisions, type Registration } from '../../domain/customs-mark.js';
import { FindingList } from '../../domain/finding-list.js';
import { DomainError, type Finding } from '../../domain/problem.js';
import { say } from '../../domain/wording/wording.js';
import { isRecord } from '../fields/field.js';
import { type ReplyFindings, ReplyParts, type TextForm } from './reply-parts.js';
import { type ReplyKind, replyRoot, type XmlContent } from './reply-root.js';

/** What a reply of customs says. */
export interface CustomsReply {
  kind: ReplyKind;
  /** The id of the declaration's document that it answers, in capitals. */
  declarationDocumentId?: string;
  /** Always there in a reply with marks. */
  registration?: Registration;
  /** None in replies of other kinds than `mark`. */
  marks: readonly CustomsMark[];
  /** What was found that hinders nothing. */
  notes: readonly Finding[];
}

/** As many as a declaration has house waybills. Source: ExpressCargoDeclarationCustomMark.xsd, Consignment. */
const MAX_MARKS = 500;

/** Customs' clock is Moscow's: that of a time without a zone. */
const withZone = (time: string): string => (/(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}+03:00`);

const written = (pattern: RegExp) => (text: string) => pattern.test(text);

/** A token of at most so many characters. */
const token = (max: number): TextForm => ({
  isWritten: written(new RegExp(`^[^\\p{C}]{1,${max}}$`, 'u')),
  code: 'format',
  words: say('At most {0} characters, without controls', max),
});

const forms = {
  id: token(36),
  documentNumber: token(50),
  journalNumber: token(7),
  shortCode: token(3),
  office: { isWritten: written(/^(?:\d{2}|\d{5}|\d{8})$/), code: 'format', words: 'Two, five or eight digits' },
  decision: { isWritten: written(/^\d{1,2}$/), code: 'format', words: 'One or two digits' },
  /** A day may have a zone in XML Schema. */
  day: {
    isWritten: (text) => /^20\d\d-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)?$/.test(text) && isDay(text.slice(0, 10)),
    code: 'date_invalid',
    words: 'A day that exists, written YYYY-MM-DD',
  },
  time: {
    isWritten: (text) => text.startsWith('20') && isInstant(withZone(text)),
    code: 'date_invalid',
    words: 'A day and time that exist, written YYYY-MM-DDThh:mm:ss',
  },
  reason: {
    isWritten: written(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r]){1,250}$/u),
    code: 'max_length',
    words: say('At most {0} characters, without controls', 250),
    isRaw: true,
  },
} as const satisfies Record<string, TextForm>;

/**
 * A reply of customs from its XML: ExpressCargoDeclarationCustomMark (1006347E) with all that is applied, of ExpressCargoReqCorrect
 * (1006348E) and ReturnExpressCargoDeclaration (1006349E) only which declaration they are about. Any version of their schemas.
 *
 * Errors: `validation-failed` with all faults; those of a mark name its row, from 1, and the element; what `replyRoot` refuses.
 * Source: ExpressCargoDeclarationCustomMark.xsd; customs-rules 4.2.
 */
export function readReply(bytes: Uint8Array): CustomsReply {
  const { kind, content } = replyRoot(bytes);
  const [faults, notes] = [new FindingList(), new FindingList()];
  const parts = new ReplyParts(content, { faults, notes });
  const declarationDocumentId = parts.text('RefDocumentID', forms.id)?.toUpperCase();
  const registration = kind === 'mark' || isRecord(content.ApplicationRegNumber) ? registrationOf(parts) : undefined;
  const marks = kind === 'mark' ? marksOf(content, { faults, notes }) : [];
  if (faults.count > 0) {
    throw new DomainError('validation-failed', undefined, { findings: faults.list, findingCount: faults.count });
  }
  return {
    kind,
    ...(declarationDocumentId === undefined ? {} : { declarationDocumentId }),
    ...(registration === undefined ? {} : { registration }),
    marks,
    notes: notes.list,
  };
}

function registrationOf(parts: ReplyParts): Registration | undefined {
  const number = parts.inside('ApplicationRegNumber');
  const customsOffice = number.text('CustomsCode', forms.office, { isRequired: true });
  const date = number.text('RegistrationDate', forms.day, { isRequired: true })?.slice(0, 'YYYY-MM-DD'.length);
  const journal = number.text('GTDNumber', forms.journalNumber, { isRequired: true });
  const addNumber = number.text('AddNumber', forms.shortCode);
  if (customsOffice === undefined || date === undefined || journal === undefined) return undefined;
  return { customsOffice, date, number: journal, ...(addNumber === undefined ? {} : { addNumber }) };
}

function marksOf({ Consignment: entries }: XmlContent, findings: ReplyFindings): CustomsMark[] {
  const found: unknown[] = Array.isArray(entries) ? entries : [];
  if (found.length === 0) findings.faults.add({ column: 'Consignment', code: 'min_items', detail: 'At least one decision' });
  if (found.length > MAX_MARKS) findings.faults.add({ column: 'Consignment', code: 'max_items', ...say('At most {0} items', MAX_MARKS) });
  return found.slice(0, MAX_MARKS).flatMap((entry, index) => {
    const row = index + 1;
    const mark = markOf(new ReplyParts(isRecord(entry) ? entry : {}, findings, row), row);
    return mark === undefined ? [] : [mark];
  });
}

function markOf(parts: ReplyParts, row: number): CustomsMark | undefined {
  const code = parts.text('DecisionCode', forms.decision, { isRequired: true });
  if (code !== undefined && !decisions.has(code))
    parts.note('DecisionCode', 'unknown_code', 'This decision is on no list: it is kept as it came');
  const decided = parts.text('DecisionDate', forms.time, { isRequired: true });
  const reasonCode = parts.text('ReasonCode', forms.shortCode);
  const reason = parts.text('Reason', forms.reason);
  const waybill = parts.inside('IndividualWayBill');
  const houseWaybill = waybill.text('PrDocumentNumber', forms.documentNumber);
  const waybillId = waybill.text('WayBillID', forms.id, { isRequired: true })?.toUpperCase();
  if (code === undefined || decided === undefined || waybillId === undefined) return undefined;
  return {
    row,
    waybillId,
    code,
    decidedAt: withZone(decided),
    ...(houseWaybill === undefined ? {} : { houseWaybill }),
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(reason === undefined ? {} : { reason }),
  };
}
