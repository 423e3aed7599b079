import { mm } from '../../kit/page.js';
import type { Declaration } from '../../subjects.js';
import { box, boxHeight } from './form-styles.js';
import { type Foot, paymentsFoot } from './payments.pdf.js';
import type { Sheets } from './sheets.js';
import { signatoryLines } from './signatory-text.js';

/** Blocks C and D are empty until customs fill them in; points. */
const CUSTOMS_BLOCK = mm(12);

/** Space above the foot and above the footnotes. */
const GAP = mm(4);

/** Draws what stands under the table: who filled the form in, the blocks of customs, on a ДТЭГ the payments; then the footnotes. */
export function drawFoot(sheets: Sheets, declaration: Declaration): void {
  const { form, grid, styles } = sheets;
  const foot = form.payments === undefined ? plainFoot(sheets, declaration) : paymentsFoot(sheets, declaration, form.payments);
  const { lineHeight } = styles.left;
  if (GAP + foot.height + GAP + form.footnotes.length * lineHeight > sheets.room) sheets.nextPage();
  else sheets.y += GAP;
  foot.draw(sheets.page, sheets.y);
  sheets.y += foot.height + GAP;
  for (const note of form.footnotes) {
    sheets.page.text(styles.left, grid.left, sheets.y, note);
    sheets.y += lineHeight;
  }
}

/** The ПТДЭГ's: three boxes one under another. Source: formats/forms.md 2.4. */
function plainFoot({ form, grid, styles }: Sheets, declaration: Declaration): Foot {
  const { kindCode } = declaration.settings.signatory.powerOfAttorney;
  const person = [form.foot.person, '', ...signatoryLines(declaration, kindCode)].join('\n');
  const personHeight = boxHeight(styles.left, grid.width, person);
  return {
    height: personHeight + 2 * CUSTOMS_BLOCK,
    draw: (page, y) => {
      box(page, styles.left, grid.left, y, grid.width, personHeight, person);
      box(page, styles.left, grid.left, y + personHeight, grid.width, CUSTOMS_BLOCK, form.foot.c);
      box(page, styles.left, grid.left, y + personHeight + CUSTOMS_BLOCK, grid.width, CUSTOMS_BLOCK, form.foot.d);
    },
  };
}
