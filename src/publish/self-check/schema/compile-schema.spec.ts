import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSchema } from './compile-schema.js';
import { NotCompiled } from './not-compiled.js';
import { readXml } from './xml-reader.js';

const whole = (content: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">${content}</xs:schema>`;
const ofType = (type: string): string => whole(`<xs:element name="List"><xs:complexType>${type}</xs:complexType></xs:element>`);
const sequence = (elements: string): string => ofType(`<xs:sequence>${elements}</xs:sequence>`);
const simple = (restriction: string): string =>
  sequence(`<xs:element name="n"><xs:simpleType><xs:restriction ${restriction}</xs:restriction></xs:simpleType></xs:element>`);

describe('a schema', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybridge-compile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const compiled = (schema: string) => {
    const path = join(folder, 'list.xsd');
    writeFileSync(path, schema);
    return compileSchema(path, 'urn:t', 'List');
  };
  const isTaken = (schema: string, content: string): boolean => {
    const figures = { numbers: [], numbersAt: 'x', totals: {}, sums: {} };
    try {
      readXml(Buffer.from(`<List xmlns="urn:t">${content}</List>`), figures, () => compiled(schema));
      return true;
    } catch {
      return false;
    }
  };

  it.each<[string, string, string]>([
    ['an element that is open to anything', sequence('<xs:any/>'), 'xs:any'],
    ['a group by its name', sequence('<xs:group ref="t:g"/>'), 'xs:group'],
    ['an element that may be nil', sequence('<xs:element name="n" type="xs:string" nillable="true"/>'), 'nillable'],
    ['an element by reference', sequence('<xs:element ref="t:n"/>'), 'ref'],
    ['a default', sequence('<xs:element name="n" type="xs:string" default="1"/>'), 'default'],
    ['mixed content', whole('<xs:element name="List"><xs:complexType mixed="true"/></xs:element>'), 'mixed'],
    ['all in any order', ofType('<xs:all/>'), 'xs:all'],
    ['any attribute', ofType('<xs:anyAttribute/>'), 'xs:anyAttribute'],
    [
      'a group a certain number of times',
      ofType('<xs:sequence maxOccurs="3"><xs:element name="n" type="xs:string"/></xs:sequence>'),
      'maxOccurs',
    ],
    ['a type that is not known', sequence('<xs:element name="n" type="xs:anyURI"/>'), 'anyURI'],
    ['a facet that is not known', simple('base="xs:string"><xs:whiteSpace value="collapse"/>'), 'whiteSpace'],
    ['a bound of a day', simple('base="xs:date"><xs:minInclusive value="2026-01-01"/>'), 'minInclusive'],
    ['a list', sequence('<xs:element name="n"><xs:simpleType><xs:list itemType="xs:string"/></xs:simpleType></xs:element>'), 'xs:list'],
    [
      'names that do not tell what is due',
      sequence('<xs:element name="n" type="xs:string" minOccurs="0" maxOccurs="2"/><xs:element name="n" type="xs:string"/>'),
      'deterministic',
    ],
    ['identity', whole('<xs:element name="List" type="xs:string"><xs:unique name="u"/></xs:element>'), 'xs:unique'],
  ])('with %s is refused by name', (_, schema, name) => {
    expect(() => compiled(schema)).toThrow(NotCompiled);
    expect(() => compiled(schema)).toThrow(name);
  });

  it('counts elements', () => {
    const schema = sequence(
      '<xs:element name="a" type="xs:string" minOccurs="2" maxOccurs="3"/><xs:element name="b" type="xs:string" minOccurs="0"/>',
    );
    const verdicts = ['<a/>', '<a/><a/>', '<a/><a/><a/>', '<a/><a/><a/><a/>', '<a/><b/>', '<a/><a/><b/>', '<a/><a/><b/><b/>', '<b/>', ''];
    expect(verdicts.filter((content) => isTaken(schema, content))).toEqual(['<a/><a/>', '<a/><a/><a/>', '<a/><a/><b/>']);
  });

  it('counts characters, not bytes or units', () => {
    const schema = simple('base="xs:string"><xs:minLength value="2"/><xs:maxLength value="3"/>');
    const texts = ['Ж', 'ЖЖ', '𠀀𠀀𠀀', '𠀀𠀀𠀀𠀀', 'abc', 'abcd', '&#x416;&amp;'];
    expect(texts.filter((text) => isTaken(schema, `<n>${text}</n>`))).toEqual(['ЖЖ', '𠀀𠀀𠀀', 'abc', '&#x416;&amp;']);
  });

  it('holds decimals exactly', () => {
    const facets =
      '<xs:totalDigits value="20"/><xs:fractionDigits value="2"/><xs:minInclusive value="-1.5"/><xs:maxInclusive value="9007199254740993"/>';
    const texts = [
      '-1.50',
      '-1.51',
      '0',
      '-0',
      '+7',
      '007.10',
      '1.001',
      '9007199254740993',
      '9007199254740993.01',
      '9007199254740994',
      '',
      '1 2',
    ];
    expect(texts.filter((text) => isTaken(simple(`base="xs:decimal">${facets}`), `<n>${text}</n>`))).toEqual([
      ...['-1.50', '0', '-0', '+7', '007.10', '9007199254740993'],
    ]);
  });
});
