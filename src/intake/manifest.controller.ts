import { Controller, Headers, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { DomainError } from '../domain/problem.js';
import { languageOf } from '../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../http/problem.js';
import type { Caller } from '../store/access.store.js';
import { decodeBody } from './decode-body.js';
import { readIdempotencyKey } from './idempotency-key.js';
import type { IntakeOptions } from './intake.js';
import { Submission } from './submission.js';

const querySchema = z.strictObject({
  'on-invalid': z
    .enum(['reject', 'hold'])
    .default('reject')
    .meta({ description: 'What faulty consignments do: turn the manifest away, or are held' }),
  'dry-run': z.enum(['true', 'false']).default('false').meta({ description: 'Checks everything and stores nothing' }),
});

const receiptSchema = z
  .object({
    manifestId: z.string(),
    revision: z.int(),
    flight: z.string(),
    status: z.enum(['accepted', 'accepted-with-holds', 'checked']),
    consignments: z.int(),
    held: z.int(),
    links: z.object({ manifest: z.string(), flight: z.string(), problems: z.string().optional() }),
  })
  .meta({ id: 'ManifestReceipt' });

const formats: Record<string, IntakeOptions['format']> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
};

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
      'JSON, or NDJSON with everything but `consignments` in the first line and one consignment in each further line; either may be gzipped. ' +
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
  @ApiConsumes('application/json', 'application/x-ndjson')
  @ApiBody({ schema: { $ref: '#/components/schemas/Manifest' } })
  async submit(
    @CurrentCaller() caller: Caller,
    @Query({ schema: querySchema }) query: z.infer<typeof querySchema>,
    @Headers('content-encoding') contentEncoding: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const key = readIdempotencyKey(request.raw.headersDistinct['idempotency-key']);
    const options: IntakeOptions = {
      format: formatOf(request.headers['content-type']),
      onInvalid: query['on-invalid'],
      dryRun: query['dry-run'] === 'true',
    };
    const { maxBodyBytes, maxWireBytes, bodyIdleMs } = this.config.limits;
    const body = decodeBody(request.raw, {
      ...(contentEncoding === undefined ? {} : { contentEncoding }),
      limits: { decodedBytes: maxBodyBytes, wireBytes: maxWireBytes, idleMs: bodyIdleMs },
    });
    try {
      const answer = await this.submission.submit(caller, key, body, options, (error) => {
        const problem = problemOf(error, request.id, languageOf(request.headers['accept-language']));
        return { status: problem.status, body: JSON.stringify(problem) };
      });
      if (answer.isReplay) reply.header('idempotent-replayed', 'true');
      await reply
        .status(answer.status)
        .type(answer.status < 400 ? 'application/json' : PROBLEM_MEDIA_TYPE)
        .send(Buffer.from(answer.body)); // bytes, to which Fastify adds no charset
    } finally {
      body.close();
    }
  }
}

/** Errors: `unsupported-media` for another media type or charset than ours. */
function formatOf(contentType: string | undefined): IntakeOptions['format'] {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const format = formats[type];
  if (format === undefined || (charset !== undefined && charset !== 'utf-8')) throw new DomainError('unsupported-media');
  return format;
}
