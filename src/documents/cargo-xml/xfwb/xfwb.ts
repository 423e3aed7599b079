import { defineDocument } from '../../document-type.js';
import { statedWaybill } from '../message-figures.js';
import { xfwbXml } from './xfwb.xml.js';

/** The master waybill as a message to the carrier, XFWB. */
export const xfwb = defineDocument({
  type: 'xfwb',
  subject: 'master-waybill',
  audience: 'carriage',
  formats: ['xml'],
  render: (waybill, assets) => [{ format: 'xml', bytes: xfwbXml(waybill, assets) }],
  figures: { xml: statedWaybill },
});
