import { isDay } from '../../../domain/calendar.js';
import { type Cell, type CellKind, isFormulaLike } from '../../cell.js';
import { styleOf } from './style-xml.js';

/** Signs that a spreadsheet shows of a cell; a workbook with more is damaged to it. */
const MAX_SHOWN = 32_767;

/** Anything but signs that stand in a text as they are. */
const unusual = /[^\t\n !-%'-;=?-^`-\uD7FF\uE000-\uFFFD]/;
const marks = /[&<>\r\p{Cc}\p{Cs}\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\t': '\t', '\n': '\n' };

/**
 * Text of a cell as XML. What XML cannot carry is written `_x000D_`, as spreadsheets do, so that it is read again as it was.
 * A half of a pair stands for nothing and becomes U+FFFD. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
 */
function textXml(text: string): string {
  if (!unusual.test(text)) return text;
  return text.replace(marks, (mark) => references[mark] ?? escapedMark(mark));
}

function escapedMark(mark: string): string {
  const code = mark.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
  return `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** A value in an attribute. */
export const attributeXml = (text: string): string => textXml(text).replaceAll('"', '&quot;');

/** A number that a spreadsheet keeps as it is: no zero before it, at most 15 digits. */
const exact = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;
const MAX_DIGITS = 15;

function numberXml(text: string, kind: CellKind): string | undefined {
  if (kind === 'date') return isDay(text) && text >= '1900-03-01' ? String(serialOf(text)) : undefined;
  return exact.test(text) && text.replace(/[-.]/g, '').length <= MAX_DIGITS ? text : undefined;
}

/** Days since the last one of 1899, by the count that has a 29 February 1900. */
const serialOf = (day: string): number => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** The XML of a cell; nothing for an empty one without a tone. `place`: such as `AB12`. */
export function cellXml(cell: Cell, ofColumn: CellKind, place: string): string {
  const { text, tone, kind = ofColumn } = typeof cell === 'string' ? { text: cell } : cell;
  if (text === '') return tone === undefined ? '' : `<c r="${place}" s="${styleOf('text', tone)}"/>`;
  const number = kind === 'text' ? undefined : numberXml(text, kind);
  if (number !== undefined) return `<c r="${place}" s="${styleOf(kind, tone)}"><v>${number}</v></c>`;
  return textCellXml(text, styleOf('text', tone, isFormulaLike(text)), place);
}

export function textCellXml(text: string, style: number, place: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
  const space = shown.trim().length === shown.length ? '' : ' xml:space="preserve"';
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t${space}>${textXml(shown)}</t></is></c>`;
}
