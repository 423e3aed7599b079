import type { DocumentType, Format, Rendering, SubjectKind, Subjects } from '../../documents/document-type.js';
import type { FiguresOf } from '../../documents/figures.js';
import type { DocumentCheck } from '../../domain/document-check.js';
import { DomainError } from '../../domain/problem.js';
import { CheckFailed } from './check-failed.js';
import { checkMessages } from './check-message.js';
import { checkPdf } from './check-pdf.js';
import { checkXml } from './check-xml.js';
import { Schemas } from './schemas.js';

/** A rendering that has passed, with its mark. */
export interface CheckedRendering {
  rendering: Rendering;
  check: DocumentCheck;
}

/**
 * Reads back what was rendered, by other means than it was written with, before anybody gets it: XML is parsed and validated, pages
 * and messages are read, and their numbers and totals must be those of the subject.
 */
export class SelfCheck {
  readonly #schemas: Schemas;

  /** Without a folder of schemas XML is parsed and not validated. */
  constructor(schemaFolder: string | undefined) {
    this.#schemas = new Schemas(schemaFolder);
  }

  /**
   * Checks all renderings that a type made of one subject; those of one format are parts that count together.
   *
   * Errors: `document-check-failed`, with the file and what differs, never a value.
   */
  async passed<K extends SubjectKind>(
    { type, figures }: Pick<DocumentType<K>, 'type' | 'figures'>,
    subject: Subjects[K],
    number: string,
    renderings: readonly Rendering[],
  ): Promise<CheckedRendering[]> {
    const passed: CheckedRendering[] = [];
    for (const format of new Set(renderings.map((rendering) => rendering.format))) {
      const parts = renderings.filter((rendering) => rendering.format === format);
      try {
        const bytes = parts.map((part) => part.bytes);
        const checks = await this.#checks(format, figures, subject, number, bytes);
        passed.push(...parts.map((rendering, index) => ({ rendering, check: checks[index] })));
      } catch (error) {
        if (!(error instanceof CheckFailed)) throw error;
        throw new DomainError('document-check-failed', `${type}-${parts[error.part].subject ?? number}.${format}: ${error.message}`);
      }
    }
    return passed;
  }

  /** Errors: CheckFailed; RangeError for a type that does not say its figures. */
  async #checks<S>(
    format: Format,
    figures: FiguresOf<S>,
    subject: S,
    number: string,
    parts: readonly Uint8Array[],
  ): Promise<DocumentCheck[]> {
    const { xml, pdf, txt } = figures;
    if (format === 'xml' && xml !== undefined) return checkXml(parts, xml(subject), this.#schemas);
    if (format === 'pdf' && pdf !== undefined) return parts.map((bytes) => checkPdf(bytes, pdf(subject), number));
    if (format === 'txt' && txt !== undefined) return checkMessages(parts, txt(subject));
    throw new RangeError(`no figures to hold ${format} against`);
  }
}
