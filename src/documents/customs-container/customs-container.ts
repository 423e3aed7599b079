import { defineDocument } from '../document-type.js';
import { statedDeclaration } from '../express-declaration/declaration-figures.js';
import { enclosedXml } from '../express-declaration/rendered-declaration.js';
import { customsContainerXml } from './customs-container.xml.js';

/** A declaration in the file in which customs takes it; with the documents to it, that file is made on demand. */
export const customsContainer = defineDocument<'declaration'>({
  type: 'customs-container',
  subject: 'declaration',
  audience: 'customs',
  formats: ['xml'],
  render: (declaration, assets) => {
    const enclosed = { album: declaration.album, bytes: enclosedXml(declaration, assets) };
    return [{ format: 'xml', bytes: customsContainerXml(declaration, [enclosed], assets) }];
  },
  figures: { xml: (declaration) => ({ ...statedDeclaration(declaration), from: 'edcnt:ContainerDoc[1]/edcnt:DocBody/*' }) },
});
