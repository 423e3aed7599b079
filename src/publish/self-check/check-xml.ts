import { ParseOption, XmlDocument, type XmlElement, XmlParseError, XmlValidateError } from 'libxml2-wasm';
import type { Reading, XmlFigures } from '../../documents/figures.js';
import type { DocumentCheck } from '../../domain/document-check.js';
import { CheckFailed, eachPart } from './check-failed.js';
import { compare } from './compare.js';
import type { Schemas } from './schemas.js';

/** Short texts lie in their nodes; a house manifest may be longer than what is read from strangers. */
const OPTIONS = ParseOption.XML_PARSE_COMPACT | ParseOption.XML_PARSE_HUGE | ParseOption.XML_PARSE_NO_XXE;

/**
 * Reads XML with libxml2, holds it against its schema if there is one, and its numbers and totals against what is due. `parts` are
 * all that one type makes in XML of one subject.
 *
 * Errors: CheckFailed.
 */
export function checkXml(parts: readonly Uint8Array[], figures: XmlFigures, schemas: Schemas): DocumentCheck[] {
  // One tree at a time: it is ten times as large as the file.
  const read = eachPart(parts, (bytes) => readPart(bytes, figures, schemas));
  const totals = compare(
    read.map(({ reading }) => reading),
    figures,
  );
  return read.map(({ reading, schema }) => ({ parser: 'libxml2', schema, numbers: reading.numbers.length, totals }));
}

function readPart(bytes: Uint8Array, figures: XmlFigures, schemas: Schemas): { reading: Reading; schema: string | null } {
  const document = parsed(bytes);
  try {
    const { root } = document;
    const schema = schemas.of(root.namespaceUri, root.name);
    if (schema !== undefined) validate(document, schema.validator);
    return { reading: readingOf(root, figures), schema: schema?.name ?? null };
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

function validate(document: XmlDocument, validator: { validate(document: XmlDocument): void }): void {
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
