// XML of declarations to hold against their schema, and the same with a fault.
import { xmlBytes } from '../product/declaration.mjs';
import { sampleDeclaration } from './declaration.mjs';

/** So many different declarations of so many house waybills. */
export function declarationsOf({ documents, houses }) {
  return Array.from({ length: documents }, (_, seed) => sampleDeclaration(houses, seed + 1));
}

export const documentsOf = (given) => declarationsOf(given).map((declaration) => Buffer.from(xmlBytes(declaration)));

const FAULTS = {
  'an element that the schema does not know': (xml) => xml.replace('<ecd:DocType>', '<ecd:Colour>red</ecd:Colour><ecd:DocType>'),
  'an element that is missing': (xml) => xml.replace(/<ecd:ExpressRegistryKindCode>[^<]*<\/ecd:ExpressRegistryKindCode>/, ''),
  'a number where none is due': (xml) => xml.replace(/(<ecd:ObjectOrdinal>)1(<)/, '$1one$2'),
  'an end tag that is missing': (xml) => xml.replace('</ecd:HouseShipment>', ''),
};

/** A name, bytes, and the place of the declaration that they are of: `good` ones, and one of the first for each fault. */
export function judgedDocuments(given) {
  const [first, ...others] = documentsOf(given);
  const faults = Object.entries(FAULTS).map(([name, spoil]) => [name, Buffer.from(spoil(first.toString())), 0]);
  return [...[first, ...others].map((bytes, index) => ['good', bytes, index]), ...faults];
}
