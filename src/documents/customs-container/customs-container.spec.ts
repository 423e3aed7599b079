import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { readXml } from '../../../test/fixtures/read-xml.js';
import { loadAssets } from '../../publish/assets.js';
import { expressArrivalXml } from '../express-arrival/express-arrival.xml.js';
import { declarationXml } from '../express-declaration/express-declaration.xml.js';
import { customsContainerXml } from './customs-container.xml.js';

const assets = loadAssets();

/** Without the first line, which is the XML declaration. */
const rootOf = (bytes: Uint8Array) => Buffer.from(bytes).subarray(bytes.indexOf(0x0a) + 1);

describe.each(['ptdeg', 'dteg'] as const)('the container of a declaration (%s)', (kind) => {
  const registration = { customsOffice: '10005020', date: '2026-11-22', number: '0001234' };
  const declaration = { ...sampleDeclaration(5, kind), registration };
  const xml = declarationXml(declaration, assets, 1);
  const arrival = expressArrivalXml(declaration, assets) ?? new Uint8Array();
  const both = [
    { album: '5.27.0', bytes: xml },
    { album: '5.23.0', bytes: arrival },
  ];
  const container = Buffer.from(customsContainerXml(declaration, both, assets));

  it('holds the bytes of each document, one behind another', () => {
    const [first, second] = [xml, arrival].map((bytes) => container.indexOf(rootOf(bytes)));
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(readXml(container).texts('ContainerDoc/Order')).toEqual(['1', '2']);
    expect(readXml(container).texts('ContainerDoc/AFVersion')).toEqual(['5.27.0', '5.23.0']);
  });

  it('has one XML declaration and an id of its own', () => {
    const text = container.toString();
    expect(text.match(/<\?xml/g)).toHaveLength(1);
    const ids = [...text.matchAll(/<cat_ru:DocumentID>([^<]+)</g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe(declaration.documentId);
  });

  it('does not number more documents than its album has numbers for', () => {
    const many = Array.from({ length: 100 }, () => ({ album: '5.23.0', bytes: arrival }));
    expect(readXml(customsContainerXml(declaration, many, assets)).texts('ContainerDoc/Order')).toEqual([]);
    expect(readXml(customsContainerXml(declaration, many.slice(1), assets)).texts('ContainerDoc/Order')).toHaveLength(99);
  });
});
