// The product's own writers of a declaration, from its compiled code.
import { writeFileSync } from 'node:fs';
import { declarationPdf } from '../../dist/documents/express-declaration/declaration-form.pdf.js';
import { declarationXml } from '../../dist/documents/express-declaration/express-declaration.xml.js';
import { loadAssets } from '../../dist/publish/assets.js';
import { sampleDeclaration } from '../subjects/declaration.mjs';

/** Sheets of the printed form, which the XML states. */
const SHEETS = 40;

export const xmlBytes = (declaration) => declarationXml(declaration, loadAssets(), SHEETS);
export const pdfBytes = (declaration) => declarationPdf(declaration, loadAssets()).bytes;

export function openXml({ houses }) {
  const declaration = sampleDeclaration(houses);
  return { run: () => xmlBytes(declaration), output: (path) => writeFileSync(path, xmlBytes(declaration)) };
}

export function openPdf({ houses }) {
  const declaration = sampleDeclaration(houses);
  return { run: () => pdfBytes(declaration), output: (path) => writeFileSync(path, pdfBytes(declaration)) };
}
