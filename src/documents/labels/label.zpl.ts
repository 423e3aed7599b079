import { mm } from '../kit/page.js';
import { textWidth } from '../kit/wrap.js';
import { type Label, type LabelText, LINE } from './label.js';
import { zplBarcode, zplData } from './zpl-data.js';

/** Dots to the inch that label printers have. */
export type Dpi = 203 | 300;

const POINTS_PER_INCH = 72;
const QUIET_ZONES = 20;
/** The scalable font that every printer has; its Latin letters are narrower than those the label was laid out with. */
const LATIN_FONT = '0';
/** Swiss 721, which printers have with the letters of UTF-8; its widths are those of Arial. */
const UNICODE_FONT = 'E:TT0003M_.FNT';

/**
 * One label in ZPL II: the same lines at the same places as in the PDF. UTF-8 (`^CI28`); bars are whole dots wide, in the middle of
 * their area. Texts stand by their baseline (`^FT`).
 *
 * Source: ZPL II Programming Guide.
 */
export function labelZpl(label: Label, dpi: Dpi): string {
  const dots = (points: number): number => Math.round((points * dpi) / POINTS_PER_INCH);
  return [
    '^XA',
    '^CI28',
    `^PW${dots(label.width)}`,
    `^LL${dots(label.height)}`,
    '^LH0,0',
    ...label.rules.map((rule) => ruleZpl(rule, dots)),
    barcodeZpl(label, dots),
    ...label.texts.flatMap((text) => textZpl(text, dots)),
    '^PQ1',
    '^XZ\n',
  ].join('\n');
}

type Dots = (points: number) => number;

function ruleZpl([x1, y1, x2, y2]: Label['rules'][number], dots: Dots): string {
  const thick = dots(LINE);
  return `^FO${dots(mm(x1))},${dots(mm(y1))}^GB${Math.max(dots(mm(x2 - x1)), thick)},${Math.max(dots(mm(y2 - y1)), thick)},${thick}^FS`;
}

/** Bars as wide as whole dots allow; a number too long for its area has bars of one dot. */
function barcodeZpl({ barcode: { x, y, width, height, text } }: Label, dots: Dots): string {
  const { data, modules } = zplBarcode(text);
  const module = Math.max(1, Math.floor(dots(width) / (modules + QUIET_ZONES)));
  const left = Math.max(0, dots(x) + Math.floor((dots(width) - module * modules) / 2));
  return `^FO${left},${dots(y)}^BY${module}^BCN,${dots(height)},N,N,N,N^FH^FD${zplData(data)}^FS`;
}

function textZpl({ style, lines, x, y, width }: LabelText, dots: Dots): string[] {
  const { font, size, lineHeight, align } = style;
  const height = dots(size);
  const isLatin = lines.every((line) => /^[ -~]*$/.test(line));
  const face = isLatin ? `^A${LATIN_FONT}N,${height},${height}` : `^A@N,${height},${height},${UNICODE_FONT}`;
  return lines.map((line, i) => {
    const top = y + i * lineHeight + (lineHeight - font.lineHeight * size) / 2;
    const baseline = dots(top + font.ascent * size);
    if (align === 'center' && isLatin) {
      // The printer knows the widths of its own font.
      return `^FT${dots(x)},${baseline}${face}^FB${dots(width)},1,0,C^FH^FD${zplData(line)}^FS`;
    }
    const shift = align === 'center' ? (width - textWidth(style, line)) / 2 : 0;
    return `^FT${dots(x + shift)},${baseline}${face}^FH^FD${zplData(line)}^FS`;
  });
}
