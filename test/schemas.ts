import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/** Folder with the official schemas, which are no part of this repository: `fts-5.27.0/*.xsd` and `fts-5.23.0/*.xsd`. */
export const schemaFolder = resolve(process.env.SCHEMA_DIR ?? '../shared/formats');
export const hasSchemas = existsSync(join(schemaFolder, 'fts-5.23.0'));
if (!hasSchemas) console.warn(`No schemas in ${schemaFolder}: set SCHEMA_DIR to validate the documents against them`);

const validators = new Map<string, XsdValidator>();

function validator(schema: string): XsdValidator {
  const path = join(schemaFolder, schema);
  const known = validators.get(path);
  if (known !== undefined) return known;
  const source = XmlDocument.fromBuffer(readFileSync(path), { url: path });
  const made = XsdValidator.fromDoc(source);
  source.dispose();
  validators.set(path, made);
  return made;
}

/** Reads the bytes with libxml2 and holds them against a schema; throws with the schema's own words. */
export function validate(bytes: Uint8Array, schema: string): void {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    validator(schema).validate(document);
  } finally {
    document.dispose();
  }
}

/** Lets schemas include each other from the disk. */
export const openSchemas = (): void => {
  xmlRegisterFsInputProviders();
};

export function closeSchemas(): void {
  for (const each of validators.values()) each.dispose();
  validators.clear();
}
