// XML of a declaration by libraries that build it from a tree of objects; the tree is made anew for every document.
import { writeFileSync } from 'node:fs';
import { XMLBuilder } from 'fast-xml-parser';
import { create } from 'xmlbuilder2';
import { loadAssets } from '../../dist/publish/assets.js';
import { sampleDeclaration } from '../subjects/declaration.mjs';
import { declarationTree } from './declaration-tree.mjs';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SHEETS = 40;

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@_' });

const namespacesOf = ({ album }) => loadAssets().template('express-declaration/namespaces')[album];

export function fastXmlParserBytes(declaration, sheets = SHEETS) {
  return Buffer.from(DECLARATION + builder.build(declarationTree(declaration, namespacesOf(declaration), sheets, '@_')));
}

function xmlbuilder2Bytes(declaration) {
  return Buffer.from(create({ encoding: 'UTF-8' }, declarationTree(declaration, namespacesOf(declaration), SHEETS, '@')).end());
}

const opened = (write) => (declaration) => ({
  run: () => write(declaration),
  output: (path) => writeFileSync(path, write(declaration)),
});

export const openFastXmlParser = ({ houses }) => opened(fastXmlParserBytes)(sampleDeclaration(houses));
export const openXmlbuilder2 = ({ houses }) => opened(xmlbuilder2Bytes)(sampleDeclaration(houses));
