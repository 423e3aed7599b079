/** Symbols of ISO/IEC 15417 by value: the widths of three bars and three spaces; the last one is the stop with its seven. */
const SYMBOLS =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221
  223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
  112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131
  311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
  122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
  214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112`.split(/\s+/);

const CODE_C = 99;
const CODE_B = 100;
const START_B = 104;
const START_C = 105;
const STOP = 106;

/** A bar from its left to its right edge, in any unit. */
interface Bar {
  left: number;
  right: number;
}

/** What a row of bars says in Code 128, sets B and C, and how wide its narrowest bar is. Throws for what no reader would take. */
export function readCode128(bars: readonly Bar[]): { text: string; module: number } {
  const sorted = [...bars].sort((a, b) => a.left - b.left);
  const edges = sorted.flatMap(({ left, right }) => [left, right]);
  const widths = edges.slice(1).map((edge, i) => edge - edges[i]);
  const total = edges[edges.length - 1] - edges[0];
  // All symbols are eleven modules, the stop thirteen.
  const symbols = (widths.length - 7) / 6;
  const module = total / (11 * symbols + 13);
  const modules = widths.map((width) => {
    const whole = Math.round(width / module);
    if (Math.abs(width / module - whole) > 0.2) throw new RangeError('bars that are no whole modules');
    return whole;
  });
  const values = Array.from({ length: symbols }, (_, i) => SYMBOLS.indexOf(modules.slice(6 * i, 6 * i + 6).join('')));
  values.push(SYMBOLS.indexOf(modules.slice(6 * symbols).join('')));
  return { text: textOf(values), module };
}

function textOf(values: readonly number[]): string {
  const [start, ...rest] = values;
  const [check, stop] = rest.splice(-2);
  if (stop !== STOP || values.includes(-1)) throw new RangeError('not symbols of Code 128');
  if (rest.reduce((sum, value, i) => sum + (i + 1) * value, start) % 103 !== check) throw new RangeError('a wrong check symbol');
  if (start !== START_B && start !== START_C) throw new RangeError('neither set B nor set C');
  let isPaired = start === START_C;
  let text = '';
  for (const value of rest) {
    if (value === (isPaired ? CODE_B : CODE_C)) isPaired = !isPaired;
    else text += isPaired ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
  }
  return text;
}
