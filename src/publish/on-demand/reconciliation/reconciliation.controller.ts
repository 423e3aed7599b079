import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Archive } from '../../../archive/archive.js';
import { DomainError } from '../../../domain/problem.js';
import { languageOf } from '../../../domain/wording/wording.js';
import { XLSX_MEDIA_TYPE } from '../../../files/xlsx/write-xlsx.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import type { Caller } from '../../../store/access.store.js';
import { DocumentReadStore, type StoredDocument } from '../../../store/document-read.store.js';
import { ReconciliationStore } from '../../../store/reconciliation.store.js';
import { attachment } from '../../download/content.js';
import { limitSlowReader } from '../../download/slow-reader.js';
import { FlightView } from '../../flight-view.js';
import { flightParam } from '../../flights.schema.js';
import { type Reconciliation, reconciliationOf } from './compare.js';
import { DocumentReading, type ReadType } from './read-documents.js';
import { reconciliationPaper } from './reconciliation.paper.js';
import { type ReconciliationBody, reconciliationBody, reconciliationQuery, reconciliationSchema } from './reconciliation.schema.js';
import { reconciliationFile } from './reconciliation-file.js';

/** House waybills that are listed; all are counted. */
const MAX_LISTED = 10_000;

@ApiTags('Flights')
@Controller('v1/flights')
export class ReconciliationController {
  constructor(
    private readonly view: FlightView,
    private readonly documents: DocumentReadStore,
    private readonly store: ReconciliationStore,
    private readonly archive: Archive,
  ) {}

  @Get(':flight/reconciliation')
  @Allow(reconciliationPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: reconciliationPaper.type })
  @ApiHeader({ name: 'Accept-Language', required: false, description: 'Language of the workbook: `ru`, `en`, `zh`' })
  @Describe({
    summary: 'A flight held against itself: manifests, plan, waybills, declarations and the published documents side by side',
    description:
      'Each source is summed up by itself, the documents from their own bytes. A consignment that is not everywhere the same is listed with ' +
      'what differs. As JSON, or as a workbook that is headed `OK` or with the number of differences.',
    answer: { description: 'What agrees and what differs', schema: reconciliationSchema },
    problems: ['not-found', 'state-conflict', 'validation-failed'],
  })
  async show(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: reconciliationQuery }) { format }: z.infer<typeof reconciliationQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReconciliationBody | StreamableFile> {
    const reconciliation = await this.#reconcile(caller, code);
    const language = languageOf(accepted);
    reply.headers({ 'cache-control': 'private, no-store', vary: 'Accept-Language, Authorization' });
    if (format === 'json') return reconciliationBody(reconciliation);
    limitSlowReader(reply.raw);
    reply.headers({
      'content-type': XLSX_MEDIA_TYPE,
      'content-disposition': attachment(`${code}-reconciliation.xlsx`),
      'content-language': language,
    });
    return new StreamableFile(Readable.from(reconciliationFile(reconciliation, language), { objectMode: false }));
  }

  /** Errors: `not-found`; `state-conflict` while there is no plan, or when another set is published meanwhile. */
  async #reconcile(caller: Caller, code: string): Promise<Reconciliation> {
    const { id, planRunId, publishedRevision } = await this.view.find(caller, code);
    if (planRunId === null) throw new DomainError('state-conflict', 'The flight is not planned yet');
    const listed: Record<ReadType, StoredDocument[]> = {
      'express-declaration': await this.#published(caller, id, 'express-declaration'),
      'master-waybill': await this.#published(caller, id, 'master-waybill'),
      'house-manifest': await this.#published(caller, id, 'house-manifest'),
    };
    const reading = new DocumentReading(this.archive, listed, code);
    await reading.readCarriage();
    const published = { told: reading.told(), slots: () => [...reading.declarations.keys()] };
    const sides = await this.store.sides(id, planRunId, published, MAX_LISTED);
    const after = await this.view.find(caller, code);
    if (after.planRunId !== planRunId || after.publishedRevision !== publishedRevision) {
      throw new DomainError('state-conflict', 'Another set of documents was published meanwhile');
    }
    return reconciliationOf(code, sides, reading, listed);
  }

  #published(caller: Caller, flightKey: string, type: ReadType): Promise<StoredDocument[]> {
    return this.documents.list(caller, flightKey, { status: 'published', type, format: 'xml' });
  }
}
