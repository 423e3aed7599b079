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

  it('knows every Russian letter', () => {
    expect(latinCapitals('абвгдеёжзийклмнопрстуфхцчшщъыьэюя')).toBe('ABVGDEEZHZIIKLMNOPRSTUFKHTSCHSHSHCHIEYEIUIA');
  });
});
