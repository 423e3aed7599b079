import { say } from '../../domain/wording/wording.js';
import { fileFault } from '../file-fault.js';

/** What may stand between cells; of two that are as frequent in the headings the first. */
const delimiters = [',', ';', '\t', '|'] as const;

const nameOf = (delimiter: string): string => (delimiter === '\t' ? 'TAB' : delimiter);

/** The first line that is not blank, without what stands between quotes. */
function headingLine(text: string): string {
  const line = text
    .replace(/"[^"]*"?/g, '')
    .split(/[\r\n]/)
    .find((part) => part.trim() !== '');
  return line ?? '';
}

/**
 * What stands between the cells of a file, by its headings; a comma if none of the four does.
 *
 * Errors: `validation-failed` with `delimiter` for a given one that is no single sign, or where another one divides the headings.
 */
export function delimiterOf(text: string, given?: string): string {
  if (given !== undefined && (given.length !== 1 || /["\r\n]/.test(given)))
    throw fileFault('delimiter', 'The delimiter is one character, no quote');
  const line = headingLine(text);
  const count = (delimiter: string): number => line.split(delimiter).length - 1;
  const best = delimiters.reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most));
  if (given === undefined) return best;
  if (count(best) > 2 * count(given))
    throw fileFault('delimiter', say('Not "{0}" but "{1}" stands between the headings', nameOf(given), nameOf(best)), 1);
  return given;
}
