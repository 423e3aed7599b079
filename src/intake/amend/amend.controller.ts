import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../domain/problem.js';
import { languageOf } from '../../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { readCursor, writeCursor } from '../../http/page.js';
import type { Caller } from '../../store/access.store.js';
import type { RowAddress } from '../../store/amendable-row.js';
import { ChangeStore } from '../../store/change.store.js';
import { placeOfRef } from '../../store/row-ref.js';
import {
  addressParam,
  changesQuery,
  changesSchema,
  consignmentQuery,
  consignmentWholeSchema,
  flightParam,
  patchBody,
  type WholeConsignment,
} from './amend.schema.js';
import { Amendments } from './amendments.js';
import { ConsignmentView } from './consignment-view.js';
import type { EditReport } from './edits/edit-report.js';
import { Edits } from './edits/edits.js';
import { type EditRequest, editReportSchema, editRequest, previewQuery } from './edits/edits.schema.js';
import { entityTag } from './entity-tag.js';
import { masked } from './identity-mask.js';

const place = z.tuple([z.int().positive()]);

@ApiTags('Consignments')
@Controller('v1/flights/:flight/consignments')
export class AmendController {
  constructor(
    private readonly amendments: Amendments,
    private readonly edits: Edits,
    private readonly view: ConsignmentView,
    private readonly changes: ChangeStore,
  ) {}

  @Get(':houseWaybill')
  @Allow(['upstream', 'broker', 'airline', 'admin'])
  @Describe({
    summary: 'A consignment, whole, with its problems',
    description: 'Of several that share the number the held one is meant. The answer’s `ETag` is what a change must name.',
    answer: { description: 'The consignment', schema: consignmentWholeSchema },
    problems: ['not-found', 'state-conflict', 'validation-failed'],
  })
  async show(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) flight: string,
    @Param('houseWaybill', { schema: addressParam }) address: string,
    @Query({ schema: consignmentQuery }) { reason }: z.infer<typeof consignmentQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WholeConsignment> {
    const row = await this.amendments.find(caller, flight, addressOf(address), reason);
    reply.header('cache-control', 'private, no-store');
    if (row.isWhole) reply.header('etag', entityTag(row));
    return this.view.whole(caller, row, { hasReason: reason !== undefined, language: languageOf(accepted) });
  }

  @Patch(':houseWaybill')
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Mends a consignment by a JSON merge patch',
    description:
      'It is judged anew at once. One that is held is saved with whatever is still found; one that is not held must stay without errors. ' +
      'The flight gets its next revision and is open again.',
    answer: { description: 'The consignment as it is now', schema: consignmentWholeSchema },
    problems: [
      'malformed-json',
      'not-found',
      'state-conflict',
      'precondition-failed',
      'too-large',
      'unsupported-media',
      'validation-failed',
    ],
  })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The `ETag` of what was read; `*` for whatever is there', example: '*' })
  @ApiConsumes('application/merge-patch+json', 'application/json')
  async mend(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) flight: string,
    @Param('houseWaybill', { schema: addressParam }) address: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('accept-language') accepted: string | undefined,
    @Body({ schema: patchBody }) patch: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WholeConsignment> {
    const row = await this.amendments.mend(caller, flight, addressOf(address), ifMatch, patch);
    reply.header('etag', entityTag(row)).header('cache-control', 'private, no-store');
    return this.view.inside(row, { hasReason: false, language: languageOf(accepted) });
  }

  @Get(':houseWaybill/changes')
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Who changed a consignment, when and how; the latest first',
    answer: { description: 'A page of changes; identity numbers are masked, but for their sender', schema: changesSchema },
    problems: ['not-found', 'state-conflict', 'validation-failed'],
  })
  async history(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) flight: string,
    @Param('houseWaybill', { schema: addressParam }) address: string,
    @Query({ schema: changesQuery }) { limit, cursor }: z.infer<typeof changesQuery>,
  ): Promise<z.infer<typeof changesSchema>> {
    const row = await this.amendments.find(caller, flight, addressOf(address));
    const [before] = readCursor(cursor, place) ?? [];
    const rows = await this.changes.list(row, limit + 1, before);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const shown = (patch: unknown) => (row.isOwn ? patch : masked(patch));
    return {
      changes: page.map(({ at, by, action, reason, before: was, after }) => ({
        at: at.toISOString(),
        by,
        action,
        ...(reason === null ? {} : { reason }),
        before: shown(was),
        after: shown(after),
      })),
      ...(rows.length > limit && last !== undefined ? { next: writeCursor([last.id]) } : {}),
    };
  }

  @Post('edits')
  @HttpCode(HttpStatus.OK)
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Changes many consignments at once: sets members, approves holds, checks again',
    description:
      'All in one step: everything is changed or, if that fails, nothing is. The flight gets one next revision if anything changed.',
    answer: { description: 'What was changed and what was not', schema: editReportSchema },
    problems: ['malformed-json', 'not-found', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  edit(
    @CurrentCaller() caller: Caller,
    @Param('flight', { schema: flightParam }) flight: string,
    @Query({ schema: previewQuery }) { preview }: z.infer<typeof previewQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Body({ schema: editRequest }) request: EditRequest,
  ): Promise<EditReport> {
    return this.edits.apply(caller, flight, request, { isPreview: preview === 'true', language: languageOf(accepted) });
  }
}

/** Errors: `not-found` for a ref that is none. */
function addressOf(text: string): RowAddress {
  if (!text.startsWith('~')) return { houseWaybill: text };
  const named = placeOfRef(text);
  if (named === undefined) throw new DomainError('not-found');
  return named;
}
