/** Where a figure comes from. */
export const sources = [
  'manifests',
  'sent',
  'plan',
  'declarations',
  'declarationXml',
  'waybills',
  'waybillXml',
  'houseManifestXml',
] as const;
export type Source = (typeof sources)[number];

export const measures = [
  'consignments',
  'pieces',
  'bags',
  'grossWeight',
  'value',
  'valueRub',
  'duty',
  'payments',
  'values',
  'declaration',
  'waybill',
  'bag',
  'content',
  'document',
] as const;
export type Measure = (typeof measures)[number];

export type Side = number | string | null | undefined;

/** One figure as its sources have it: whole numbers of the smallest unit, or texts. */
export interface Line {
  measure: Measure;
  /** Of a value in the currency of invoices. */
  currency?: string;
  sides: Partial<Record<Source, number | string>>;
  isSame: boolean;
}

/** A line of those sources that know the figure. `differ`: what else makes it differ. */
export function lineOf(
  measure: Measure,
  sides: Partial<Record<Source, Side>>,
  { currency, differ = false }: { currency?: string; differ?: boolean } = {},
): Line {
  const known: Line['sides'] = {};
  for (const source of sources) {
    const side = sides[source];
    if (side !== null && side !== undefined) known[source] = side;
  }
  const isSame = !differ && new Set(Object.values(known)).size <= 1;
  return { measure, ...(currency === undefined ? {} : { currency }), sides: known, isSame };
}

export const subjectKinds = ['consignment', 'manifest', 'declaration', 'waybill', 'document'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Something whose figures are not the same in all sources, with those that differ. */
export interface Odd {
  of: SubjectKind;
  number: string;
  declaration?: string;
  waybill?: string;
  lines: Line[];
}
