import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { readXml } from '../../../test/fixtures/read-xml.js';
import { loadAssets } from '../../publish/assets.js';
import { expressDeclaration } from '../express-declaration/express-declaration.js';
import type { Declaration } from '../subjects.js';
import { customsContainer } from './customs-container.js';

const assets = loadAssets();

const rendered = (type: typeof customsContainer, declaration: Declaration) =>
  Buffer.from(type.render(declaration, assets).find(({ format }) => format === 'xml')?.bytes ?? new Uint8Array());

/** Without the first line, which is the XML declaration. */
const rootOf = (bytes: Buffer) => bytes.subarray(bytes.indexOf('\n') + 1);

describe.each(['ptdeg', 'dteg'] as const)('the container of a declaration (%s)', (kind) => {
  const declaration = sampleDeclaration(5, kind);

  it('holds the bytes of the declaration, with the sheets that its form has, whichever of them is made first', () => {
    const other = sampleDeclaration(5, kind);
    const container = rendered(customsContainer, declaration);
    expect(container.includes(rootOf(rendered(expressDeclaration, declaration)))).toBe(true);
    expect(rendered(expressDeclaration, other).length).toBeGreaterThan(0);
    expect(rendered(customsContainer, other)).toEqual(container);
  });

  it('has one XML declaration, one document, and an id of its own', () => {
    const container = rendered(customsContainer, declaration);
    const text = container.toString();
    expect(text.match(/<\?xml/g)).toHaveLength(1);
    expect(readXml(container).texts('ContainerDoc/Order')).toEqual(['1']);
    expect(readXml(container).texts('ContainerDoc/AFVersion')).toEqual(['5.27.0']);
    const ids = [...text.matchAll(/<cat_ru:DocumentID>([^<]+)</g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[1]).toBe(declaration.documentId);
  });
});
