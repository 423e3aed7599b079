// Whether PDF are the same to a reader: as many pages, and on each page the same words. Words are compared with white space and the
// order of cells apart, because libraries break lines in places of their own: all characters of a page, each as often.
import { readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** PDFium's character for a hyphen at the end of a line. */
const LINE_END_HYPHEN = '\ufffe';

/** Ready once a process: that takes longer than a page. */
let library;

/** The text of each page as another program, PDFium, extracts it, in drawing order, without white space. */
export async function pageTexts(bytes) {
  library ??= PDFiumLibrary.init();
  const pdf = await (await library).loadDocument(new Uint8Array(bytes));
  const texts = Array.from({ length: pdf.getPageCount() }, (_, page) =>
    pdf.getPage(page).getText().replaceAll(/\s/g, '').replaceAll(LINE_END_HYPHEN, '-'),
  );
  pdf.destroy();
  return texts;
}

const charactersOf = (text) => [...text].sort().join('');

/** Throws at the first page that differs. `words` are texts that every side must show whole, whatever lies between its cells. */
export async function equalPdf(outputs, { words = [] } = {}) {
  const [[firstName, firstPath], ...others] = Object.entries(outputs);
  const first = await pageTexts(readFileSync(firstPath));
  confirmWords(firstName, first, words);
  for (const [name, path] of others) {
    const other = await pageTexts(readFileSync(path));
    if (other.length !== first.length) throw new Error(`${firstName} has ${first.length} pages, ${name} ${other.length}`);
    for (const [page, text] of other.entries()) {
      const expected = first[page];
      if (charactersOf(text) !== charactersOf(expected)) {
        throw new Error(`page ${page + 1} of ${name} differs from ${firstName}'s: ${difference(expected, text)}`);
      }
    }
    confirmWords(name, other, words);
  }
  return `PDF equal in words and pages: ${first.length} pages, ${first.join('').length} characters, ${words.length} words found in each of ${others.length + 1} sides`;
}

/** Which characters one text has more often than the other. */
function difference(expected, found) {
  const counts = new Map();
  for (const character of expected) counts.set(character, (counts.get(character) ?? 0) + 1);
  for (const character of found) counts.set(character, (counts.get(character) ?? 0) - 1);
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([character, count]) => `${JSON.stringify(character)} ${count > 0 ? 'missing' : 'too often'} ${Math.abs(count)} times`)
    .join(', ');
}

function confirmWords(name, pages, words) {
  const text = pages.join('\n');
  const missing = words.filter((word) => !text.includes(word.replaceAll(/\s/g, '')));
  if (missing.length > 0) throw new Error(`${name} does not show ${missing.length} words, the first is ${JSON.stringify(missing[0])}`);
}
