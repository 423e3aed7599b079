import { defineDocument } from '../document-type.js';
import { printedDeclaration, statedDeclaration } from './declaration-figures.js';
import { renderedDeclaration } from './rendered-declaration.js';

/** A ПТДЭГ or a ДТЭГ. */
export const expressDeclaration = defineDocument<'declaration'>({
  type: 'express-declaration',
  subject: 'declaration',
  audience: 'customs',
  formats: ['xml', 'pdf'],
  render: renderedDeclaration,
  figures: { xml: statedDeclaration, pdf: printedDeclaration },
});
