import { REPERTOIRE } from '../../domain/characters.js';
import { isWritable } from '../../domain/writable.js';
import { latinCapitals } from './transliterate.js';

describe('latinCapitals', () => {
  // air-cargo 3.4, vectors
  it.each([
    ['Щёлково', 'SHCHELKOVO'],
    ['Юлия Цой', 'IULIIA TSOI'],
    ['Ёлкин & Co.', 'ELKIN AND CO.'],
    ['чехол, 2 шт.', 'CHEKHOL 2 SHT.'],
  ])('writes %s as %s', (russian, latin) => expect(latinCapitals(russian)).toBe(latin));

  it.each([
    ['Подъезд, объявление', 'PODIEEZD OBIEIAVLENIE'],
    ['Мыльница (синяя)_2', 'MYLNITSA SINIAIA -2'],
    ['Київ', 'KIIV'],
    ['Café crème', 'CAFE CREME'],
    ['a/b;c:d', 'A B C D'],
    ['手机壳', ''],
    ['№ 5 «Ель»', '5 EL'],
  ])('writes %s as %s', (text, latin) => expect(latinCapitals(text)).toBe(latin));

  it.each([
    ['Әлия Қасымова', 'ALIIA KASYMOVA'],
    ['Łódź, Øster Ærø', 'LODZ OESTER AEROE'],
    ['Витамин α-Ω', 'VITAMIN A-O'],
    ['Strauß', 'STRAUSS'],
  ])('leaves no letter of %s out', (text, latin) => expect(latinCapitals(text)).toBe(latin));

  it('writes every letter and digit that documents may contain, but the soft sign', () => {
    const lost: string[] = [];
    const told: string[] = [];
    for (const [from, to] of REPERTOIRE) {
      for (let code = from; code <= to; code += 1) {
        const character = String.fromCodePoint(code);
        if (/[\p{L}\p{Nd}]/u.test(character) && latinCapitals(character) === '') lost.push(character);
        if (isWritable(character)) told.push(character);
      }
    }
    expect(lost).toEqual(['Ь', 'ь']);
    expect(told.filter((character) => !/[A-Z0-9]/.test(latinCapitals(character)))).toEqual([]);
  });

  it('knows every Russian letter', () => {
    expect(latinCapitals('абвгдеёжзийклмнопрстуфхцчшщъыьэюя')).toBe('ABVGDEEZHZIIKLMNOPRSTUFKHTSCHSHSHCHIEYEIUIA');
  });
});
