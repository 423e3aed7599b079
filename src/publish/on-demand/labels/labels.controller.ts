import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { addressLabel } from '../../../documents/labels/address-label.js';
import { bagLabel } from '../../../documents/labels/bag-label.js';
import type { Label } from '../../../documents/labels/label.js';
import { labelsOnA4, type SheetOf, singleLabel } from '../../../documents/labels/sheet.js';
import { DomainError } from '../../../domain/problem.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import type { Caller } from '../../../store/access.store.js';
import { LabelStore } from '../../../store/label.store.js';
import { type Run, RunStore } from '../../../store/run.store.js';
import { loadAssets } from '../../assets.js';
import { attachment } from '../../download/content.js';
import { limitSlowReader } from '../../download/slow-reader.js';
import { FlightView } from '../../flight-view.js';
import { flightParam } from '../../flights.schema.js';
import { BagLabels } from './bag-labels.js';
import { labelPdf, labelsInZpl } from './label-stream.js';
import { addressLabelsPaper, bagLabelsPaper } from './labels.papers.js';
import { type AddressLabelsQuery, addressLabelsQuery, type BagLabelsQuery, bagLabelsQuery } from './labels.schema.js';

const MEDIA_TYPES = { pdf: 'application/pdf', zpl: 'application/zpl' };

/** What is printed on demand for the pieces of a published flight and the consignments in them. */
@ApiTags('Labels')
@Controller('v1/flights')
export class LabelsController {
  constructor(
    private readonly view: FlightView,
    private readonly runs: RunStore,
    private readonly labels: LabelStore,
    private readonly bags: BagLabels,
  ) {}

  @Get(':flight/bag-labels')
  @Allow(bagLabelsPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: bagLabelsPaper.type })
  @Describe({
    summary: 'Cargo labels of the pieces of a published flight, 102 x 85 mm',
    description:
      'One label a bag, and one a package that flies in none, by IATA Resolution 606. Bags are numbered within their master waybill by the order of their bytes, packages after them.',
    answer: { description: 'The labels, by master waybill and piece', mediaTypes: Object.values(MEDIA_TYPES) },
    problems: ['not-found', 'state-conflict', 'validation-failed'],
  })
  async bagLabels(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: bagLabelsQuery }) { waybill, bag, layout, ...form }: BagLabelsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const run = await this.#publishedRun(caller, code);
    const assets = loadAssets();
    const labels = mapped(this.bags.of(run, { waybill, bag }), (each) => bagLabel(each, assets));
    const name = ['bag-labels', code, waybill, bag].filter((part) => part !== undefined).join('-');
    return send(reply, labels, { ...form, run, name, language: 'en', sheetOf: layout === 'a4' ? labelsOnA4 : singleLabel });
  }

  @Get(':flight/address-labels')
  @Allow(addressLabelsPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: addressLabelsPaper.type })
  @Describe({
    summary: 'Address labels of the consignments of a published flight, 100 x 150 mm',
    description: 'For who sent them and who represents them: they hold personal data.',
    answer: { description: 'The labels, by declaration', mediaTypes: Object.values(MEDIA_TYPES) },
    problems: ['not-found', 'state-conflict', 'validation-failed'],
  })
  async addressLabels(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: addressLabelsQuery }) { declaration, bag, ...form }: AddressLabelsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const run = await this.#publishedRun(caller, code);
    const assets = loadAssets();
    const rows = this.labels.addressed(caller, run.id, { declaration: declaration?.replace(`${code}-`, ''), bag });
    const labels = mapped(rows, (each) => addressLabel(each, assets));
    const name = ['address-labels', declaration ?? code, bag].filter((part) => part !== undefined).join('-');
    return send(reply, labels, { ...form, run, name, language: 'ru', sheetOf: singleLabel });
  }

  /** The run whose documents are published. Errors: `not-found`; `state-conflict` if there is none or its consignments are being mended. */
  async #publishedRun(caller: Caller, code: string): Promise<Run> {
    const { planRunId, publishedRevision, revision } = await this.view.find(caller, code);
    const run = publishedRevision === null || planRunId === null ? undefined : await this.runs.load(planRunId);
    if (run === undefined) throw new DomainError('state-conflict', 'No documents of this flight are published yet');
    if (revision !== publishedRevision && (await this.labels.hasHeld(run.id))) {
      throw new DomainError('state-conflict', 'Consignments of this flight were held since its documents were published');
    }
    return run;
  }
}

interface Form {
  format: 'pdf' | 'zpl';
  dpi: '203' | '300';
  run: Run;
  /** Name of the file without its ending. */
  name: string;
  language: string;
  sheetOf: SheetOf;
}

/** Labels as an answer. The first one is made before the answer begins. Errors: `not-found` if there is none. */
async function send(reply: FastifyReply, labels: AsyncGenerator<Label>, form: Form): Promise<StreamableFile> {
  const { format, dpi, run, name, language, sheetOf } = form;
  const first = await labels.next();
  if (first.done === true) throw new DomainError('not-found', 'Nothing on this flight answers to these filters');
  const all = following(first.value, labels);
  const bytes =
    format === 'pdf'
      ? labelPdf(all, { title: name, createdAt: run.closedAt, language }, sheetOf)
      : labelsInZpl(all, dpi === '300' ? 300 : 203);
  limitSlowReader(reply.raw);
  reply.headers({
    'content-type': MEDIA_TYPES[format],
    'content-disposition': attachment(`${name}.${format}`),
    'cache-control': 'private, no-store',
  });
  return new StreamableFile(Readable.from(bytes, { objectMode: false }));
}

async function* mapped<T, U>(items: AsyncIterable<T>, of: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield of(item);
}

async function* following<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
