const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/**
 * The check digit of a UPU S10 item number over its eight digits: 11 - (weighted sum mod 11), where 10 becomes 0 and 11 becomes 5.
 *
 * Source: UPU S10, customs-rules 5.2.
 */
export function itemCheckDigit(serial: string): number {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i] * (serial.charCodeAt(i) - 48);
  const digit = 11 - (sum % 11);
  if (digit === 10) return 0;
  return digit === 11 ? 5 : digit;
}

/** True for two letters, nine digits and two letters: the form of a UPU S10 item number, whatever its check digit. */
export const looksLikeItemNumber = (text: string): boolean => text.length === 13 && /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text);

/** True for a UPU S10 item number with its check digit: `RB473124829CN`. */
export function isItemNumber(text: string): boolean {
  return looksLikeItemNumber(text) && itemCheckDigit(text.slice(2, 10)) === text.charCodeAt(10) - 48;
}

const CENTRE = '[A-Z]{2}[A-Z0-9]{4}';
const DISPATCH = `(${CENTRE})(${CENTRE})([ABCD])([A-Z0-9]{2})(\\d)(\\d{4})`;
const RECEPTACLE = new RegExp(`^${DISPATCH}(\\d{3})([019])([019])(\\d{4})$`);

/**
 * True for a UPU S9 receptacle: the 20 characters of its dispatch (two centres, category, class, year digit, serial), number of
 * the receptacle, flags for the highest number and for registered items, gross weight in tenths of a kilogram.
 *
 * Source: UPU S8 and S9, customs-rules 5.2.
 */
export const isReceptacle = (text: string): boolean => RECEPTACLE.test(text);

/** What a UPU S8 dispatch says of itself. */
export interface Dispatch {
  /** Exchange offices (IMPC), six characters. */
  origin: string;
  destination: string;
  /** A air, B S.A.L., C surface, D priority by surface. */
  category: string;
  /** Class and subclass: `UN` letters in bulk. */
  mailClass: string;
  /** Last digit of the year. */
  yearDigit: number;
  number: string;
}

/** What a UPU S9 receptacle says of itself. A flag that is not given is undefined. */
export interface Receptacle {
  dispatch: Dispatch;
  number: string;
  /** It bears the highest number of its dispatch. */
  isLast: boolean | undefined;
  hasRegisteredItems: boolean | undefined;
  /** In steps of 100; undefined above 999 800. */
  grossWeightG: number | undefined;
}

const WHOLE_DISPATCH = new RegExp(`^${DISPATCH}$`);

/** The parts of a UPU S8 dispatch of 20 characters; undefined if it is none. Source: UPU S8, customs-rules 5.2. */
export function readDispatch(text: string): Dispatch | undefined {
  const match = WHOLE_DISPATCH.exec(text);
  if (match === null) return undefined;
  const [, origin, destination, category, mailClass, yearDigit, number] = match;
  return { origin, destination, category, mailClass, yearDigit: Number(yearDigit), number };
}

const NOT_GIVEN = '9';
const OVER = '9999';

/** The parts of a UPU S9 receptacle of 29 characters; undefined if it is none. Source: UPU S9, customs-rules 5.2. */
export function readReceptacle(text: string): Receptacle | undefined {
  const match = RECEPTACLE.exec(text);
  const dispatch = readDispatch(text.slice(0, 20));
  if (match === null || dispatch === undefined) return undefined;
  const [number, last, registered, tenths] = match.slice(7);
  return {
    dispatch,
    number,
    isLast: last === NOT_GIVEN ? undefined : last === '1',
    hasRegisteredItems: registered === NOT_GIVEN ? undefined : registered === '1',
    grossWeightG: tenths === OVER ? undefined : Number(tenths) * 100,
  };
}
