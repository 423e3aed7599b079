import { Controller, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { findingCodes, severities } from '../domain/problem.js';
import { languageOf } from '../domain/wording/wording.js';
import { failpoint } from '../failpoints/failpoints.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../http/problem.js';
import type { Caller } from '../store/access.store.js';
import { readIdempotencyKey } from './idempotency-key.js';
import type { IntakeOptions } from './intake.js';
import { BODY_TYPES, headQuery, requestBody, rowsQuery } from './request-body.js';
import { Submission } from './submission.js';

const querySchema = z.strictObject({
  'on-invalid': z
    .enum(['reject', 'hold'])
    .default('reject')
    .meta({ description: 'What faulty consignments do: turn the manifest away, or are held' }),
  'dry-run': z.enum(['true', 'false']).default('false').meta({ description: 'Checks everything and stores nothing' }),
  ...rowsQuery,
  ...headQuery,
});

const reportSchema = z.object({
  findingCount: z.int(),
  counts: z.array(z.object({ code: z.enum(findingCodes), count: z.int() })),
  findings: z.array(
    z.object({
      pointer: z.string().optional(),
      parameter: z.string().optional(),
      row: z.int().optional(),
      column: z.string().optional(),
      code: z.enum(findingCodes),
      severity: z.enum(severities).optional(),
      detail: z.string(),
    }),
  ),
});

const receiptSchema = z
  .object({
    manifestId: z.string(),
    revision: z.int(),
    flight: z.string(),
    status: z.enum(['accepted', 'accepted-with-holds', 'checked']),
    consignments: z.int(),
    held: z.int(),
    warnings: z.int().optional().meta({ description: 'Consignments with findings that hinder nothing' }),
    report: reportSchema.optional().meta({ description: 'Of a dry run: what was found' }),
    links: z.object({ manifest: z.string(), flight: z.string(), problems: z.string().optional() }),
  })
  .meta({ id: 'ManifestReceipt' });

@ApiTags('manifests')
@Controller('v1/manifests')
export class ManifestController {
  constructor(
    private readonly submission: Submission,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Stores the manifest and what it is answered in one transaction, then answers 202. Same key and body, same answer. */
  @Post()
  @Allow(['upstream', 'broker', 'admin'], { streamsBody: true })
  @Describe({
    summary: 'Submit a manifest or its next revision',
    description:
      'JSON, or NDJSON with everything but `consignments` in the first line and one consignment in each further line; or CSV or XLSX, one goods ' +
      'line a row, with the members of manifest and flight in the query. Each may be gzipped, or be the one file of a ZIP. ' +
      'Every fault of every consignment is answered at once. A repeat under the same key is answered the same, and stores nothing.',
    answer: { status: 202, description: 'The manifest is stored', schema: receiptSchema },
    problems: [
      'malformed-json',
      'idempotency-key-required',
      'idempotency-key-invalid',
      'timeout',
      'too-large',
      'unsupported-media',
      'request-in-progress',
      'revision-conflict',
      'validation-failed',
      'idempotency-key-reused',
      'overloaded',
    ],
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '1 to 255 printable ASCII characters',
    example: 'CN-HGH-20261122-01-r1',
  })
  @ApiConsumes(...BODY_TYPES)
  @ApiBody({ schema: { $ref: '#/components/schemas/Manifest' } })
  async submit(
    @CurrentCaller() caller: Caller,
    @Query({ schema: querySchema }) query: z.infer<typeof querySchema>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const key = readIdempotencyKey(request.raw.headersDistinct['idempotency-key']);
    const language = languageOf(request.headers['accept-language']);
    const options: IntakeOptions = { onInvalid: query['on-invalid'], dryRun: query['dry-run'] === 'true', language };
    const body = requestBody(request, query, this.config.limits);
    try {
      const answer = await this.submission.submit(caller, key, body, options, (error) => {
        const problem = problemOf(error, request.id, language);
        return { status: problem.status, body: JSON.stringify(problem) };
      });
      failpoint('intake.before_response');
      if (answer.isReplay) reply.header('idempotent-replayed', 'true');
      await reply
        .status(answer.status)
        .type(answer.status < 400 ? 'application/json' : PROBLEM_MEDIA_TYPE)
        .send(Buffer.from(answer.body)); // bytes, to which Fastify adds no charset
    } finally {
      body.decoded.close();
    }
  }
}
