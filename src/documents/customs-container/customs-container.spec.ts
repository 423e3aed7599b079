import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { readXml } from '../../../test/fixtures/read-xml.js';
import { loadAssets } from '../../publish/assets.js';
import { expressArrival } from '../express-arrival/express-arrival.js';
import { expressDeclaration } from '../express-declaration/express-declaration.js';
import type { Declaration } from '../subjects.js';
import { customsContainer } from './customs-container.js';

const registration = { customsOffice: '10005020', date: '2026-11-22', number: '0001234' };
const assets = loadAssets();

const rendered = (type: typeof customsContainer, declaration: Declaration) =>
  Buffer.from(type.render(declaration, assets).find(({ format }) => format === 'xml')?.bytes ?? new Uint8Array());

/** Without the first line, which is the XML declaration. */
const rootOf = (bytes: Buffer) => bytes.subarray(bytes.indexOf('\n') + 1);

describe.each(['ptdeg', 'dteg'] as const)('the container of a declaration (%s)', (kind) => {
  const declaration = sampleDeclaration(5, kind);
  const registered = { ...declaration, registration };

  it('holds the bytes of the declaration, with the sheets that its form has', () => {
    expect(rendered(customsContainer, declaration).includes(rootOf(rendered(expressDeclaration, declaration)))).toBe(true);
  });

  it('holds the notice of arrival behind it once there is one', () => {
    const container = rendered(customsContainer, registered);
    expect(readXml(container).texts('ContainerDoc/Order')).toEqual(['1', '2']);
    expect(readXml(container).texts('ContainerDoc/AFVersion')).toEqual(['5.27.0', '5.23.0']);
    const arrival = container.indexOf(rootOf(rendered(expressArrival, registered)));
    expect(arrival).toBeGreaterThan(container.indexOf(rootOf(rendered(expressDeclaration, registered))));
    expect(readXml(rendered(customsContainer, declaration)).texts('ContainerDoc/Order')).toEqual(['1']);
  });

  it('has one XML declaration and an id of its own', () => {
    const text = rendered(customsContainer, registered).toString();
    expect(text.match(/<\?xml/g)).toHaveLength(1);
    const ids = [...text.matchAll(/<cat_ru:DocumentID>([^<]+)</g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe(declaration.documentId);
  });

  it('is the same for the same declaration', () => {
    expect(rendered(customsContainer, { ...sampleDeclaration(5, kind), registration })).toEqual(rendered(customsContainer, registered));
  });
});
