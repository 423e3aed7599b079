import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { pdfTexts } from '../../../test/pdf-texts.js';
import { loadAssets } from '../../publish/assets.js';
import { expressDeclaration } from './express-declaration.js';

it.each(['ptdeg', 'dteg'] as const)('a %s has as many sheets in its XML as its PDF has pages', async (kind) => {
  const [xml, pdf] = expressDeclaration.render(sampleDeclaration(40, kind), loadAssets());
  expect([xml.format, pdf.format]).toEqual(expressDeclaration.formats);
  const stated = Buffer.from(xml.bytes)
    .toString()
    .match(/<ecd:TotalSheetNumber>(\d+)</);
  expect(Number(stated?.[1])).toBe((await pdfTexts(pdf.bytes)).length);
});
