import { Injectable } from '@nestjs/common';
import { Archive } from '../../archive/archive.js';
import type { Registration } from '../../domain/customs-mark.js';
import { DomainError } from '../../domain/problem.js';
import type { Caller } from '../../store/access.store.js';
import { CustomsReplyStore } from '../../store/customs-reply.store.js';
import { DocumentReadStore } from '../../store/document-read.store.js';
import { declarationId } from '../compose.js';
import { decoded, storedBytes } from '../download/content.js';
import type { PlannedRun } from '../load-subject.js';

/** What a flight's declarations are to customs, by their ids. */
export interface Registered {
  registrations: ReadonlyMap<string, Registration>;
  /**
   * The id of the document that was lodged: what customs named, else that of the published one.
   * Errors: as `published`.
   */
  lodgedId(declaration: string): Promise<string>;
  /** The XML that was published. Errors: `state-conflict` if none was, `document-integrity`. */
  published(declaration: string): Promise<Buffer>;
}

/** What customs has said of a published plan's declarations, and the declarations as they were published. */
@Injectable()
export class RegisteredDeclarations {
  constructor(
    private readonly replies: CustomsReplyStore,
    private readonly documents: DocumentReadStore,
    private readonly archive: Archive,
  ) {}

  async of(caller: Caller, { run: { flight } }: PlannedRun): Promise<Registered> {
    const rows = await this.replies.registrations(flight.id);
    const named = new Map(rows.map(({ slot, documentId }) => [declarationId(flight.code, slot), documentId]));
    const stored = await this.documents.list(caller, flight.id, { status: 'published', type: 'express-declaration', format: 'xml' });
    const bySubject = new Map(stored.map((document) => [document.subject, document]));
    const published = async (declaration: string) => {
      const document = bySubject.get(declaration);
      if (document === undefined) throw new DomainError('state-conflict', 'The declaration is not published');
      return decoded(document, await storedBytes(this.archive, document));
    };
    return {
      registrations: new Map(rows.map(({ slot, registration }) => [declarationId(flight.code, slot), registration])),
      published,
      lodgedId: async (declaration) => named.get(declaration) ?? documentIdIn(await published(declaration)),
    };
  }
}

/** Where the head of a document ends at the latest. */
const HEAD = 4_096;

/** The id that a document gives itself; the first in it, since a reference to another stands behind. Errors: `document-integrity`. */
function documentIdIn(xml: Buffer): string {
  const [, id] = /<cat_ru:DocumentID>([^<]{1,36})</.exec(xml.toString('utf8', 0, HEAD)) ?? [];
  if (id === undefined) throw new DomainError('document-integrity');
  return id;
}
