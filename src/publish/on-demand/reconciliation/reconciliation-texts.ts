import { kilograms, money } from '../../../domain/units.js';
import type { Sentence } from '../../../domain/wording/wording.js';
import type { CellKind } from '../../../files/cell.js';
import type { Measure, Source, SubjectKind } from './lines.js';

export const sourceWords = {
  manifests: 'Manifests, stored',
  sent: 'Manifests, as sent',
  plan: 'Places in the plan',
  declarations: 'Declarations, stored',
  declarationXml: 'Declarations, XML',
  waybills: 'Master waybills, stored',
  waybillXml: 'Master waybills, XML',
  houseManifestXml: 'House manifests, XML',
} as const satisfies Record<Source, Sentence>;

export const subjectWords = {
  consignment: 'consignment',
  manifest: 'manifest',
  declaration: 'declaration',
  waybill: 'master waybill',
  document: 'document',
} as const satisfies Record<SubjectKind, Sentence>;

interface Form {
  words: Sentence;
  kind: CellKind;
  text(value: number): string;
}

const count = { kind: 'number', text: String } as const;
const amount = { kind: 'money', text: money } as const;
const asText = { kind: 'text', text: String } as const;

/** What each measure is called and how its whole numbers are written. */
export const measureForms: Readonly<Record<Measure, Form>> = {
  consignments: { words: 'Consignments', ...count },
  pieces: { words: 'Pieces', ...count },
  bags: { words: 'Bags', ...count },
  grossWeight: { words: 'Gross weight, kg', kind: 'weight', text: kilograms },
  value: { words: 'Invoice value, {0}', ...amount },
  valueRub: { words: 'Value in roubles', ...amount },
  duty: { words: 'Duty, roubles', ...amount },
  payments: { words: 'Payments, roubles', ...amount },
  values: { words: 'Goods lines', ...asText },
  declaration: { words: 'Declaration', ...asText },
  waybill: { words: 'Master waybill', ...asText },
  bag: { words: 'Bag', ...asText },
  content: { words: 'Content', ...asText },
  document: { words: 'Document', ...asText },
};

/** Texts that stand for a figure, in the words of the reader. */
export const sideWords = ['held', 'altered', 'missing', 'damaged', 'unexpected'] as const;

/** Values of goods lines, `CNY 3500,CNY 9600`, with their two decimals. */
export const linesText = (values: string): string =>
  values.replaceAll(/ (\d{1,15})(?=,|$)/g, (_, digits: string) => ` ${money(Number(digits))}`);
