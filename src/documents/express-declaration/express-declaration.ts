import { defineDocument } from '../document-type.js';
import { printedDeclaration, statedDeclaration } from './declaration-figures.js';
import { declarationPdf } from './declaration-form.pdf.js';
import { declarationXml } from './express-declaration.xml.js';

/** A ПТДЭГ or a ДТЭГ. Drawn first, because the XML states how many sheets the printed form has. */
export const expressDeclaration = defineDocument<'declaration'>({
  type: 'express-declaration',
  subject: 'declaration',
  audience: 'customs',
  formats: ['xml', 'pdf'],
  render: (declaration, assets) => {
    const { bytes, sheets } = declarationPdf(declaration, assets);
    return [
      { format: 'xml', bytes: declarationXml(declaration, assets, sheets) },
      { format: 'pdf', bytes },
    ];
  },
  figures: { xml: statedDeclaration, pdf: printedDeclaration },
});
