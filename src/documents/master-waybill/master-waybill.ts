import { defineDocument } from '../document-type.js';
import { masterWaybillPdf } from './master-waybill.pdf.js';
import { masterWaybillXml } from './master-waybill.xml.js';
import { printedWaybill, statedWaybill } from './waybill-figures.js';

/** The carrier's waybill over a consolidation: AirWaybill of the customs' album, and the neutral air waybill on paper. */
export const masterWaybill = defineDocument({
  type: 'master-waybill',
  subject: 'master-waybill',
  audience: 'carriage',
  formats: ['xml', 'pdf'],
  render: (waybill, assets) => [
    { format: 'xml', bytes: masterWaybillXml(waybill, assets) },
    { format: 'pdf', bytes: masterWaybillPdf(waybill, assets) },
  ],
  figures: { xml: statedWaybill, pdf: printedWaybill },
});
