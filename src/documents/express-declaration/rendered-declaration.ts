import type { Rendering } from '../document-type.js';
import type { Assets } from '../kit/assets.js';
import type { Declaration } from '../subjects.js';
import { declarationPdf } from './declaration-form.pdf.js';
import { declarationXml } from './express-declaration.xml.js';

const known = new WeakMap<Declaration, Uint8Array>();

/** A declaration in both its forms. Drawn first, because the XML states how many sheets the printed form has. */
export function renderedDeclaration(declaration: Declaration, assets: Assets): [Rendering, Rendering] {
  const { bytes: pdf, sheets } = declarationPdf(declaration, assets);
  const xml = declarationXml(declaration, assets, sheets);
  known.set(declaration, xml);
  return [
    { format: 'xml', bytes: xml },
    { format: 'pdf', bytes: pdf },
  ];
}

/** The XML alone, for what encloses it: the bytes that were made of this very declaration last, if they were. */
export function enclosedXml(declaration: Declaration, assets: Assets): Uint8Array {
  return known.get(declaration) ?? renderedDeclaration(declaration, assets)[0].bytes;
}
