import { XMLParser } from 'fast-xml-parser';
import { DomainError } from '../../domain/problem.js';
import { escapeAttribute, escapeText } from './xml-escape.js';

const reader = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

const hostile = ['<b>', '&', '&amp;', ']]>', '-->', '<!DOCTYPE x>', '"quoted"', "it's", '007701', ' outer ', 'Ёлка №5', '😀', 'a\tb\nc'];

describe('escape', () => {
  it('leaves text without markup as the same string', () => {
    expect(escapeText('ООО "Ромашка"')).toBe('ООО "Ромашка"');
  });

  it('writes markup and carriage returns as references', () => {
    expect(escapeText('a<b>&]]>\r\n')).toBe('a&lt;b&gt;&amp;]]&gt;&#13;\n');
    expect(escapeAttribute('"\t\n\r')).toBe('&quot;&#9;&#10;&#13;');
  });

  it.each(hostile)('comes back exactly from another reader: %j', (text) => {
    const read = reader.parse(`<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`);
    expect(read.a['#text']).toBe(text);
    expect(read.a['@_b']).toBe(text);
  });

  it.each(['\u0000', '\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud83d', '\ude00', 'a\ud83db'])('refuses %j', (text) => {
    for (const write of [escapeText, escapeAttribute]) {
      expect(() => write(text)).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
    }
  });

  it('names the character and never the text around it', () => {
    expect(() => escapeText('secret\u0001')).toThrow(new DomainError('unrenderable-character', 'XML has no place for U+0001'));
  });
});
