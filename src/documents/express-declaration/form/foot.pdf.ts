import { mm } from '../../kit/page.js';
import type { Declaration } from '../../subjects.js';
import { box, boxHeight } from './form-styles.js';
import { PaymentsFoot } from './payments.pdf.js';
import type { Sheets } from './sheets.js';
import { signatoryLines } from './signatory-text.js';

/** Blocks C and D are empty until customs fill them in; points. */
const CUSTOMS_BLOCK = mm(12);

/** Space above the foot and above the footnotes. */
const GAP = mm(4);

/** Draws what stands under the table: who filled the form in, the blocks of customs, on a ДТЭГ the payments; then the footnotes. */
export function drawFoot(sheets: Sheets, declaration: Declaration): void {
  const { form, grid, styles } = sheets;
  const { lineHeight } = styles.left;
  const below = GAP + form.footnotes.length * lineHeight;
  if (form.payments === undefined) drawPlainFoot(sheets, declaration, below);
  else new PaymentsFoot(sheets, declaration, form.payments).draw(GAP, below);
  sheets.y += GAP;
  for (const note of form.footnotes) {
    sheets.page.text(styles.left, grid.left, sheets.y, note);
    sheets.y += lineHeight;
  }
}

/** The ПТДЭГ's: three boxes one under another, on one page with what comes `below`. Source: formats/forms.md 2.4. */
function drawPlainFoot(sheets: Sheets, declaration: Declaration, below: number): void {
  const { form, grid, styles } = sheets;
  const { kindCode } = declaration.settings.signatory.powerOfAttorney;
  const person = [form.foot.person, '', ...signatoryLines(declaration, kindCode)].join('\n');
  const personHeight = boxHeight(styles.left, grid.width, person);
  if (GAP + personHeight + 2 * CUSTOMS_BLOCK + below > sheets.room) sheets.nextPage();
  else sheets.y += GAP;
  for (const [height, text] of [
    [personHeight, person],
    [CUSTOMS_BLOCK, form.foot.c],
    [CUSTOMS_BLOCK, form.foot.d],
  ] as const) {
    box(sheets.page, styles.left, grid.left, sheets.y, grid.width, height, text);
    sheets.y += height;
  }
}
