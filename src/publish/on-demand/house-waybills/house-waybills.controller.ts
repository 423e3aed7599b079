import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { houseWaybillWriter } from '../../../documents/house-waybill/house-waybill.xml.js';
import { DomainError } from '../../../domain/problem.js';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import { filter } from '../../../http/page.js';
import type { Caller } from '../../../store/access.store.js';
import { loadAssets } from '../../assets.js';
import { flightParam } from '../../flights.schema.js';
import { madeBytes, madeStream } from '../made-stream.js';
import { bagFilter, declarationFilter, houseWaybillParam } from '../on-demand.schema.js';
import { PublishedPlan } from '../published-plan.js';
import { houseWaybillPaper } from './house-waybills.paper.js';
import { mergedName, mergedPdf, zippedXml } from './made-waybills.js';

const format = filter(/xml|pdf/, '`xml` or `pdf`');
const oneQuery = z.strictObject({ format });
const manyQuery = z.strictObject({ format, declaration: declarationFilter, bag: bagFilter });

const MADE_ON_DEMAND = 'Made at each download from the plan that was published last; kept nowhere.';

/** House waybills, which exist once a consignment. They hold personal data: for those who work with customs. */
@ApiTags('Documents')
@Controller('v1/flights')
export class HouseWaybillsController {
  constructor(private readonly plans: PublishedPlan) {}

  @Get(':flight/consignments/:houseWaybill/house-waybill')
  @Allow(houseWaybillPaper.roles)
  @Audited('paper.downloaded', ['flight', 'houseWaybill'], { type: houseWaybillPaper.type })
  @Describe({
    summary: 'The house waybill of a consignment',
    description: `${MADE_ON_DEMAND} XML is WayBillExpressIndividual (1002018E) of the album of formats; the default.`,
    answer: { description: 'The bytes', mediaTypes: ['application/xml', 'application/pdf'] },
    problems: ['not-found', 'state-conflict', 'validation-failed', 'unrenderable-character'],
  })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Param('houseWaybill', { schema: houseWaybillParam }) houseWaybill: string,
    @Query({ schema: oneQuery }) { format: asked = 'xml' }: z.infer<typeof oneQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const planned = await this.plans.of(caller, code);
    const declarations = await this.plans.declarations(planned, { houseWaybill });
    const fileName = `house-waybill-${houseWaybill}.${asked}`;
    if (asked === 'pdf') {
      const bytes = mergedPdf(declarations, mergedName(planned.run, code, houseWaybill), loadAssets());
      return madeStream(reply, { fileName, mediaType: 'application/pdf' }, bytes);
    }
    const { value: declaration } = await declarations.next();
    if (declaration === undefined) throw new DomainError('not-found');
    const bytes = houseWaybillWriter(declaration, loadAssets())(declaration.houses[0]);
    return madeBytes(reply, { fileName, mediaType: 'application/xml' }, bytes);
  }

  @Get(':flight/house-waybills')
  @Allow(houseWaybillPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: houseWaybillPaper.type })
  @Describe({
    summary: 'The house waybills of a flight, a declaration or a bag',
    description: `${MADE_ON_DEMAND} As one PDF, the default, or as a ZIP of one XML each; its length is not known when it begins.`,
    answer: { description: 'The bytes', mediaTypes: ['application/pdf', 'application/zip'] },
    problems: ['not-found', 'state-conflict', 'validation-failed', 'unrenderable-character'],
  })
  async many(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: manyQuery }) { format: asked = 'pdf', ...which }: z.infer<typeof manyQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const planned = await this.plans.of(caller, code);
    const declarations = await this.plans.declarations(planned, which);
    const subject = [which.declaration ?? code, which.bag].filter((part) => part !== undefined).join('-');
    const fileName = `house-waybills-${subject}`;
    if (asked === 'pdf') {
      const bytes = mergedPdf(declarations, mergedName(planned.run, code, subject), loadAssets());
      return madeStream(reply, { fileName: `${fileName}.pdf`, mediaType: 'application/pdf' }, bytes);
    }
    const bytes = zippedXml(declarations, new Date(planned.run.closedAt), loadAssets());
    return madeStream(reply, { fileName: `${fileName}.zip`, mediaType: 'application/zip' }, bytes);
  }
}
