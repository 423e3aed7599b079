import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { pdfTexts } from '../../../test/pdf-texts.js';
import { declarationPdf } from '../../documents/express-declaration/declaration-form.pdf.js';
import { loadAssets } from '../assets.js';
import { CheckFailed } from './check-failed.js';
import { pageText } from './page-text.js';
import { PdfFile } from './pdf-file.js';

/** Codes 1 to 0x5e are the characters from `!` on. */
const shifted = Buffer.from('1 beginbfrange\n<0001> <005e> <0021>\nendbfrange\n1 beginbfchar\n<0100> <0416>\nendbfchar');
const textOf = (content: string) => pageText({ content: Buffer.from(content, 'latin1'), fonts: new Map([['F', shifted]]) });

describe('the text of a page', () => {
  it.each([
    ['a literal string', 'BT /F 9 Tf 1 2 Td(\0\x22\0\x23)Tj ET', '\tBC'],
    ['hexadecimal digits', 'BT /F 9 Tf <0022 0100>Tj ET', '\tBЖ'],
    ['escapes', 'BT /F 9 Tf (\0\\(\0\\)\0\\\\\0\\101)Tj ET', '\tHI|a'],
    ['brackets in a string', 'BT /F 9 Tf (\0(\0)) Tj ET', '\tHI'],
    ['an array with gaps', 'BT /F 9 Tf [(\0\x22)-20(\0\x23)]TJ ET', '\tBC'],
    ['two lines that begin at one place', 'BT /F 9 Tf (\0\x22)Tj 0 -8 Td(\0\x23)Tj ET', '\tB\nC'],
    ['two texts side by side', 'BT /F 9 Tf (\0\x22)Tj 8 0 Td(\0\x23)Tj ET', '\tB\tC'],
    ['a text that goes on where it ended', 'BT /F 9 Tf (\0\x22)Tj /F 8 Tf (\0\x23)Tj ET', '\tBC'],
    ['marks and drawing around', '/Artifact BMC 0 g 1 2 3 4 re f EMC BT /P<</MCID 0>>BDC /F 9 Tf (\0\x22)Tj EMC ET 0 0 m S', '\tB'],
  ])('takes %s', (_, content, text) => expect(textOf(content)).toBe(text));

  it.each([
    ['a font that the page does not have', 'BT /G 9 Tf (\0\x22)Tj ET'],
    ['a code without a letter', 'BT /F 9 Tf (\x02\x22)Tj ET'],
    ['a text before any font', 'BT (\0\x22)Tj ET'],
    ['a text that does not end', 'BT /F 9 Tf (\0\x22ET'],
  ])('fails at %s', (_, content) => expect(() => textOf(content)).toThrow(CheckFailed));

  it('is what another program reads', async () => {
    const { bytes } = declarationPdf(sampleDeclaration(6, 'dteg'), loadAssets());
    const file = new PdfFile(bytes);
    const tight = (text: string) => text.replaceAll(/\s/g, '');
    const pages = Array.from({ length: file.pageCount }, (_, index) => tight(pageText(file.page(index + 1))));
    expect(pages).toEqual((await pdfTexts(bytes)).map(tight));
  });
});
