import { Controller, Headers, HttpCode, HttpStatus, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONFIG, type Config } from '../../config.js';
import { DomainError } from '../../domain/problem.js';
import { languageOf } from '../../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import type { Caller } from '../../store/access.store.js';
import { FlightStore } from '../../store/flight.store.js';
import { ManifestReadStore } from '../../store/manifest-read.store.js';
import { ManifestOpening } from '../open-manifest.js';
import { manifestParam } from '../problems/problems.schema.js';
import { storedLayout } from '../problems/stored-layout.js';
import { BODY_TYPES, requestBody, rowsQuery } from '../request-body.js';
import { Corrections } from './corrections/corrections.js';
import type { EditReport } from './edits/edit-report.js';
import { editReportSchema, previewQuery } from './edits/edits.schema.js';

const correctionsQuery = z.strictObject({ ...previewQuery.shape, ...rowsQuery });

@ApiTags('Manifests')
@Controller('v1/manifests')
export class CorrectionsController {
  constructor(
    private readonly corrections: Corrections,
    private readonly opening: ManifestOpening,
    private readonly manifests: ManifestReadStore,
    private readonly flights: FlightStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A file of rows need not tell of its flight: the manifest knows. It is read by the mapping that the manifest came by. */
  @Post(':manifestId/corrections')
  @HttpCode(HttpStatus.OK)
  @Allow(['upstream', 'broker', 'admin'], { streamsBody: true })
  @ApiConsumes(...BODY_TYPES)
  @ApiBody({ schema: { $ref: '#/components/schemas/Manifest' } })
  @Describe({
    summary: 'Replaces held consignments by those of a mended file',
    description:
      'Such as the file of problems, mended. Good ones are released, faulty ones keep their new text; what is not held any more, or not in ' +
      'the manifest, is told and changes nothing. A file sent twice changes nothing.',
    answer: { description: 'What was changed and what was not', schema: editReportSchema },
    problems: ['malformed-json', 'not-found', 'state-conflict', 'timeout', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async correct(
    @CurrentCaller() caller: Caller,
    @Param('manifestId', { schema: manifestParam }) manifestId: string,
    @Query({ schema: correctionsQuery }) query: z.infer<typeof correctionsQuery>,
    @Headers('accept-language') accepted: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<EditReport> {
    const { layout, ...head } = await this.#known(caller, manifestId);
    const { decoded, description } = requestBody(request, query, this.config.limits);
    const options = { language: languageOf(accepted), isPreview: query.preview === 'true' };
    const body = {
      ...description,
      head,
      ...(layout === undefined ? {} : { mapping: query.mapping ?? layout.mapping.name, own: layout.mapping }),
    };
    try {
      return await this.opening.manifest(caller, decoded.bytes, body, ({ source }) =>
        this.corrections.apply(caller, manifestId, source, options),
      );
    } finally {
      decoded.close();
    }
  }

  async #known(caller: Caller, manifestId: string) {
    const manifest = await this.manifests.find(caller, manifestId);
    const flown = manifest === undefined ? undefined : await this.flights.find(caller, manifest.flight);
    if (manifest === undefined || flown === undefined) throw new DomainError('not-found');
    const { carrier, number, date, origin, destination } = flown;
    const { revision, channel } = manifest;
    return { manifestId, revision, channel, flight: { carrier, number, date, origin, destination }, layout: storedLayout(manifest.layout) };
  }
}
