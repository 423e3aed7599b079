import { defineDocument } from '../../document-type.js';
import { statedFlight } from '../message-figures.js';
import { xffmXml } from './xffm.xml.js';

/** All that flies on a flight as a message to the carrier, XFFM. None where nothing flies: the schema demands a point of unlading. */
export const xffm = defineDocument({
  type: 'xffm',
  subject: 'flight',
  audience: 'carriage',
  formats: ['xml'],
  render: (flight, assets) => (flight.legs.length === 0 ? [] : [{ format: 'xml', bytes: xffmXml(flight, assets) }]),
  figures: { xml: statedFlight },
});
