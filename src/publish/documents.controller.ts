import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Archive } from '../archive/archive.js';
import { DomainError } from '../domain/problem.js';
import { languageOf } from '../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Audited } from '../http/audited.js';
import { Describe } from '../http/describe.js';
import { filter } from '../http/page.js';
import { actorOf, type Caller } from '../store/access.store.js';
import { AuditLog } from '../store/audit-log.js';
import { DocumentReadStore, type ListedDocument, type StoredDocument } from '../store/document-read.store.js';
import { archiveStream } from './download/archive-stream.js';
import { attachment, type Content, contentOf } from './download/content.js';
import { OpenArchives } from './download/flight-archive.js';
import { sendContent } from './download/send-content.js';
import { limitSlowReader } from './download/slow-reader.js';
import { FlightView } from './flight-view.js';
import { FLIGHT, flightParam } from './flights.schema.js';
import { madeStream } from './on-demand/made-stream.js';
import { OnDemand } from './on-demand/on-demand.js';
import type { OnDemandPaper } from './on-demand/on-demand-paper.js';

const checkSchema = z
  .object({
    parser: z.enum(['own', 'libxml2', 'pdf', 'cargo-imp']).meta({
      description: 'What read the bytes back: not what wrote them. XML is read by `own`, and by `libxml2` where that does not take it',
    }),
    schema: z
      .string()
      .nullable()
      .optional()
      .meta({
        description: 'Schema that the XML is valid against; null if there was none',
        examples: ['fts-5.27.0/ExpressCargoDeclaration.xsd'],
      }),
    numbers: z.int().meta({ description: 'Numbers found, each in its place' }),
    totals: z.int().meta({ description: 'Totals found equal to what was planned' }),
    pages: z.array(z.int()).optional().meta({ description: 'Pages of a PDF that were read' }),
  })
  .meta({
    id: 'DocumentCheck',
    description: 'How the document was read back before it was published; left out of documents from before there was this check',
  });

const documentSchema = z
  .object({
    id: z.uuid(),
    type: z.string().meta({ examples: ['express-declaration'] }),
    format: z.string().meta({ examples: ['xml'] }),
    subject: z.string().meta({ description: 'Number of what it is about' }),
    fileName: z.string(),
    mediaType: z.string(),
    size: z.int().meta({ description: 'Bytes' }),
    sha256: z.string().meta({ description: 'Hex' }),
    status: z.enum(['published', 'superseded']),
    revision: z.int(),
    check: checkSchema.optional(),
  })
  .meta({ id: 'Document' });

const onDemandSchema = z
  .object({
    type: z.string().meta({ examples: ['house-waybill'] }),
    formats: z.array(z.string()),
    href: z.string().meta({ examples: [`/v1/flights/${FLIGHT}/house-waybills`] }),
    what: z.string(),
  })
  .meta({ id: 'OnDemandPaper' });

const documentsSchema = z.object({
  documents: z.array(documentSchema),
  onDemand: z
    .array(onDemandSchema)
    .meta({ description: 'What is made when its route is asked: as the flight stands, and for you to read' }),
});

const kinds = { type: filter(/[a-z0-9-]{1,40}/, 'Type of document'), format: filter(/[a-z0-9]{1,10}/, 'Format: `xml`, `pdf`') };
const documentsQuery = z.strictObject({ ...kinds, status: filter(/published|superseded/, 'The published set, or what it has replaced') });
const archiveQuery = z.strictObject(kinds);
const documentParam = z.uuid().meta({ description: 'Id of a document' });

@ApiTags('Documents')
@Controller('v1')
export class DocumentsController {
  private readonly archives: OpenArchives;

  constructor(
    private readonly view: FlightView,
    private readonly documents: DocumentReadStore,
    private readonly archive: Archive,
    private readonly papers: OnDemand,
    private readonly log: AuditLog,
  ) {
    this.archives = new OpenArchives(archive);
  }

  @Get('flights/:flight/documents')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'The documents of a flight that you may read',
    answer: { description: 'The published set, or what it has replaced', schema: documentsSchema },
    problems: ['not-found', 'validation-failed'],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: documentsQuery }) { status, ...asked }: z.infer<typeof documentsQuery>,
  ): Promise<z.infer<typeof documentsSchema>> {
    const flight = await this.view.find(caller, code);
    const rows = await this.documents.list(caller, flight.id, { ...asked, status: status === 'superseded' ? status : 'published' });
    const papers = status === 'superseded' ? [] : await this.papers.listed(caller, flight, asked);
    return { documents: rows.map(documentOf), onDemand: papers.map((paper) => onDemandOf(code, paper)) };
  }

  @Get('flights/:flight/archive')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Audited('archive.downloaded', ['flight'])
  @ApiHeader({ name: 'Accept-Language', required: false, description: 'Language of a register: `ru`, `en`, `zh`' })
  @Describe({
    summary: 'The published documents of a flight that you may read, as one ZIP with an index',
    description:
      'With `type` of a paper that is made on demand (`house-waybill` as `xml` or `pdf`, `indpost`, `flight-register` as `xlsx` or `csv`), ' +
      'that is made and streamed, for those who may use its route; its length is not known when it begins, and the index stands at its end.',
    answer: { description: '`index.csv` gives type, subject, length and SHA-256 of each file', mediaTypes: ['application/zip'] },
    problems: ['not-found', 'state-conflict', 'validation-failed', 'document-integrity', 'unrenderable-character'],
  })
  async zip(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: archiveQuery }) asked: z.infer<typeof archiveQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const fileName = `${[code, asked.type, asked.format].filter((part) => part !== undefined).join('-')}.zip`;
    const made = await this.papers.archived(caller, code, asked, languageOf(accepted));
    if (made !== undefined) return madeStream(reply, { fileName, mediaType: 'application/zip' }, made);
    const { id, publishedRevision } = await this.view.find(caller, code);
    if (publishedRevision === null) throw new DomainError('state-conflict', 'No documents of this flight are published yet');
    const stored = await this.documents.stored(caller, id, { ...asked, status: 'published' });
    reply.request.audited = { revision: publishedRevision, documents: stored.length };
    const archive = this.archives.of(stored);
    const stream = await archiveStream(archive, reply.raw);
    limitSlowReader(reply.raw);
    reply.headers({
      'content-type': 'application/zip',
      'content-disposition': attachment(fileName),
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(stream, { length: archive.length });
  }

  @Get('documents/:id/content')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The `ETag` of an earlier answer' })
  @Describe({
    summary: 'The bytes of a document',
    description:
      'Held against their hash before the first one is sent. `ETag` is the SHA-256 of the list, `Repr-Digest` the same as RFC 9530 writes it.',
    answer: { description: 'The bytes', mediaTypes: ['application/xml', 'application/pdf'] },
    problems: ['not-found', 'range-not-satisfiable', 'document-integrity'],
  })
  async content(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: documentParam }) id: string,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const document = await this.documents.find(caller, id);
    if (document === undefined) throw new DomainError('not-found');
    if (!document.isReadable) throw new DomainError('forbidden');
    const content = await contentOf(this.archive, document, {
      range: headers.range,
      ifRange: headers['if-range'],
      ifNoneMatch: headers['if-none-match'],
      acceptEncoding: headers['accept-encoding'],
    });
    // Of an answer to HEAD nothing is given out.
    if (reply.request.method !== 'HEAD') await this.#note(caller, document, content);
    sendContent(reply, content);
  }

  /** Writes down what is about to be sent, if it is anything. Errors: those of the database; nothing is sent then. */
  async #note(caller: Caller, { id, type, format }: StoredDocument, { status, body, release }: Content): Promise<void> {
    if (body === undefined) return;
    const details = { type, format, ...(status === 206 ? { bytes: body.length } : {}) };
    try {
      await this.log.note(caller.tenantId, actorOf(caller), { action: 'document.downloaded', object: id, details });
    } catch (error) {
      if (!Buffer.isBuffer(body.bytes)) body.bytes.destroy();
      release();
      throw error;
    }
  }
}

function onDemandOf(flight: string, { type, formats, what, path }: OnDemandPaper): z.infer<typeof onDemandSchema> {
  return { type, formats: [...formats], href: `/v1/flights/${flight}/${path}`, what };
}

function documentOf(row: ListedDocument): z.infer<typeof documentSchema> {
  const { id, type, format, subject, fileName, mediaType, size, sha256, revision, check } = row;
  const status = documentSchema.shape.status.parse(row.status);
  return { id, type, format, subject, fileName, mediaType, size, sha256, status, revision, ...(check === null ? {} : { check }) };
}
