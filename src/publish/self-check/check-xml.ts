import type { XmlFigures } from '../../documents/figures.js';
import type { DocumentCheck } from '../../domain/document-check.js';
import { eachPartInTurn } from './check-failed.js';
import { compare } from './compare.js';
import type { ReadPart } from './read-part.js';
import { XmlFault } from './schema/xml-fault.js';
import { readXml } from './schema/xml-reader.js';
import type { Schemas } from './schemas.js';

/**
 * Reads XML, holds it against its schema if there is one, and its numbers and totals against what is due. `parts` are all that one type
 * makes in XML of one subject.
 *
 * Errors: CheckFailed.
 */
export async function checkXml(parts: readonly Uint8Array[], figures: XmlFigures, schemas: Schemas): Promise<DocumentCheck[]> {
  const read = await eachPartInTurn(parts, (bytes) => readPart(bytes, figures, schemas));
  const totals = compare(
    read.map(({ reading }) => reading),
    figures,
  );
  return read.map(({ parser, reading, schema }) => ({ parser, schema, numbers: reading.numbers.length, totals }));
}

/** What our own reader does not take is for libxml2 to judge, which tells line and element: it has the last word on a fault. */
async function readPart(bytes: Uint8Array, figures: XmlFigures, schemas: Schemas): Promise<ReadPart> {
  const own = readByUs(bytes, figures, schemas);
  if (own !== undefined) return own;
  const { readByLibxml2 } = await import('./libxml2.js');
  return readByLibxml2(bytes, figures, schemas);
}

function readByUs(bytes: Uint8Array, figures: XmlFigures, schemas: Schemas): ReadPart | undefined {
  let schema: string | null = null;
  try {
    const reading = readXml(bytes, figures, (namespace, root) => {
      const found = schemas.of(namespace, root);
      if (typeof found?.compiled === 'string') throw new XmlFault(found.compiled, 0);
      schema = found?.name ?? null;
      return found?.compiled;
    });
    return { parser: 'own', schema, reading };
  } catch (error) {
    if (error instanceof XmlFault) return undefined;
    throw error;
  }
}
