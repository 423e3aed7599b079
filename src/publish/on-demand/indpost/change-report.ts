import type { IndpostFile } from '../../../documents/indpost/indpost.xml.js';
import type { IndpostChange } from '../../../documents/indpost/indpost-writer.js';
import { GrowingFile } from '../growing-file.js';

const HEADINGS = 'file;line;field;change;detail\r\n';

/** Spreadsheets take a CSV for UTF-8 by it. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What was changed in the files of an archive so that all fits: a CSV of file, goods line, field, what was done and why.
 * Every cell is of our own making: names, numbers of characters.
 */
export class ChangeReport {
  readonly file = new GrowingFile(BYTE_ORDER_MARK + HEADINGS);

  add({ fileName, changes }: Pick<IndpostFile, 'fileName' | 'changes'>): void {
    for (const change of changes) this.file.add(lineOf(fileName, change));
  }
}

const lineOf = (file: string, { line, field, change, detail }: IndpostChange): string =>
  `${file};${line ?? ''};${field};${change};${detail}\r\n`;
