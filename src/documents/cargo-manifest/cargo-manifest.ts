import { defineDocument } from '../document-type.js';
import { cargoManifestPdf } from './cargo-manifest.pdf.js';
import { cargoManifestXml } from './cargo-manifest.xml.js';
import { printedManifest, statedManifest } from './manifest-figures.js';

/** What is unloaded at one airport: CargoManifest of the customs' album, and the manifest of ICAO Annex 9 on paper. No XML while the aircraft is not known. */
export const cargoManifest = defineDocument({
  type: 'cargo-manifest',
  subject: 'cargo-manifest',
  audience: 'carriage',
  formats: ['xml', 'pdf'],
  render: (manifest, assets) => {
    const xml = cargoManifestXml(manifest, assets);
    const pdf = { format: 'pdf' as const, bytes: cargoManifestPdf(manifest, assets) };
    return xml === undefined ? [pdf] : [{ format: 'xml', bytes: xml }, pdf];
  },
  figures: { xml: statedManifest, pdf: printedManifest },
});
