import { DomainError } from '../../domain/problem.js';
import { scanAll } from '../xml/xml-part.js';
import { attributeOf, type XmlHandler } from '../xml/xml-scan.js';
import type { ZipPackage } from '../zip/zip-package.js';

/**
 * Formats without a code of their own that show a day. Source: ECMA-376 part 1, 18.8.30: 14–17 and 22 everywhere, 27–31, 36, 50–54, 57
 * and 58 in East Asian programs. Those that show a time alone (18–21, 32–35, 45–47, 55, 56) are of numbers below 1 or of days
 * with a time, so they count too.
 */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** What a format code shows beside its letters: quoted text, escaped and padding signs, colours, conditions and locales. */
const furniture = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** Spreadsheets take 255 signs. */
const LONGEST_CODE = 1_024;

/** True for a format code with years, months, days or hours: `dd.mm.yyyy`, `[$-419]d mmm;@`. */
function isDateCode(code: string): boolean {
  if (code.length > LONGEST_CODE) return false;
  const [first] = code.replace(furniture, '').split(';');
  return !/general/i.test(first) && /[ymdhs]/i.test(first);
}

/** Formats of a workbook; spreadsheets keep some 65 000 at most. */
const MAX_FORMATS = 65_536;

/** Which cell formats, by their index in the sheet's cells, show numbers as dates. */
export class CellFormats {
  #isDate: readonly boolean[] = [];

  /** Errors: as `XmlScan`. */
  static async read(file: ZipPackage, part: string | undefined): Promise<CellFormats> {
    const formats = new CellFormats();
    if (part === undefined) return formats;
    const styles = new StyleHandler();
    await scanAll(file.bytes(part), styles);
    formats.#isDate = styles.formats.map((id) => styles.ownCodes.get(id) ?? isBuiltInDate(id));
    return formats;
  }

  isDate(index: number): boolean {
    return this.#isDate[index] === true;
  }
}

class StyleHandler implements XmlHandler {
  /** Whether the workbook's own number formats show dates, by their ids. */
  readonly ownCodes = new Map<number, boolean>();
  /** Number format of each cell format. */
  readonly formats: number[] = [];
  #isCellFormat = false;

  open(name: string, attributes: string): boolean {
    if (name === 'cellXfs') this.#isCellFormat = true;
    else if (name === 'numFmt') {
      this.ownCodes.set(Number(attributeOf(attributes, 'numFmtId')), isDateCode(attributeOf(attributes, 'formatCode') ?? ''));
    } else if (name === 'xf' && this.#isCellFormat) this.formats.push(Number(attributeOf(attributes, 'numFmtId') ?? 0));
    if (this.formats.length + this.ownCodes.size > MAX_FORMATS)
      throw new DomainError('too-large', `A workbook has at most ${MAX_FORMATS} formats`);
    return false;
  }

  close(name: string): void {
    if (name === 'cellXfs') this.#isCellFormat = false;
  }

  text(): void {}
}
