import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../../domain/problem.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import type { Caller } from '../../../store/access.store.js';
import { loadAssets } from '../../assets.js';
import { declarationId } from '../../compose.js';
import { flightParam } from '../../flights.schema.js';
import { madeBytes, madeStream } from '../made-stream.js';
import { declarationFilter } from '../on-demand.schema.js';
import { PublishedPlan } from '../published-plan.js';
import { RegisteredDeclarations } from '../registered-declarations.js';
import { zippedFiles } from '../zipped-files.js';
import { expressArrivalPaper } from './express-arrival.paper.js';
import { arrivalFiles, arrivalOf } from './made-arrivals.js';

const query = z.strictObject({ declaration: declarationFilter });

/** Notices of arrival, which need the number that customs gives: made on demand, because it comes after publishing. */
@ApiTags('Documents')
@Controller('v1/flights')
export class ExpressArrivalController {
  constructor(
    private readonly plans: PublishedPlan,
    private readonly declared: RegisteredDeclarations,
  ) {}

  @Get(':flight/express-arrivals')
  @Allow(expressArrivalPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: expressArrivalPaper.type })
  @Describe({
    summary: 'The notices that the goods of registered declarations have come',
    description:
      'ExpressArrive (1008045E) of the album of formats, made at each download: of one declaration the XML, else a ZIP of one XML a ' +
      'registered declaration. Its `RefDocumentID` is the document that customs answered.',
    answer: { description: 'The bytes', mediaTypes: ['application/xml', 'application/zip'] },
    problems: ['not-found', 'state-conflict', 'validation-failed', 'unrenderable-character', 'document-integrity'],
  })
  async arrivals(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: query }) { declaration: asked }: z.infer<typeof query>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const planned = await this.plans.of(caller, code);
    const ids = planned.declarations.map(({ slot }) => declarationId(code, slot));
    if (asked !== undefined && !ids.includes(asked)) throw new DomainError('not-found');
    const registered = await this.declared.of(caller, planned);
    const among = new Set((asked === undefined ? ids : [asked]).filter((id) => registered.registrations.has(id)));
    if (among.size === 0) throw new DomainError('state-conflict', 'Customs has given no registration number yet: post its replies first');
    const declarations = await this.plans.declarations(planned, { among }, (id) => registered.registrations.get(id));
    if (asked === undefined) {
      const bytes = zippedFiles(arrivalFiles(declarations, registered, loadAssets()), new Date(planned.run.closedAt));
      return madeStream(reply, { fileName: `express-arrivals-${code}.zip`, mediaType: 'application/zip' }, bytes);
    }
    const { value } = await declarations.next();
    const bytes = value === undefined ? undefined : await arrivalOf(value, registered, loadAssets());
    if (bytes === undefined) throw new DomainError('not-found');
    return madeBytes(reply, { fileName: `express-arrival-${asked}.xml`, mediaType: 'application/xml' }, bytes);
  }
}
