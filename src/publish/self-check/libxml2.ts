import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, type XmlElement, XmlParseError, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import type { Reading, XmlFigures } from '../../documents/figures.js';
import { CheckFailed } from './check-failed.js';
import type { ReadPart } from './read-part.js';
import type { Schemas } from './schemas.js';

/**
 * The second judge: its WebAssembly and the tree of a document take a good part of a thread's memory, so that this module is loaded only
 * when a document comes that our own reader does not take.
 */

/** Short texts lie in their nodes; a house manifest may be longer than what is read from strangers. */
const OPTIONS = ParseOption.XML_PARSE_COMPACT | ParseOption.XML_PARSE_HUGE | ParseOption.XML_PARSE_NO_XXE;

/** Whether libxml2 may read from the disk; schemas include each other. Once in a process. */
let isReading = false;

/** By path. */
const validators = new Map<string, XsdValidator>();

/** Reads XML with libxml2 and holds it against its schema if there is one. Errors: CheckFailed. */
export function readByLibxml2(bytes: Uint8Array, figures: XmlFigures, schemas: Schemas): ReadPart {
  const document = parsed(bytes);
  try {
    const { root } = document;
    const schema = schemas.of(root.namespaceUri, root.name);
    if (schema !== undefined) validate(document, validatorOf(schema.path));
    return { parser: 'libxml2', reading: readingOf(root, figures), schema: schema?.name ?? null };
  } finally {
    document.dispose();
  }
}

function parsed(bytes: Uint8Array): XmlDocument {
  try {
    return XmlDocument.fromBuffer(bytes, { option: OPTIONS });
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    throw new CheckFailed(`no well-formed XML, line ${error.details[0]?.line}`);
  }
}

function validatorOf(path: string): XsdValidator {
  const known = validators.get(path);
  if (known !== undefined) return known;
  if (!isReading) isReading = xmlRegisterFsInputProviders();
  const source = XmlDocument.fromBuffer(readFileSync(path), { url: path });
  try {
    const made = XsdValidator.fromDoc(source);
    validators.set(path, made);
    return made;
  } finally {
    source.dispose();
  }
}

function validate(document: XmlDocument, validator: XsdValidator): void {
  try {
    validator.validate(document);
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    const [{ line, message } = { line: 0, message: '' }] = error.details;
    throw new CheckFailed(`not as its schema demands, line ${line}${placeOf(message)}`);
  }
}

/** Element and rule of a fault that libxml2 found; what it says besides repeats the value. */
function placeOf(message: string): string {
  const [, element] = /^Element '(?:\{[^}]*\})?([^']+)'/.exec(message) ?? [];
  const [, facet] = /\[facet '(\w+)'\]/.exec(message) ?? [];
  return `${element === undefined ? '' : `, ${element}`}${facet === undefined ? '' : `, ${facet}`}`;
}

function readingOf(root: XmlElement, { numbersAt, totals, sums }: XmlFigures): Reading {
  const { namespaces } = root;
  const textsAt = (path: string): string[] => root.find(path, namespaces).map(({ content }) => content);
  const places = [...Object.keys(totals), ...Object.keys(sums)];
  return { numbers: textsAt(numbersAt), texts: Object.fromEntries(places.map((place) => [place, textsAt(place)])) };
}
