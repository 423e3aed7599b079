// Whether PDF are the same to a reader: as many pages, and on each page the same words. Words are compared with white space and the
// order of cells apart, because libraries break lines in places of their own: all characters of a page, each as often.
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of each page as another program extracts it, in drawing order, without white space. */
export async function pageTexts(bytes) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const texts = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent({ disableNormalization: true });
    texts.push(
      items
        .map(({ str = '' }) => str)
        .join('')
        .replaceAll(/\s/g, ''),
    );
  }
  await pdf.destroy();
  return texts;
}

const charactersOf = (text) => [...text].sort().join('');

const LETTERS_AND_DIGITS = /[^\p{L}\p{N}]/gu;

/**
 * Throws at the first page that differs. `words` are texts that every side must show whole, whatever lies between its cells. Of the
 * sides named `unpunctuated` letters and digits are compared: of Chromium's files the extraction loses a comma now and then.
 */
export async function equalPdf(outputs, { words = [], unpunctuated = [] } = {}) {
  const [[firstName, firstPath], ...others] = Object.entries(outputs);
  const first = await pageTexts(readFileSync(firstPath));
  confirmWords(firstName, first, words);
  for (const [name, path] of others) {
    const other = await pageTexts(readFileSync(path));
    if (other.length !== first.length) throw new Error(`${firstName} has ${first.length} pages, ${name} ${other.length}`);
    const compared = (text) => (unpunctuated.includes(name) ? text.replaceAll(LETTERS_AND_DIGITS, '') : text);
    for (const [page, found] of other.entries()) {
      const [expected, text] = [compared(first[page]), compared(found)];
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
