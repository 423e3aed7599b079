import type { StoredDocument } from '../../../store/document-read.store.js';
import type { DeclarationSums, FlightSides, OddHouse, OddMeasure, SideSums, WaybillSums } from '../../../store/reconciliation.store.js';
import { declarationId } from '../../compose.js';
import { type Line, lineOf, type Measure, type Odd } from './lines.js';
import type { DocumentReading, ReadType } from './read-documents.js';

/** A flight held against itself. */
export interface Reconciliation {
  flight: string;
  revision: number;
  /** The revision whose plan and documents were looked at. */
  planRevision: number;
  /** How many things differ; those listed may be fewer. */
  differences: number;
  totals: Line[];
  waybills: { number: string; lines: Line[] }[];
  declarations: { id: string; waybill: string | undefined; lines: Line[] }[];
  odd: Odd[];
}

type Listed = Readonly<Record<ReadType, readonly StoredDocument[]>>;

/**
 * Everything that differs is told once, at the place where it is: a consignment that was altered, not the sums that it alters. What
 * rows and documents of declarations and waybills state is held against each other; sums over the plan count only where no
 * consignment explains them.
 */
export function reconciliationOf(flight: string, sides: FlightSides, reading: DocumentReading, listed: Listed): Reconciliation {
  const parts = { flight, sides, reading, listed };
  const declarations = sides.declarations.map((declaration) => declarationOf(parts, declaration));
  const waybills = sides.waybills.map((waybill) => waybillOf(parts, waybill));
  const beside = [
    ...manifestsOf(sides),
    ...waybills.flatMap(({ odd }) => odd),
    ...declarations.flatMap(({ odd }) => odd),
    ...documentsOf(parts),
  ];
  return {
    flight,
    revision: sides.revision,
    planRevision: sides.planRevision,
    differences: sides.oddCount + beside.length,
    totals: totalsOf(parts),
    waybills: waybills.map(({ number, lines }) => ({ number, lines })),
    declarations: declarations.map(({ id, waybill, lines }) => ({ id, waybill, lines })),
    odd: [...beside, ...sides.odd.map((house) => consignmentOf(flight, house))],
  };
}

interface Parts {
  flight: string;
  sides: FlightSides;
  reading: DocumentReading;
  listed: Listed;
}

/** Measures of sums that an odd consignment explains: one that is not everywhere, all of them. */
function isExplained(explained: readonly { what: OddMeasure }[], measure: Measure): boolean {
  return explained.some(({ what }) => what === 'consignments' || what === 'declaration' || what === 'waybill' || what === measure);
}

/** Lines, and those of them that tell of a difference of their own. `core` are the sources that state the thing itself. */
function judged(explained: readonly { what: OddMeasure }[], lines: readonly { core: Line; whole: Line }[]) {
  const own = lines.filter(({ core, whole }) => !core.isSame || (!whole.isSame && !isExplained(explained, whole.measure)));
  return { lines: lines.map(({ whole }) => whole), own: own.map(({ whole }) => whole) };
}

function pair(measure: Measure, core: Parameters<typeof lineOf>[1], beside: Parameters<typeof lineOf>[1], differ = false) {
  return { core: lineOf(measure, core, { differ }), whole: lineOf(measure, { ...beside, ...core }, { differ }) };
}

function declarationOf({ flight, sides, reading }: Parts, row: DeclarationSums) {
  const id = declarationId(flight, row.slot);
  const stated = reading.declarations.get(row.slot);
  const lines = stated && sides.told.find(({ slot }) => slot === row.slot);
  const placed = sides.placed.filter(({ slot }) => slot === row.slot).reduce(sumOf, nothing);
  // A document whose own lines do not come to its total differs whatever else there is.
  const unlike = (total: number | null | undefined, sum: number | null | undefined) => stated !== undefined && total !== (sum ?? undefined);
  const { lines: shown, own } = judged(
    sides.explained.filter(({ slot }) => slot === null || slot === row.slot),
    [
      pair('consignments', { declarations: row.consignments, declarationXml: stated?.consignments }, { plan: placed.consignments }),
      pair(
        'grossWeight',
        { declarations: row.grossWeightG, declarationXml: stated?.grossWeightG },
        { plan: placed.grossWeightG ?? 0 },
        unlike(stated?.grossWeightG, lines?.grossWeightG),
      ),
      pair(
        'valueRub',
        { declarations: row.valueKopecks, declarationXml: stated?.valueKopecks },
        { plan: placed.valueKopecks ?? 0 },
        unlike(stated?.valueKopecks, lines?.valueKopecks),
      ),
      pair('duty', { declarations: row.dutyKopecks }, { plan: placed.dutyKopecks ?? 0 }),
      pair(
        'payments',
        { declarations: row.paidKopecks, declarationXml: stated?.paidKopecks },
        { plan: placed.paidKopecks },
        unlike(stated?.paidKopecks, lines?.paidKopecks),
      ),
    ],
  );
  const waybill = row.waybill ?? undefined;
  return { id, waybill, lines: shown, odd: oddOf('declaration', id, own, { waybill }) };
}

function waybillOf({ sides, reading }: Parts, row: WaybillSums) {
  const number = row.number ?? '';
  const document = reading.waybills.get(number);
  const list = reading.houseManifests.get(number);
  const slots = sides.declarations.filter(({ waybill }) => waybill === row.number).map(({ slot }) => slot);
  const stated = slots.map((slot) => reading.declarations.get(slot));
  // What is declared is known in sum only where every document could be read.
  const declared = stated.every((each) => each !== undefined) && stated.length > 0 ? stated : undefined;
  const placed = sides.placed.filter(({ waybill }) => waybill === row.number).reduce(sumOf, nothing);
  // Where every consignment is a house of its own, bags are counted as often as there are houses in them.
  const listedBags = list === undefined || list.lines === list.consignments ? undefined : list.bags;
  const { lines, own } = judged(
    sides.explained.filter(({ waybill }) => waybill === null || waybill === row.number),
    [
      pair(
        'consignments',
        {
          waybills: row.consignments,
          waybillXml: document?.consignments,
          houseManifestXml: list?.consignments,
          declarationXml: declared?.reduce((sum, { consignments }) => sum + consignments, 0),
        },
        { plan: placed.consignments },
      ),
      pair(
        'bags',
        { waybills: row.bags, waybillXml: document?.bags, houseManifestXml: listedBags },
        {},
        list !== undefined && list.bags !== list.lineBags,
      ),
      pair('pieces', { waybills: row.pieces }, { plan: placed.pieces ?? 0 }),
      pair(
        'grossWeight',
        {
          waybills: row.grossWeightG,
          waybillXml: document?.grossWeightG,
          houseManifestXml: list?.grossWeightG,
          declarationXml: declared?.reduce((sum, { grossWeightG }) => sum + grossWeightG, 0),
        },
        { plan: placed.grossWeightG ?? 0 },
        list !== undefined && list.grossWeightG !== list.lineWeightG,
      ),
    ],
  );
  return { number, lines, odd: oddOf('waybill', number, own) };
}

function oddOf(of: Odd['of'], number: string, lines: Line[], { waybill }: { waybill?: string | undefined } = {}): Odd[] {
  return lines.length === 0 ? [] : [{ of, number, ...(waybill === undefined ? {} : { waybill }), lines }];
}

/** A manifest must have as many rows as it came with, unless an odd consignment says why not. */
function manifestsOf({ counts, explained }: FlightSides): Odd[] {
  if (isExplained(explained, 'consignments')) return [];
  return counts.flatMap(({ manifestId, stated, rows }) =>
    stated === rows ? [] : [{ of: 'manifest', number: manifestId, lines: [lineOf('consignments', { manifests: rows, sent: stated })] }],
  );
}

/** Documents that are not there, cannot be read, or are about nothing in the plan. A type of which there is none was not asked for. */
function documentsOf({ flight, sides, reading, listed }: Parts): Odd[] {
  const numbers = sides.waybills.map(({ number }) => number ?? '');
  const due: Record<ReadType, readonly string[]> = {
    'express-declaration': sides.declarations.map(({ slot }) => declarationId(flight, slot)),
    'master-waybill': numbers,
    'house-manifest': numbers,
  };
  const faults: [string, 'missing' | 'damaged' | 'unexpected'][] = reading.damaged.map((fileName) => [fileName, 'damaged']);
  for (const type of ['express-declaration', 'master-waybill', 'house-manifest'] as const) {
    const subjects = due[type];
    const there = new Set(listed[type].map(({ subject }) => subject));
    if (there.size === 0) continue;
    for (const subject of subjects) if (!there.has(subject)) faults.push([`${type}-${subject}.xml`, 'missing']);
    for (const subject of there) if (!subjects.includes(subject)) faults.push([`${type}-${subject}.xml`, 'unexpected']);
  }
  return faults.map(([number, fault]) => {
    const side = number.startsWith('express') ? 'declarationXml' : number.startsWith('master') ? 'waybillXml' : 'houseManifestXml';
    return { of: 'document', number, lines: [lineOf('document', { [side]: fault }, { differ: true })] };
  });
}

function consignmentOf(flight: string, { number, slot, waybill, what, figures }: OddHouse): Odd {
  const { isHeld, manifests, sent, plan, declarationXml } = figures;
  const lines: Record<OddMeasure, () => Line> = {
    consignments: () =>
      lineOf('consignments', { manifests: isHeld ? 'held' : manifests.rows, plan: plan.rows, declarationXml: declarationXml?.rows }),
    pieces: () => lineOf('pieces', { manifests: manifests.pieces, sent: sent.pieces, plan: plan.pieces }),
    grossWeight: () =>
      lineOf('grossWeight', { manifests: manifests.grams, sent: sent.grams, plan: plan.grams, declarationXml: declarationXml?.grams }),
    values: () => lineOf('values', { manifests: manifests.values, sent: sent.values, declarationXml: declarationXml?.values }),
    valueRub: () => lineOf('valueRub', { manifests: manifests.kopecks, plan: plan.kopecks, declarationXml: declarationXml?.kopecks }),
    payments: () => lineOf('payments', { plan: plan.paid, declarationXml: declarationXml?.paid }),
    declaration: () =>
      lineOf('declaration', {
        plan: plan.slot && declarationId(flight, plan.slot),
        declarationXml: declarationXml?.slot && declarationId(flight, declarationXml.slot),
      }),
    waybill: () => lineOf('waybill', { plan: plan.waybill, declarationXml: declarationXml?.waybill }),
    bag: () => lineOf('bag', { manifests: 'altered' }, { differ: true }),
    content: () => lineOf('content', { sent: 'altered' }, { differ: true }),
  };
  return {
    of: 'consignment',
    number,
    ...(slot === null ? {} : { declaration: declarationId(flight, slot) }),
    ...(waybill === null ? {} : { waybill }),
    lines: what.map((measure) => lines[measure]()),
  };
}

type Sums = Omit<SideSums, 'consignments'> & { consignments: number };

const nothing: Sums = { consignments: 0, pieces: null, grossWeightG: null, valueKopecks: null, dutyKopecks: null, paidKopecks: null };

const plus = (a: number | null, b: number | null): number | null => (a === null && b === null ? null : (a ?? 0) + (b ?? 0));

function sumOf(a: Sums, b: SideSums): Sums {
  return {
    consignments: a.consignments + b.consignments,
    pieces: plus(a.pieces, b.pieces),
    grossWeightG: plus(a.grossWeightG, b.grossWeightG),
    valueKopecks: plus(a.valueKopecks, b.valueKopecks),
    dutyKopecks: plus(a.dutyKopecks, b.dutyKopecks),
    paidKopecks: plus(a.paidKopecks, b.paidKopecks),
  };
}

/** The whole flight, source beside source; a source without anything says nothing. */
function totalsOf({ sides, reading }: Parts): Line[] {
  const { manifests, sent } = sides;
  const placed = sides.placed.reduce(sumOf, nothing);
  const declarations = sides.declarations.reduce(sumOf, nothing);
  const waybills = sides.waybills.reduce(sumOf, nothing);
  const declared = [...reading.declarations.values()];
  const carried = [...reading.waybills.values()];
  const lists = [...reading.houseManifests.values()];
  const over = <T>(all: readonly T[], pick: (each: T) => number | undefined) =>
    all.length === 0 ? undefined : all.reduce((sum, each) => sum + (pick(each) ?? 0), 0);
  const areEach = lists.some(({ lines, consignments }) => lines === consignments);
  return [
    lineOf('consignments', {
      manifests: manifests.consignments,
      plan: placed.consignments,
      declarations: declarations.consignments,
      declarationXml: over(declared, (each) => each.consignments),
      waybills: waybills.consignments,
      waybillXml: over(carried, (each) => each.consignments),
      houseManifestXml: over(lists, (each) => each.consignments),
    }),
    lineOf('pieces', { manifests: manifests.pieces ?? 0, sent: sent.pieces, plan: placed.pieces ?? 0, waybills: waybills.pieces ?? 0 }),
    lineOf('bags', {
      waybills: sides.waybills.reduce((sum, { bags }) => sum + bags, 0),
      waybillXml: over(carried, (each) => each.bags),
      houseManifestXml: areEach ? undefined : over(lists, (each) => each.bags),
    }),
    lineOf('grossWeight', {
      manifests: manifests.grossWeightG ?? 0,
      sent: sent.grossWeightG,
      plan: placed.grossWeightG ?? 0,
      declarations: declarations.grossWeightG ?? 0,
      declarationXml: over(declared, (each) => each.grossWeightG),
      waybills: waybills.grossWeightG ?? 0,
      waybillXml: over(carried, (each) => each.grossWeightG),
      houseManifestXml: over(lists, (each) => each.grossWeightG),
    }),
    ...sides.currencies.map(({ currency, ...each }) => lineOf('value', each, { currency })),
    lineOf('valueRub', {
      manifests: manifests.valueKopecks ?? 0,
      plan: placed.valueKopecks ?? 0,
      declarations: declarations.valueKopecks ?? 0,
      declarationXml: over(declared, (each) => each.valueKopecks),
    }),
    lineOf('duty', { plan: placed.dutyKopecks ?? 0, declarations: declarations.dutyKopecks ?? 0 }),
    lineOf('payments', {
      plan: placed.paidKopecks ?? 0,
      declarations: declarations.paidKopecks ?? 0,
      // A ПТДЭГ does not state what it costs.
      declarationXml: sides.declarations.every(
        ({ slot, paidKopecks }) => paidKopecks === (reading.declarations.get(slot)?.paidKopecks ?? null),
      )
        ? over(declared, (each) => each.paidKopecks)
        : undefined,
    }),
  ];
}
