import { equalPdf } from '../equal/pdf.mjs';
import { chromiumPath } from '../peers/chromium.mjs';
import { housesPerPage } from '../peers/page-plan.mjs';
import { sampleDeclaration } from '../subjects/declaration.mjs';

const sides = [
  { name: 'product', role: 'product', module: 'product/declaration.mjs', open: 'openPdf' },
  { name: 'pdfkit text()', role: 'peer', module: 'peers/pdfkit-text.mjs', open: 'openPdfkitText' },
  { name: 'pdfkit table()', role: 'peer', module: 'peers/pdfkit-table.mjs', open: 'openPdfkitTable' },
  { name: 'pdfmake', role: 'peer', module: 'peers/pdfmake.mjs', open: 'openPdfmake' },
  { name: 'chromium', role: 'peer', module: 'peers/chromium.mjs', open: 'openChromium' },
  { name: 'deflate and write', role: 'floor', module: 'floors/page-streams.mjs', open: 'openDeflate' },
];

/** Words that must stand whole in every PDF: the numbers of the house waybills and their tax numbers. */
function wordsOf({ houses }) {
  return sampleDeclaration(houses).houses.flatMap(({ consignment }) => [consignment.houseWaybill, `ИНН ${consignment.consignee.inn}`]);
}

export const row = {
  name: 'pdf',
  title: 'PDF of a declaration',
  by: 'cpu',
  limitSeconds: 240,
  sizes: { full: { houses: 500, rounds: 2, sampleMs: 400, warmMs: 1_200 }, quick: { houses: 150, rounds: 2, sampleMs: 100, warmMs: 800 } },
  sides,
  goals: [
    { against: 'pdfkit text()', faster: 40 },
    { against: 'pdfkit table()' },
    { against: 'pdfmake' },
    { against: 'chromium', faster: 60 },
    { against: 'deflate and write', atMost: 2 },
  ],
  async prepare(size) {
    const perPage = await housesPerPage(size);
    const hasChromium = chromiumPath() !== undefined;
    const without = hasChromium ? {} : { left: { chromium: 'no `chromium` on the path' } };
    return { common: { perPage }, equal: (outputs) => equalPdf(outputs, { words: wordsOf(size) }), ...without };
  },
};
