import type { Sentence } from './wording/wording.js';

/** The number that customs gives a declaration: `10005020/221126/0001234`. */
export interface Registration {
  /** Two, five or eight digits. */
  customsOffice: string;
  /** `YYYY-MM-DD` */
  date: string;
  /** Number in the office's journal, at most seven characters. */
  number: string;
  /** A further part of the number, at most three characters; most have none. */
  addNumber?: string;
}

/** What customs says of one house waybill. */
export interface CustomsMark {
  /** Its place among the marks of the reply, from 1. */
  row: number;
  /** `WayBillID` of the declaration, in capitals. */
  waybillId: string;
  /** The number of the house waybill, which a reply may leave out. */
  houseWaybill?: string;
  /** One of `decisions`, or a code that is newer than this list. */
  code: string;
  /** RFC 3339, with a zone. */
  decidedAt: string;
  /** Of a refusal. */
  reasonCode?: string;
  reason?: string;
}

/** What `words` say, and whether customs is done with the house waybill. */
interface Decision {
  words: Sentence;
  isFinal: boolean;
}

/**
 * Decisions on a house waybill of an express declaration, by code.
 *
 * Source: ExpressCargoDeclarationCustomMark.xsd, DecisionCode; customs-rules 4.2.
 */
export const decisions: ReadonlyMap<string, Decision> = new Map<string, Decision>([
  ['10', { words: 'Released, nothing to pay', isFinal: true }],
  ['30', { words: 'Release of returned goods is allowed', isFinal: true }],
  ['31', { words: 'Payment is required', isFinal: false }],
  ['32', { words: 'Released, paid', isFinal: true }],
  ['40', { words: 'Withdrawal is allowed', isFinal: true }],
  ['50', { words: 'Provisional: release without payment', isFinal: false }],
  ['51', { words: 'Provisional: release with payment', isFinal: false }],
  ['60', { words: 'The term of release is suspended', isFinal: false }],
  ['61', { words: 'The suspension is prolonged', isFinal: false }],
  ['62', { words: 'The suspension is lifted', isFinal: false }],
  ['70', { words: 'The term of release is prolonged', isFinal: false }],
  ['90', { words: 'Release is refused', isFinal: true }],
  ['92', { words: 'Customs control is required', isFinal: false }],
]);

/** Whether customs is done with a house waybill; of a code that is not on the list it is not known, so it is not. */
export const isFinalDecision = (code: string): boolean => decisions.get(code)?.isFinal === true;

/** A registration number as it is printed: `10005020/221126/0001234`, the day as DDMMYY. */
export function registrationNumber({ customsOffice, date, number, addNumber }: Registration): string {
  const [year, month, day] = date.split('-');
  return [customsOffice, `${day}${month}${year.slice(2)}`, number, ...(addNumber === undefined ? [] : [addNumber])].join('/');
}
