import { firstUnprintable, isPrintable, REPERTOIRE } from './characters.js';

describe('the repertoire', () => {
  it('is in ascending order and does not overlap', () => {
    const bounds = REPERTOIRE.flat();
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(REPERTOIRE.slice(1).every(([from], i) => from > REPERTOIRE[i][1])).toBe(true);
  });

  it.each(['', 'Чехол для телефона №1 «Ромашка» — 5 °C × 2 ™', 'ÄÖÜß Łódź Dvořák', 'Ґанок Ўладзімір Ђорђе', 'O‘zbek Қазақ', '<b>&#0;</b>'])(
    'holds %j',
    (text) => {
      expect(isPrintable(text)).toBe(true);
      expect(firstUnprintable(text)).toBeUndefined();
    },
  );

  it.each([
    ['手机壳', 'U+624B'],
    ['Цена 5 ₽', 'U+20BD'],
    ['smile 😀', 'U+1F600'],
    ['two\nlines', 'U+000A'],
    ['tab\t', 'U+0009'],
    ['zero\u200bwidth', 'U+200B'],
    ['right\u202eleft', 'U+202E'],
    ['и\u0306', 'U+0306'],
    ['soft\u00adhyphen', 'U+00AD'],
    ['half \ud83d', 'U+D83D'],
    ['own \ue000', 'U+E000'],
  ])('lacks a character of %j', (text, name) => {
    expect(isPrintable(text)).toBe(false);
    expect(firstUnprintable(text)).toBe(name);
  });
});
