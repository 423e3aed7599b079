import { defineDocument } from '../document-type.js';
import { expressArrivalXml } from './express-arrival.xml.js';

/** Tells customs that the goods of a preliminary declaration have come. None while the declaration has no registration number. */
export const expressArrival = defineDocument<'declaration'>({
  type: 'express-arrival',
  subject: 'declaration',
  audience: 'customs',
  formats: ['xml'],
  render: (declaration, assets) => {
    const bytes = expressArrivalXml(declaration, assets);
    return bytes === undefined ? [] : [{ format: 'xml', bytes }];
  },
});
