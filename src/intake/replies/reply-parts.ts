import type { FindingList } from '../../domain/finding-list.js';
import type { FindingCode } from '../../domain/problem.js';
import type { Words } from '../../domain/wording/wording.js';
import { isRecord } from '../fields/field.js';
import type { XmlContent } from './reply-root.js';

/** How the text of an element is written. */
export interface TextForm {
  isWritten(text: string): boolean;
  code: FindingCode;
  words: Words;
  /** Whether blanks at the ends are part of the text; of a token they are not. Source: XML Schema, whiteSpace. */
  isRaw?: boolean;
}

/** What was found in a reply: what turns it away, and what hinders nothing. */
export interface ReplyFindings {
  faults: Pick<FindingList, 'add'>;
  notes: Pick<FindingList, 'add'>;
}

/** Reads elements of a part of a reply and collects what is wrong with them: each fault with its row, if it is of one, and its element. */
export class ReplyParts {
  constructor(
    private readonly content: XmlContent,
    private readonly findings: ReplyFindings,
    private readonly row?: number,
    private readonly path = '',
  ) {}

  /** The elements inside an element that has to be there; those of nothing if it is not. */
  inside(name: string): ReplyParts {
    const found = this.content[name];
    const path = `${this.path}${name}/`;
    if (isRecord(found)) return new ReplyParts(found, this.findings, this.row, path);
    const [code, words] = Array.isArray(found) ? TWICE : MISSING;
    this.#add(name, code, words);
    return new ReplyParts({}, SILENT, this.row, path);
  }

  /** The text of an element; undefined if it is faulty, or is not there and need not be. */
  text(name: string, { isWritten, code, words, isRaw = false }: TextForm, { isRequired = false } = {}): string | undefined {
    const found = this.content[name];
    if (Array.isArray(found)) return this.#add(name, ...TWICE);
    const whole = isRecord(found) ? found['#text'] : found;
    const text = typeof whole !== 'string' ? '' : isRaw ? whole : whole.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
    if (text === '') return isRequired ? this.#add(name, ...MISSING) : undefined;
    return isWritten(text) ? text : this.#add(name, code, words);
  }

  note(name: string, code: FindingCode, words: Words): void {
    this.findings.notes.add({
      ...this.#place(name),
      code,
      severity: 'warning',
      ...(typeof words === 'string' ? { detail: words } : words),
    });
  }

  #add(name: string, code: FindingCode, words: Words): undefined {
    this.findings.faults.add({ ...this.#place(name), code, ...(typeof words === 'string' ? { detail: words } : words) });
  }

  #place(name: string) {
    return { ...(this.row === undefined ? {} : { row: this.row }), column: `${this.path}${name}` };
  }
}

const MISSING = ['required', 'The element is missing'] as const;
const TWICE = ['duplicate', 'The element stands more than once'] as const;

/** Of an element that is missing as a whole, which was told already, no more is told. */
const SILENT: ReplyFindings = { faults: { add: () => {} }, notes: { add: () => {} } };
