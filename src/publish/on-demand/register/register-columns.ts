import { decisions } from '../../../domain/customs-mark.js';
import { allPayments, type DutyBasis, type HousePayments, totalKopecks } from '../../../domain/payment.js';
import type { Finding } from '../../../domain/problem.js';
import { kilograms, money } from '../../../domain/units.js';
import { type Language, type Sentence, say, textOf, type Words } from '../../../domain/wording/wording.js';
import type { Cell, CellKind } from '../../../files/cell.js';
import type { RegisterRow } from '../../../store/register.store.js';
import { declarationId } from '../../compose.js';
import { consigneeIn, consignorIn } from './names-in-body.js';

/** A row with what several columns take from it. */
export interface ReadRow extends RegisterRow {
  flight: string;
  /** What was sent, as it was parsed. */
  sent: unknown;
  /** Hundredths by currency. */
  values: ReadonlyMap<string, number>;
}

/** A column: what a row says in it, or a whole number that the foot of the register sums up. */
export type RegisterColumn = { heading: Words; kind?: CellKind; width?: number } & (
  | { text: (row: ReadRow, language: Language) => Cell | null | undefined }
  | { sum: (row: ReadRow) => number | null | undefined; form: (sum: number) => string }
);

const houseWaybill: RegisterColumn = { heading: 'House waybill', width: 22, text: (row) => row.houseWaybill };
const bag: RegisterColumn = { heading: 'Bag', width: 24, text: (row) => row.bag };
const waybill: RegisterColumn = { heading: 'Master waybill', width: 16, text: (row) => row.waybill };
const grossWeight: RegisterColumn = { heading: 'Gross weight, kg', kind: 'weight', sum: (row) => row.grossWeightG, form: kilograms };

/** What the carrier sees: number, bag, weight and waybill. Source: the matrix of reliability 9. */
export const carrierColumns: readonly RegisterColumn[] = [houseWaybill, bag, waybill, grossWeight];

/** All columns, with one for each currency of the invoices; that of the consignees for those who may see them. */
export function fullColumns(currencies: readonly string[], { isNamed }: { isNamed: boolean }): RegisterColumn[] {
  return [
    houseWaybill,
    { heading: 'Order number', width: 22, text: (row) => row.orderNumber },
    bag,
    waybill,
    {
      heading: 'Declaration',
      width: 32,
      text: ({ flight, declaration }) => (declaration === null ? '' : declarationId(flight, declaration)),
    },
    { heading: 'No. in the declaration', kind: 'number', text: ({ ordinal }) => (ordinal === null ? '' : String(ordinal)) },
    { heading: 'Consignor', width: 32, text: ({ sent }) => consignorIn(sent) },
    ...(isNamed ? [consignee] : []),
    { heading: 'Destination', text: (row) => row.destination },
    { heading: 'Pieces', kind: 'number', sum: (row) => row.pieces, form: String },
    grossWeight,
    ...currencies.map(valueIn),
    { heading: 'Value in roubles', kind: 'money', sum: (row) => row.valueKopecks, form: money },
    { heading: 'Value in euros', kind: 'money', sum: (row) => row.valueEur, form: money },
    { heading: 'Duty, roubles', kind: 'money', sum: (row) => row.dutyKopecks, form: money },
    {
      heading: 'Duty is on',
      text: ({ dutyBasis }, language) => (dutyBasis === null ? '' : textOf({ detail: basisWords[dutyBasis] }, language)),
    },
    { heading: 'Payments, roubles', kind: 'money', sum: ({ payments }) => paidFor(payments), form: money },
    { heading: 'Status', width: 14, text: statusCell },
    { heading: 'Decision of customs', width: 24, text: decisionText },
    { heading: 'Codes of problems', width: 24, text: ({ problems }) => [...new Set(problems?.map(({ code }) => code))].join(' ') },
    { heading: 'Problems', width: 60, text: ({ problems }, language) => problems?.map((finding) => textOf(finding, language)).join('; ') },
    { heading: 'Manifest', width: 24, text: (row) => row.manifestId },
  ];
}

const consignee: RegisterColumn = { heading: 'Consignee', width: 32, text: ({ isNamed, sent }) => (isNamed ? consigneeIn(sent) : '') };

const valueIn = (currency: string): RegisterColumn => ({
  heading: say('Invoice value, {0}', currency),
  kind: 'money',
  width: 14,
  sum: ({ values }) => values.get(currency),
  form: money,
});

const basisWords = {
  value: 'the value',
  weight: 'the weight',
  tariff: 'the tariff',
  none: 'no duty',
} as const satisfies Record<DutyBasis, Sentence>;

const paidFor = (payments: HousePayments | null): number | undefined =>
  payments === null ? undefined : totalKopecks(allPayments(payments));

function statusCell({ isWhole, isHeld, isPublished, problems }: ReadRow, language: Language): Cell {
  if (!isWhole) return '';
  const text = textOf({ detail: statusOf({ isHeld, isPublished }) }, language);
  if (isHeld) return { text, tone: 'fault' };
  return isWarnedOf(problems) ? { text, tone: 'notice' } : text;
}

/** The code and what it means. */
function decisionText({ decision }: ReadRow, language: Language): string {
  if (decision === null) return '';
  const words = decisions.get(decision)?.words;
  return words === undefined ? decision : `${decision} ${textOf({ detail: words }, language)}`;
}

const isWarnedOf = (problems: readonly Finding[] | null): boolean => problems?.some(({ severity }) => severity === 'warning') === true;

function statusOf({ isHeld, isPublished }: Pick<RegisterRow, 'isHeld' | 'isPublished'>) {
  if (isHeld) return 'held';
  if (isPublished === null) return 'accepted';
  return isPublished ? 'declared' : 'planned';
}
