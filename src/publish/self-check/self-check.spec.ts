import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { sampleWaybill } from '../../../test/fixtures/subjects.js';
import { defineDocument } from '../../documents/document-type.js';
import type { Declaration } from '../../documents/subjects.js';
import { DomainError } from '../../domain/problem.js';
import { loadAssets } from '../assets.js';
import { SelfCheck } from './self-check.js';

const NAMESPACE = 'urn:example:list:1.0';
const schema = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${NAMESPACE}" elementFormDefault="qualified">
  <xs:element name="List"><xs:complexType><xs:sequence>
    <xs:element name="House" maxOccurs="unbounded"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="16"/></xs:restriction></xs:simpleType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

const numbersOf = ({ houses }: Declaration): string[] => houses.map(({ consignment }) => consignment.houseWaybill);

/** A type as somebody may write it, with the numbers that `list` leaves of those that are due. */
const listing = (list: (numbers: readonly string[]) => readonly string[]) =>
  defineDocument<'declaration'>({
    type: 'list',
    subject: 'declaration',
    audience: 'customs',
    formats: ['xml'],
    render: (declaration) => {
      const lines = list(numbersOf(declaration)).map((number) => `<l:House>${number}</l:House>`);
      return [{ format: 'xml', bytes: Buffer.from(`<l:List xmlns:l="${NAMESPACE}">\n${lines.join('\n')}\n</l:List>\n`) }];
    },
    figures: { xml: (declaration) => ({ numbers: numbersOf(declaration), numbersAt: 'l:House', totals: {}, sums: {} }) },
  });

describe('the self-check', () => {
  const declaration = sampleDeclaration(3);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybridge-self-check-'));
    writeFileSync(join(folder, 'list.xsd'), schema);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const passed = (list: (numbers: readonly string[]) => readonly string[], subject = declaration) => {
    const type = listing(list);
    return new SelfCheck(folder).passed(type, subject, subject.id, type.render(subject, loadAssets()));
  };

  it('marks what it has read', async () => {
    expect((await passed((numbers) => numbers)).map(({ check }) => check)).toEqual([
      { parser: 'own', schema: 'list.xsd', numbers: 3, totals: 0 },
    ]);
    const type = listing((numbers) => numbers);
    const [{ check }] = await new SelfCheck(undefined).passed(type, declaration, declaration.id, type.render(declaration, loadAssets()));
    expect(check.schema).toBeNull();
  });

  it('refuses a document that lacks a house waybill, and names the file', async () => {
    await expect(passed((numbers) => numbers.slice(1))).rejects.toThrow(
      new DomainError('document-check-failed', `list-${declaration.id}.xml: number 1 of 3 is missing or another`),
    );
  });

  it('refuses a document that its schema does not allow, and says no value', async () => {
    const long = 'LP0065410000000123456';
    const [first, ...others] = declaration.houses;
    const subject = { ...declaration, houses: [{ ...first, consignment: { ...first.consignment, houseWaybill: long } }, ...others] };
    const check = () => passed((numbers) => numbers, subject);
    await expect(check()).rejects.toThrow(
      new DomainError('document-check-failed', `list-${declaration.id}.xml: not as its schema demands, line 2, House, maxLength`),
    );
  });

  it('names the part that is not right', async () => {
    const type = defineDocument<'master-waybill'>({
      type: 'parts',
      subject: 'master-waybill',
      audience: 'carriage',
      formats: ['txt'],
      render: () => [1, 2].map((part) => ({ format: 'txt', subject: `P-${part}`, bytes: Buffer.from(String(part)) })),
      figures: {
        txt: () => ({
          numbers: ['1', '2'],
          totals: { part: '1' },
          sums: {},
          read: (bytes) => ({ numbers: [String(bytes)], texts: { part: [String(bytes)] } }),
        }),
      },
    });
    const check = () => new SelfCheck(undefined).passed(type, sampleWaybill, 'P', type.render(sampleWaybill, loadAssets()));
    await expect(check()).rejects.toThrow(new DomainError('document-check-failed', 'parts-P-2.txt: part is another than planned'));
  });

  it('lets nothing pass that a type says no figures of', async () => {
    const type = { ...listing((numbers) => numbers), figures: {} };
    const check = () => new SelfCheck(undefined).passed(type, declaration, 'P', type.render(declaration, loadAssets()));
    await expect(check()).rejects.toThrow(RangeError);
  });
});
