import { defineDocument } from '../../document-type.js';
import { statedHouse } from '../message-figures.js';
import { xfzbMessages } from './xfzb.xml.js';

/** Each of the airline's houses under one master waybill as a message of its own, XFZB. Its subject is the house's number. */
export const xfzb = defineDocument({
  type: 'xfzb',
  subject: 'consolidation',
  audience: 'carriage',
  formats: ['xml'],
  render: (consolidation, assets) =>
    xfzbMessages(consolidation, assets).map(({ number, bytes }) => ({ format: 'xml', subject: number, bytes })),
  figures: { xml: statedHouse },
});
