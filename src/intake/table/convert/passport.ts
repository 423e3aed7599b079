import { trimmed } from './text.js';

/** Series and number of a passport; one of them if the cell tells no more. */
export type SeriesAndNumber = readonly [series: string | undefined, number: string | undefined];

const NOTHING: SeriesAndNumber = [undefined, undefined];

/** Blanks and number signs between the digits. Leading zeros stay. */
const BETWEEN = /[\s№]+/g;
/** Of a Russian passport: four digits of the series, six of the number. */
const JOINED = /^\d{10}$/;

function digitsOf(cell: string): string | undefined {
  const text = trimmed(cell);
  if (text === undefined) return undefined;
  const plain = text.replaceAll(BETWEEN, '');
  return /^\d+$/.test(plain) ? plain : text;
}

const split = (joined: string): SeriesAndNumber => [joined.slice(0, 4), joined.slice(4)];

/** Series and number in one cell: `4509 123456`, `45 09 №123456`. What is no ten digits is a number without a series. */
export function passport(cell: string): SeriesAndNumber {
  const text = digitsOf(cell);
  if (text === undefined) return NOTHING;
  return JOINED.test(text) ? split(text) : [undefined, text];
}

/** The column of the series, which may hold the number as well. */
export function passportSeries(cell: string): SeriesAndNumber {
  const text = digitsOf(cell);
  if (text === undefined) return NOTHING;
  return JOINED.test(text) ? split(text) : [text, undefined];
}
