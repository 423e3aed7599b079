import { code128, drawBarcode } from './barcode.js';
import { Page } from './page.js';

/** Symbols of ISO/IEC 15417 by value, as the widths of three bars and three spaces. */
const SYMBOLS = new Map([
  [0, '212222'],
  [1, '222122'],
  [3, '121223'],
  [18, '223211'],
  [20, '221231'],
  [21, '213212'],
  [22, '223112'],
]);
const START_C = '211232';
const CODE_B = '114131';
const STOP = '2331112';

describe('code128', () => {
  it('packs the digits of a waybill number in pairs and ends with the check symbol', () => {
    const check = (105 + 21 + 2 * 1 + 3 * 0 + 4 * 20 + 5 * 3 + 6 * 100 + 7 * 18) % 103;
    expect(check).toBe(22);
    const pairs = [21, 1, 0, 20, 3].map((value) => SYMBOLS.get(value));
    expect(code128('21010020032').join('')).toBe([START_C, ...pairs, CODE_B, SYMBOLS.get(18), SYMBOLS.get(check), STOP].join(''));
  });
});

describe('drawBarcode', () => {
  it('fills an area from end to end but for ten modules at either', () => {
    const page = new Page('portrait');
    drawBarcode(page, { x: 100, y: 50, width: 132, height: 20 }, '21010020032');
    const bars =
      Buffer.from(page.content())
        .toString('latin1')
        .match(/[\d.]+ [\d.]+ [\d.]+ [\d.]+ re/g) ?? [];
    const places = bars.map((bar) => bar.split(' ').map(Number));
    expect(places).toHaveLength(31);
    expect(places[0][0]).toBe(110);
    expect(places[30][0] + places[30][2]).toBe(222);
    expect(new Set(places.map(([, , , height]) => height))).toEqual(new Set([20]));
  });
});
