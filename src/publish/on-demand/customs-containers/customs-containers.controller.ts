import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../../domain/problem.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import { filter } from '../../../http/page.js';
import type { Caller } from '../../../store/access.store.js';
import { loadAssets } from '../../assets.js';
import { flightParam } from '../../flights.schema.js';
import { madeBytes, madeStream } from '../made-stream.js';
import { declarationFilter } from '../on-demand.schema.js';
import { PublishedPlan } from '../published-plan.js';
import { RegisteredDeclarations } from '../registered-declarations.js';
import { zippedFiles } from '../zipped-files.js';
import { customsContainerPaper } from './customs-containers.paper.js';
import { containerFiles, containerOf } from './made-containers.js';

const query = z.strictObject({
  declaration: declarationFilter,
  with: filter(/house-waybills/, '`house-waybills`: one of each consignment goes into the container as well'),
});

/** Declarations with all that customs takes together with them. */
@ApiTags('Documents')
@Controller('v1/flights')
export class CustomsContainersController {
  constructor(
    private readonly plans: PublishedPlan,
    private readonly declared: RegisteredDeclarations,
  ) {}

  @Get(':flight/customs-containers')
  @Allow(customsContainerPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: customsContainerPaper.type })
  @Describe({
    summary: 'Declarations with their documents, each set in one file',
    description:
      'ED_Container (1006058E) of the album of formats, made at each download: the declaration as it was published, its house waybills ' +
      'if they are asked for, and the notice of arrival once customs has given the declaration a number. Each body is valid by itself. ' +
      'Of one declaration the XML, else a ZIP of one XML a declaration.',
    answer: { description: 'The bytes', mediaTypes: ['application/xml', 'application/zip'] },
    problems: ['not-found', 'state-conflict', 'validation-failed', 'unrenderable-character', 'document-integrity'],
  })
  async containers(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: query }) { declaration: asked, with: added }: z.infer<typeof query>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const planned = await this.plans.of(caller, code);
    const registered = await this.declared.of(caller, planned);
    const declarations = await this.plans.declarations(planned, { declaration: asked }, (id) => registered.registrations.get(id));
    const contents = { hasHouseWaybills: added !== undefined, registered };
    if (asked === undefined) {
      const bytes = zippedFiles(containerFiles(declarations, contents, loadAssets()), new Date(planned.run.closedAt));
      return madeStream(reply, { fileName: `customs-containers-${code}.zip`, mediaType: 'application/zip' }, bytes);
    }
    const { value } = await declarations.next();
    if (value === undefined) throw new DomainError('not-found');
    const bytes = await containerOf(value, contents, loadAssets());
    return madeBytes(reply, { fileName: `customs-container-${asked}.xml`, mediaType: 'application/xml' }, bytes);
  }
}
