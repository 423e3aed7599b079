import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Archive } from '../archive/archive.js';
import { DomainError } from '../domain/problem.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import { filter } from '../http/page.js';
import type { Caller } from '../store/access.store.js';
import { DocumentReadStore, type StoredDocument } from '../store/document-read.store.js';
import { attachment, contentOf } from './download/content.js';
import { flightArchive } from './download/flight-archive.js';
import { limitSlowReader } from './download/slow-reader.js';
import { FlightView } from './flight-view.js';
import { flightParam } from './flights.schema.js';

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
  })
  .meta({ id: 'Document' });

const documentsSchema = z.object({ documents: z.array(documentSchema) });

const kinds = { type: filter(/[a-z0-9-]{1,40}/, 'Type of document'), format: filter(/[a-z0-9]{1,10}/, 'Format: `xml`, `pdf`') };
const documentsQuery = z.strictObject({ ...kinds, status: filter(/published|superseded/, 'The published set, or what it has replaced') });
const archiveQuery = z.strictObject(kinds);
const documentParam = z.uuid().meta({ description: 'Id of a document' });

@ApiTags('Documents')
@Controller('v1')
export class DocumentsController {
  constructor(
    private readonly view: FlightView,
    private readonly documents: DocumentReadStore,
    private readonly archive: Archive,
  ) {}

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
    const { id } = await this.view.find(caller, code);
    const rows = await this.documents.list(caller, id, { ...asked, status: status === 'superseded' ? status : 'published' });
    return { documents: rows.map(documentOf) };
  }

  @Get('flights/:flight/archive')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'The published documents of a flight that you may read, as one ZIP with an index',
    answer: { description: '`index.csv` gives type, subject, length and SHA-256 of each file', mediaTypes: ['application/zip'] },
    problems: ['not-found', 'state-conflict', 'validation-failed', 'document-integrity'],
  })
  async zip(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: archiveQuery }) asked: z.infer<typeof archiveQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { id, publishedRevision } = await this.view.find(caller, code);
    if (publishedRevision === null) throw new DomainError('state-conflict', 'No documents of this flight are published yet');
    const documents = await this.documents.list(caller, id, { ...asked, status: 'published' });
    const { length, stream } = await flightArchive(this.archive, documents);
    limitSlowReader(reply.raw);
    const name = [code, asked.type, asked.format].filter((part) => part !== undefined).join('-');
    reply.headers({
      'content-type': 'application/zip',
      'content-disposition': attachment(`${name}.zip`),
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(stream, { length });
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
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const document = await this.documents.find(caller, id);
    if (document === undefined) throw new DomainError('not-found');
    if (!document.isReadable) throw new DomainError('forbidden');
    const content = await contentOf(this.archive, document, {
      range: headers.range,
      ifRange: headers['if-range'],
      ifNoneMatch: headers['if-none-match'],
      acceptEncoding: headers['accept-encoding'],
    });
    reply.headers(content.headers);
    if (content.status === 416) throw new DomainError('range-not-satisfiable');
    reply.status(content.status);
    if (content.body === undefined) return undefined;
    limitSlowReader(reply.raw);
    return new StreamableFile(content.body.stream, { length: content.body.length });
  }
}

function documentOf(row: StoredDocument): z.infer<typeof documentSchema> {
  const { id, type, format, subject, fileName, mediaType, size, sha256, revision } = row;
  return { id, type, format, subject, fileName, mediaType, size, sha256, status: documentSchema.shape.status.parse(row.status), revision };
}
