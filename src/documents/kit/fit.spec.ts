import { loadAssets } from '../../publish/assets.js';
import { fittingStyle } from './fit.js';
import { wrap, wrappedHeight } from './wrap.js';

const { mono } = loadAssets().fonts;
const box = { x: 0, y: 0, width: 100, height: 24 };

describe('fittingStyle', () => {
  it('keeps the size of a text that fits', () => {
    expect(fittingStyle(mono, 9, box, 'HANGZHOU').size).toBe(9);
  });

  it('takes a smaller size rather than splitting a number', () => {
    const style = fittingStyle(mono, 9, { ...box, height: 100 }, '12345678901234567890');
    expect(style.size).toBe(8);
    expect(wrap(style, box.width, '12345678901234567890')).toHaveLength(1);
  });

  it.each(['HANGZHOU EXAMPLE SUPPLY CHAIN CO., LTD'.repeat(3), 'X'.repeat(300), 'A\nB\nC\nD\nE\nF'])(
    'keeps a long text inside the area',
    (text) => {
      const style = fittingStyle(mono, 9, box, text);
      expect(wrappedHeight(style, box.width, text)).toBeLessThanOrEqual(box.height);
      expect(wrap(style, box.width, text).join('').replaceAll(' ', '')).toBe(text.replace(/[ \n]/g, ''));
    },
  );
});
