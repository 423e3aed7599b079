import { defineDocument } from '../document-type.js';
import { houseManifestPdf } from './house-manifest.pdf.js';
import { houseManifestXml } from './house-manifest.xml.js';
import { printedManifest, statedManifest } from './manifest-figures.js';

/** The airline's houses under one master waybill: HouseManifest of the customs' album, and the list that is attached to the waybill. */
export const houseManifest = defineDocument({
  type: 'house-manifest',
  subject: 'consolidation',
  audience: 'carriage',
  formats: ['xml', 'pdf'],
  render: (consolidation, assets) => [
    { format: 'xml', bytes: houseManifestXml(consolidation, assets) },
    { format: 'pdf', bytes: houseManifestPdf(consolidation, assets) },
  ],
  figures: { xml: statedManifest, pdf: printedManifest },
});
