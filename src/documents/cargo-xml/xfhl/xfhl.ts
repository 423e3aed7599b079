import { defineDocument } from '../../document-type.js';
import { statedHouses } from '../message-figures.js';
import { xfhlMessages } from './xfhl.xml.js';

/** The airline's houses under one master waybill as messages to the carrier, XFHL: one, or as many as the houses need. */
export const xfhl = defineDocument({
  type: 'xfhl',
  subject: 'consolidation',
  audience: 'carriage',
  formats: ['xml'],
  render: (consolidation, assets) => {
    const messages = xfhlMessages(consolidation, assets);
    if (messages.length === 1) return [{ format: 'xml', bytes: messages[0] }];
    const { number } = consolidation.waybill;
    return messages.map((bytes, i) => ({ format: 'xml' as const, subject: `${number}-${i + 1}`, bytes }));
  },
  figures: { xml: statedHouses },
});
