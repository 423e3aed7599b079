import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, CurrentCaller } from '../../../http/allow.js';
import { Audited } from '../../../http/audited.js';
import { Describe } from '../../../http/describe.js';
import type { Caller } from '../../../store/access.store.js';
import { flightParam } from '../../flights.schema.js';
import { madeStream } from '../made-stream.js';
import { declarationFilter } from '../on-demand.schema.js';
import { PublishedPlan } from '../published-plan.js';
import { indpostPaper } from './indpost.paper.js';
import { zippedIndpost } from './made-indpost.js';

const query = z.strictObject({ declaration: declarationFilter });

@ApiTags('Documents')
@Controller('v1/flights')
export class IndpostController {
  constructor(private readonly plans: PublishedPlan) {}

  @Get(':flight/indpost')
  @Allow(indpostPaper.roles)
  @Audited('paper.downloaded', ['flight'], { type: indpostPaper.type })
  @Describe({
    summary: 'The consignments of a flight or a declaration as AltaIndPost, for the broker’s own software',
    description:
      'A ZIP of one XML in windows-1251 each, made at each download from the plan that was published last. `report.csv` lists the ' +
      'texts that were shortened, the numbers that were left out because their field is too short, and the characters that were replaced.',
    answer: { description: 'The bytes', mediaTypes: ['application/zip'] },
    problems: ['not-found', 'state-conflict', 'validation-failed'],
  })
  async zip(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) code: string,
    @Query({ schema: query }) { declaration }: z.infer<typeof query>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const planned = await this.plans.of(caller, code);
    const declarations = await this.plans.declarations(planned, { declaration });
    const bytes = zippedIndpost(declarations, new Date(planned.run.closedAt), planned.run.context.rates);
    return madeStream(reply, { fileName: `indpost-${declaration ?? code}.zip`, mediaType: 'application/zip' }, bytes);
  }
}
