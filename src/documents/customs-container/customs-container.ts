import { defineDocument } from '../document-type.js';
import { expressArrivalXml } from '../express-arrival/express-arrival.xml.js';
import { enclosedXml } from '../express-declaration/rendered-declaration.js';
import type { Assets } from '../kit/assets.js';
import type { Declaration } from '../subjects.js';
import { customsContainerXml, type Enclosed } from './customs-container.xml.js';

/** ExpressArrive has no newer schema than that of this album, in which it is written under any. */
const ARRIVAL_ALBUM = '5.23.0';

/** A declaration with its documents in one file, as customs takes them together: the notice of arrival once it is registered. */
export const customsContainer = defineDocument<'declaration'>({
  type: 'customs-container',
  subject: 'declaration',
  audience: 'customs',
  formats: ['xml'],
  render: (declaration, assets) => [{ format: 'xml', bytes: customsContainerXml(declaration, enclosed(declaration, assets), assets) }],
});

function enclosed(declaration: Declaration, assets: Assets): Enclosed[] {
  const bytes = enclosedXml(declaration, assets);
  const arrival = expressArrivalXml(declaration, assets);
  return [{ album: declaration.album, bytes }, ...(arrival === undefined ? [] : [{ album: ARRIVAL_ALBUM, bytes: arrival }])];
}
