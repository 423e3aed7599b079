import { treeXml } from './xml-tree.js';

describe('treeXml', () => {
  it('writes elements in their order, repeats lists and leaves out what is undefined', () => {
    expect(treeXml({ b: 'x', a: undefined, c: ['1', '2'], d: [{ e: '007701' }, { e: ' & ]]> \r' }], f: { g: undefined, h: '0' } })).toBe(
      '<b>x</b>\n<c>1</c>\n<c>2</c>\n<d>\n  <e>007701</e>\n</d>\n<d>\n  <e> &amp; ]]&gt; &#13;</e>\n</d>\n<f>\n  <h>0</h>\n</f>\n',
    );
  });

  it('refuses what XML cannot carry, which the library alone would write', () => {
    expect(() => treeXml({ a: 'x\u0000' })).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
    expect(() => treeXml({ a: '\ud800' })).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
  });
});
