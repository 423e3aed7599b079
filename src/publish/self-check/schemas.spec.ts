import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readByLibxml2 } from './libxml2.js';
import { readXml } from './schema/xml-reader.js';
import { Schemas } from './schemas.js';

const schema = (version: string, most: number) => `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:list:${version}" xmlns:t="urn:example:list:${version}">
  <xs:include schemaLocation="parts.xsd"/>
  <xs:element name="List"><xs:complexType><xs:sequence><xs:element name="n" type="t:Number" maxOccurs="${most}"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;
const parts = (version: string) => `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:list:${version}">
  <xs:simpleType name="Number"><xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
</xs:schema>`;

describe('the schemas of a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybridge-schemas-'));
    const files = {
      'old/list.xsd': schema('1.0', 1),
      'old/parts.xsd': parts('1.0'),
      'new/list.xsd': schema('2.0', 2),
      'new/parts.xsd': parts('2.0'),
      'new/README.md': 'no schema',
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const figures = { numbers: [], numbersAt: 'n', totals: {}, sums: {} };
  const passes = (read: () => unknown): boolean => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };
  /** What both judges say. */
  const isValid = (version: string, numbers: readonly string[]): boolean => {
    const xml = `<List xmlns="urn:example:list:${version}">${numbers.map((number) => `<n xmlns="">${number}</n>`).join('')}</List>`;
    const schemas = new Schemas(folder);
    const verdict = passes(() => readByLibxml2(Buffer.from(xml), figures, schemas));
    const own = passes(() =>
      readXml(Buffer.from(xml), figures, (namespace, root) => {
        const compiled = schemas.of(namespace, root)?.compiled;
        if (typeof compiled !== 'object') throw new RangeError(compiled);
        return compiled;
      }),
    );
    expect(own).toBe(verdict);
    return verdict;
  };

  it('are told apart by their namespaces, which hold the album', () => {
    const schemas = new Schemas(folder);
    expect(schemas.of('urn:example:list:1.0', 'List')?.name).toBe('old/list.xsd');
    expect(schemas.of('urn:example:list:2.0', 'List')?.name).toBe('new/list.xsd');
    expect([isValid('1.0', ['a', 'b']), isValid('2.0', ['a', 'b'])]).toEqual([false, true]);
  });

  it('are compiled with what they include, once', () => {
    const schemas = new Schemas(folder);
    expect(schemas.of('urn:example:list:2.0', 'List')).toBe(schemas.of('urn:example:list:2.0', 'List'));
    expect([isValid('2.0', ['abc']), isValid('2.0', ['abcd'])]).toEqual([true, false]);
  });

  it('are none for another namespace, another root or without a folder', () => {
    const schemas = new Schemas(folder);
    expect(schemas.of('urn:example:list:3.0', 'List')).toBeUndefined();
    expect(schemas.of('urn:example:list:2.0', 'Other')).toBeUndefined();
    expect(new Schemas(undefined).of('urn:example:list:2.0', 'List')).toBeUndefined();
  });
});
