import { loadAssets } from '../../publish/assets.js';
import { Lines, textStyle, textWidth, wrap, wrapInto, wrappedHeight } from './wrap.js';

const { mono, regular } = loadAssets().fonts;
/** Ten characters of Cousine at ten points are sixty points wide. */
const TEN = textStyle(mono, 10);
const ofTen = (text: string): string[] => wrap(TEN, 60.05, text);

describe('wrap', () => {
  it('breaks after spaces and swallows them', () => {
    expect(ofTen('one two three four')).toEqual(['one two', 'three four']);
    expect(ofTen('one two   three')).toEqual(['one two', 'three']);
  });

  it('breaks after hyphens and keeps them', () => {
    expect(ofTen('LP123-4567 90')).toEqual(['LP123-4567', '90']);
    expect(ofTen('LP123-456789')).toEqual(['LP123-', '456789']);
    expect(ofTen('one-two - three')).toEqual(['one-two -', 'three']);
  });

  it('leaves a letter with the word that it is tied to', () => {
    expect(ofTen('to the e-mail')).toEqual(['to the', 'e-mail']);
    expect(ofTen('e-commerces')).toEqual(['e-commerce', 's']);
  });

  it('splits a word that is longer than a line', () => {
    expect(ofTen('abcdefghijklmnopqrstuvwxyz')).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyz']);
    expect(ofTen('no abcdefghijklmn')).toEqual(['no', 'abcdefghij', 'klmn']);
  });

  it('never stands still, even where no character fits', () => {
    expect(wrap(TEN, 1, 'abc d')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps line feeds, empty lines and no-break spaces', () => {
    expect(ofTen('one\n\ntwo')).toEqual(['one', '', 'two']);
    expect(ofTen('a one\u00a0two three')).toEqual(['a one\u00a0two', 'three']);
    expect(ofTen('')).toEqual(['']);
  });

  it('loses nothing but the spaces at breaks', () => {
    const text = 'Чехол-книжка для смартфона, модель XR-2000/5G; цвет: «тёмно-синий», 1 шт.  https://example.com/item/100500600700800900';
    for (let width = 5; width < 300; width += 7) {
      const lines = wrap(textStyle(regular, 7), width, text);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) if (line.length > 1) expect(textWidth(textStyle(regular, 7), line)).toBeLessThanOrEqual(width);
    }
  });

  it('refuses a character without a glyph and names it alone', () => {
    expect(() => ofTen('Пётр 手')).toThrow(expect.objectContaining({ code: 'unrenderable-character', detail: 'U+624B' }));
    expect(() => textWidth(textStyle(regular, 7), '😀')).toThrow(expect.objectContaining({ detail: 'U+1F600' }));
  });

  it('appends to lines that grow', () => {
    const lines = new Lines();
    for (let i = 0; i < 100; i += 1) expect(wrapInto(lines, TEN, 60.05, 'one two three four')).toBe(2);
    expect(lines.count).toBe(200);
    expect([lines.starts[199], lines.ends[199]]).toEqual([8, 18].map((index) => 99 * 18 + index));
    expect(String.fromCharCode(...lines.codes.subarray(lines.starts[199], lines.ends[199]))).toBe('three four');
    expect(wrappedHeight(TEN, 60.05, 'one two three four')).toBeCloseTo(2 * TEN.lineHeight);
  });
});
