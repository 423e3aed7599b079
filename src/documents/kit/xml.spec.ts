import { XMLParser } from 'fast-xml-parser';
import { DomainError } from '../../domain/problem.js';
import { documentBytes, element, escapeAttribute, escapeText, parent, xmlBytes } from './xml.js';

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

describe('elements', () => {
  it('leave out what has no value', () => {
    expect(parent('a', element('b', undefined))).toBe('');
    expect(parent('a', element('b', 'x & y'))).toBe('<a><b>x &amp; y</b></a>');
  });

  it('stand in a root with its namespaces', () => {
    expect(new TextDecoder().decode(documentBytes('p:a', { p: 'urn:x"y' }, '1', [element('p:b', 'ж')]))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<p:a xmlns:p="urn:x&quot;y" DocumentModeID="1">\n<p:b>ж</p:b></p:a>\n',
    );
  });
});

describe('xmlBytes', () => {
  it('joins fragments in UTF-8 and grows as needed', () => {
    const fragment = 'Ж'.repeat(600_000);
    const text = new TextDecoder().decode(xmlBytes(['<a>', fragment, fragment, 'z']));
    expect(text).toBe(`<a>${fragment}${fragment}z`);
  });

  it('returns bytes that the next document does not touch, even one made in between', () => {
    function* fragments() {
      yield 'outer';
      expect(new TextDecoder().decode(xmlBytes(['inner']))).toBe('inner');
      yield '-end';
    }
    const first = xmlBytes(fragments());
    xmlBytes(['overwritten']);
    expect(new TextDecoder().decode(first)).toBe('outer-end');
  });
});
