// Which consignments stand on which page. Libraries break lines and measure type a little differently: so that all print the same
// words on the same pages, the peers are told where the product's pages begin, which spares them that decision.
import { pageTexts } from '../equal/pdf.mjs';
import { pdfBytes } from '../product/declaration.mjs';
import { sampleDeclaration } from '../subjects/declaration.mjs';
import { formOf } from './declaration-texts.mjs';

/** How many consignments the product prints on each page, by their total rows. */
export async function housesPerPage({ houses }) {
  const declaration = sampleDeclaration(houses);
  const caption = formOf(declaration).houseTotal.replaceAll(/\s/g, '');
  const texts = await pageTexts(pdfBytes(declaration));
  return texts.map((text) => text.split(caption).length - 1);
}

/** The ordinal that begins each page that has any. */
export function firstOrdinals(perPage) {
  let next = 1;
  const firsts = [];
  for (const count of perPage.filter((each) => each > 0)) {
    firsts.push(next);
    next += count;
  }
  return firsts;
}
