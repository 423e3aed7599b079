import { type CellKind, cellKinds, type Tone } from '../../cell.js';

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Number formats; those below 164 are built in. */
const formatOf: Readonly<Record<CellKind, number>> = { text: 49, number: 0, money: 4, weight: 164, date: 165 };
const ownFormats = '<numFmt numFmtId="164" formatCode="0.000"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy"/>';

/** Fills behind cells, of which the first two are what every workbook must begin with, and fonts: plain and bold. */
const looks: readonly { tone: Tone | undefined; fill: number; font: number }[] = [
  { tone: undefined, fill: 0, font: 0 },
  { tone: 'fault', fill: 2, font: 0 },
  { tone: 'notice', fill: 3, font: 0 },
  { tone: 'total', fill: 0, font: 1 },
];
const solid = (colour: string): string => `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`;
const fills = `<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFFFC7CE')}${solid('FFFFEB9C')}`;

/** What formats come before those of cells: that of nothing, and that of headings. */
const BEFORE_CELLS = 2;
export const HEADING_STYLE = 1;

/** Index of a cell's format. `isQuoted`: its text looks like a formula and is none, which the format says so that the text stays whole. */
export function styleOf(kind: CellKind, tone?: Tone, isQuoted = false): number {
  const place = isQuoted ? cellKinds.length : cellKinds.indexOf(kind);
  return BEFORE_CELLS + place * looks.length + looks.findIndex((look) => look.tone === tone);
}

const cellFormat = (format: number, { fill, font }: { fill: number; font: number }, more = ''): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${more}/>`;

function cellFormats(): readonly string[] {
  const heading =
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';
  const kinds = cellKinds.flatMap((kind) => looks.map((look) => cellFormat(formatOf[kind], look)));
  const quoted = looks.map((look) => cellFormat(formatOf.text, look, ' quotePrefix="1"'));
  return ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', heading, ...kinds, ...quoted];
}

/** The part of a workbook that holds its formats. Source: ECMA-376 part 1, 18.8. */
export function styleXml(): string {
  const formats = cellFormats();
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<styleSheet xmlns="${NAMESPACE}"><numFmts count="2">${ownFormats}</numFmts>`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>',
    `<fills count="4">${fills}</fills>`,
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}
