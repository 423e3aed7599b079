import { documentBytes, writtenDocument } from './xml.js';
import { tag } from './xml-writer.js';

const read = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const inner = (text: string): Uint8Array => documentBytes('a', {}, '1', [text]);

it('writes a root with its namespaces around what it is given', () => {
  const written = writtenDocument('p:a', { p: 'urn:x"y' }, '1', (xml) => xml.element(tag('p:b'), 'ж'));
  expect(read(written)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<p:a xmlns:p="urn:x&quot;y" DocumentModeID="1">\n<p:b>ж</p:b></p:a>\n',
  );
  expect(documentBytes('p:a', { p: 'urn:x"y' }, '1', ['<p:b>', 'ж</p:b>'])).toEqual(written);
});

it('returns bytes that the next document does not touch, even one made in between', () => {
  const first = writtenDocument('a', {}, '1', (xml) => {
    xml.markup('outer');
    expect(read(inner('inner'))).toContain('>\ninner</a>');
    xml.markup('-end');
  });
  inner('overwritten');
  expect(read(first)).toContain('>\nouter-end</a>');
});

it('leaves nothing of a document that failed', () => {
  const half = () =>
    writtenDocument('a', {}, '1', (xml) => {
      xml.element(tag('half'), 'done');
      xml.element(tag('b'), '\u0000');
    });
  expect(half).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
  expect(read(inner('x'))).not.toContain('half');
});
