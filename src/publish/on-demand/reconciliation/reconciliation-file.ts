import { type Language, say, textOf, type Words } from '../../../domain/wording/wording.js';
import type { Cell } from '../../../files/cell.js';
import type { Sheet, SheetColumn } from '../../../files/xlsx/parts/sheet.js';
import { xlsxBytes } from '../../../files/xlsx/write-xlsx.js';
import type { Reconciliation } from './compare.js';
import { type Line, type Source, sources } from './lines.js';
import { linesText, measureForms, sideWords, sourceWords, subjectWords } from './reconciliation-texts.js';

type Said = (words: Words) => string;

const NUMBER_WIDTH = 34;
const FIGURE_WIDTH = 18;

/** Sources of a declaration and of a waybill; a sheet of all has all. */
const ofDeclaration: readonly Source[] = ['plan', 'declarations', 'declarationXml'];
const ofWaybill: readonly Source[] = ['plan', 'declarationXml', 'waybills', 'waybillXml', 'houseManifestXml'];

/**
 * A reconciliation as a workbook: the flight with its sources side by side, headed `OK` or the number of differences; what differs;
 * then each waybill and each declaration.
 */
export function reconciliationFile(reconciliation: Reconciliation, language: Language): AsyncIterable<Uint8Array> {
  const said: Said = (words) => textOf(typeof words === 'string' ? { detail: words } : words, language);
  return xlsxBytes([
    totalsSheet(reconciliation, said),
    oddSheet(reconciliation, said),
    waybillsSheet(reconciliation, said),
    declarationsSheet(reconciliation, said),
  ]);
}

function totalsSheet({ differences, totals, revision, planRevision }: Reconciliation, said: Said): Sheet {
  const verdict = differences === 0 ? said('OK') : said(say('Differences: {0}', differences));
  return {
    name: said('Reconciliation'),
    columns: [{ heading: verdict, width: 28 }, ...sourceColumns(sources, said), { heading: said('Agrees'), width: 12 }],
    rows: totals.map((line) => [measureText(line, said), ...sideCells(line, sources, said), agreement(line, said)]),
    foot: () =>
      revision === planRevision
        ? []
        : [[said('The flight was changed after it was closed: what differs may only wait for the next closing')]],
  };
}

function oddSheet({ odd, differences }: Reconciliation, said: Said): Sheet {
  const heads = ['Of what', 'Number', 'Master waybill', 'Declaration', 'What differs'] as const;
  return {
    name: said('Differences'),
    columns: [
      ...heads.map((heading) => ({ heading: said(heading), width: heading === 'Of what' ? 18 : NUMBER_WIDTH })),
      ...sourceColumns(sources, said),
    ],
    rows: odd.flatMap(({ of, number, waybill = '', declaration = '', lines }) =>
      lines.map((line) => [
        said(subjectWords[of]),
        number,
        waybill,
        declaration,
        measureText(line, said),
        ...sideCells(line, sources, said),
      ]),
    ),
    foot: () => (differences > odd.length ? [[said(say('And {0} more', differences - odd.length))]] : []),
  };
}

function waybillsSheet({ waybills }: Reconciliation, said: Said): Sheet {
  return {
    name: said('Master waybills'),
    columns: partColumns(['Master waybill', 'Figure'], ofWaybill, said),
    rows: waybills.flatMap(({ number, lines }) => lines.map((line) => partRow([number], line, ofWaybill, said))),
  };
}

function declarationsSheet({ declarations }: Reconciliation, said: Said): Sheet {
  return {
    name: said('Declarations'),
    columns: partColumns(['Declaration', 'Master waybill', 'Figure'], ofDeclaration, said),
    rows: declarations.flatMap(({ id, waybill = '', lines }) => lines.map((line) => partRow([id, waybill], line, ofDeclaration, said))),
  };
}

function partColumns(heads: readonly Words[], of: readonly Source[], said: Said): SheetColumn[] {
  return [
    ...heads.map((heading) => ({ heading: said(heading), width: NUMBER_WIDTH })),
    ...sourceColumns(of, said),
    { heading: said('Agrees'), width: 12 },
  ];
}

const partRow = (names: readonly string[], line: Line, of: readonly Source[], said: Said): Cell[] => [
  ...names,
  measureText(line, said),
  ...sideCells(line, of, said),
  agreement(line, said),
];

const sourceColumns = (of: readonly Source[], said: Said): SheetColumn[] =>
  of.map((source) => ({ heading: said(sourceWords[source]), width: FIGURE_WIDTH }));

const measureText = ({ measure, currency }: Line, said: Said): string =>
  said(currency === undefined ? measureForms[measure].words : say(measureForms[measure].words, currency));

const agreement = ({ isSame }: Line, said: Said): Cell => (isSame ? said('agrees') : { text: said('differs'), tone: 'fault' });

function sideCells(line: Line, of: readonly Source[], said: Said): Cell[] {
  const { kind } = measureForms[line.measure];
  return of.map((source) => ({ text: sideText(line, source, said), kind, ...(line.isSame ? {} : { tone: 'fault' }) }));
}

function sideText({ measure, sides }: Line, source: Source, said: Said): string {
  const side = sides[source];
  if (side === undefined) return '';
  if (typeof side === 'number') return measureForms[measure].text(side);
  const word = sideWords.find((known) => known === side);
  if (word !== undefined) return said(word);
  return measure === 'values' ? linesText(side) : side;
}
