// Validation of an XML against its schema, as the product does it with every document before it is published: it also holds the
// numbers and totals of the XML against the declaration's, which no peer does. The one place that knows how an XML is validated.
import { writeFileSync } from 'node:fs';
import { statedDeclaration } from '../../dist/documents/express-declaration/declaration-figures.js';
import { checkXml } from '../../dist/publish/self-check/check-xml.js';
import { Schemas } from '../../dist/publish/self-check/schemas.js';
import { SCHEMA_FOLDER } from '../subjects/schemas.mjs';
import { declarationsOf, documentsOf, judgedDocuments } from '../subjects/xml-documents.mjs';
import { pdfBytes, xmlBytes } from './declaration.mjs';

/** Answers a function that throws for bytes that are not valid, or that no schema was found for. */
function validatorOf(declarations) {
  const schemas = new Schemas(SCHEMA_FOLDER);
  const figures = declarations.map(statedDeclaration);
  return async (bytes, index) => {
    const [{ schema }] = await checkXml([bytes], figures[index], schemas);
    if (schema === null) throw new Error('no schema was found');
  };
}

export function openValidation(given) {
  const validate = validatorOf(declarationsOf(given));
  const documents = documentsOf(given);
  const isValid = async (bytes, index) => {
    try {
      await validate(bytes, index);
      return true;
    } catch {
      return false;
    }
  };
  return {
    run: async () => {
      for (const [index, bytes] of documents.entries()) await validate(bytes, index);
    },
    output: async (path) => {
      const verdicts = [];
      for (const [name, bytes, index] of judgedDocuments(given)) verdicts.push([name, await isValid(bytes, index)]);
      writeFileSync(path, JSON.stringify(verdicts));
    },
  };
}

/** What validation is held against: writing the XML and the PDF of the same declarations. */
export function openWriting(given) {
  const declarations = declarationsOf(given);
  return {
    run: () => {
      for (const declaration of declarations) {
        pdfBytes(declaration);
        xmlBytes(declaration);
      }
    },
  };
}
