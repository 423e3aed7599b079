/** Digits enough in a row to be worth a change to pairs. */
const PAIRS_FROM = 4;

/** Invocation codes of `^BC`, mode N. Source: ZPL II Programming Guide, Code 128 invocation characters. */
const START_B = '>:';
const START_C = '>;';
const CODE_B = '>6';
const CODE_C = '>5';

/** Marks a hexadecimal byte in field data after `^FH`; the printer's own default. */
const MARK = '_';

/** Field data behind `^FH`: the characters by which a printer knows its commands as hexadecimal, so that none is ever one. */
export function zplData(text: string): string {
  return text.replace(/[\^~_\p{Cc}]/gu, (character) =>
    Array.from(Buffer.from(character), (byte) => `${MARK}${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** A text for `^BC` in mode N, and how many modules wide the symbol is, quiet zones apart. */
interface ZplBarcode {
  data: string;
  modules: number;
}

/**
 * A text in Code 128 as `^BC` takes it: digits in pairs (set C) where there are four or more in a row, else letter by letter
 * (set B). `text` is ASCII without `>`, `^` and `~`, as the numbers of waybills are.
 *
 * Modules: 11 a symbol, with start and check symbol, 13 for the stop. Source: ISO/IEC 15417.
 */
export function zplBarcode(text: string): ZplBarcode {
  let data = '';
  let symbols = 0;
  let isPaired: boolean | undefined;
  const turn = (toPairs: boolean) => {
    if (isPaired === toPairs) return;
    const start = toPairs ? START_C : START_B;
    const change = toPairs ? CODE_C : CODE_B;
    data += isPaired === undefined ? start : change;
    symbols += 1;
    isPaired = toPairs;
  };
  for (const [run] of text.matchAll(/\d+|\D+/g)) {
    const isLong = /^\d/.test(run) && run.length >= PAIRS_FROM;
    // An odd number of digits leaves one over, which goes before the pairs.
    const odd = isLong ? run.length % 2 : run.length;
    if (odd > 0) {
      turn(false);
      data += run.slice(0, odd);
      symbols += odd;
    }
    if (isLong) {
      turn(true);
      data += run.slice(odd);
      symbols += (run.length - odd) / 2;
    }
  }
  const CHECK = 1;
  return { data, modules: 11 * (symbols + CHECK) + 13 };
}
