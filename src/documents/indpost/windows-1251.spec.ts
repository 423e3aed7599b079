import { REPERTOIRE } from '../../domain/characters.js';
import { bytesOfUnits, in1251, isIn1251, replacementOf } from './windows-1251.js';

const decoder = new TextDecoder('windows-1251');

/** Marks that open a sentence in Spanish, and a bare diaeresis: the only characters that nothing stands for. */
const DROPPED = '¡¿¨';

describe('windows-1251', () => {
  it('has the bytes that other programs read back', () => {
    let known = 0;
    for (let unit = 1; unit < 0x10000; unit += 1) {
      const byte = bytesOfUnits[unit];
      if (byte === 0) continue;
      known += 1;
      expect(decoder.decode(Uint8Array.of(byte))).toBe(String.fromCharCode(unit));
    }
    // 95 of ASCII, and the upper half without 0x98 and the soft hyphen.
    expect(known).toBe(95 + 128 - 2);
  });

  it('has something for every character that documents may contain', () => {
    const without: string[] = [];
    for (const [from, to] of REPERTOIRE) {
      for (let code = from; code <= to; code += 1) {
        const character = String.fromCharCode(code);
        if (isIn1251(character) || DROPPED.includes(character)) continue;
        const plain = replacementOf(character);
        if (plain === '' || plain.includes('?') || !isIn1251(plain)) without.push(character);
      }
    }
    expect(without).toEqual([]);
  });

  it.each([
    ['Әлия Қасымова', 'Алия Касымова'],
    ['Café Łódź straße', 'Cafe Lodz strasse'],
    ['24×16 ≤ 5″ − ½', '24x16 <= 5" - 1/2'],
    ['α-Ω', 'a-O'],
    ['Їжак «№1» — Ђ', 'Їжак «№1» — Ђ'],
    ['деталь 中', 'деталь '],
  ])('writes %s as %s', (text, plain) => {
    expect(in1251(text, () => {})).toBe(plain);
  });

  it('tells what it replaced', () => {
    const lacking: string[] = [];
    in1251('é ә №', (character) => lacking.push(character));
    expect(lacking).toEqual(['é', 'ә']);
  });
});
