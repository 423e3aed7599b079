import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../domain/problem.js';
import { type Language, languageOf } from '../../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Audited } from '../../http/audited.js';
import { Describe } from '../../http/describe.js';
import { readCursor, writeCursor } from '../../http/page.js';
import type { Caller } from '../../store/access.store.js';
import { ManifestReadStore, type ManifestRow } from '../../store/manifest-read.store.js';
import { rowRef } from '../../store/row-ref.js';
import { type ProblemFileFormat, problemFile, problemFileTypes } from './problem-file.js';
import { acceptedFormat } from './problem-format.js';
import { manifestParam, type ProblemsBody, problemsQuery, problemsSchema } from './problems.schema.js';
import { planOf, storedLayout } from './stored-layout.js';
import { FindingTeller, sentRows } from './told-findings.js';

type ProblemsQuery = z.infer<typeof problemsQuery>;

const place = z.tuple([z.int().nonnegative()]);

@ApiTags('Manifests')
@Controller('v1/manifests')
export class ProblemsController {
  constructor(private readonly manifests: ManifestReadStore) {}

  @Get(':manifestId/problems')
  @Allow(['upstream', 'broker', 'admin'])
  @Audited('problems.downloaded', ['manifestId'], { filesOnly: true })
  @ApiHeader({ name: 'Accept', required: false, description: '`application/json`, `text/csv`, or the type of an XLSX' })
  @ApiHeader({ name: 'Accept-Language', required: false, description: 'Language of the texts: `ru`, `en`, `zh`' })
  @Describe({
    summary: 'What was found in a manifest, by consignment',
    description:
      "As CSV or XLSX: the sender's own columns, cells as sent, and columns that say why. It can be mended and sent back as corrections; " +
      'columns whose headings begin with `_` are passed over then.',
    answer: { description: 'Exact counts and a page of consignments', schema: problemsSchema },
    problems: ['not-found', 'validation-failed'],
  })
  async problems(
    @CurrentCaller() caller: Caller,
    @Param('manifestId', { schema: manifestParam }) manifestId: string,
    @Query({ schema: problemsQuery }) query: ProblemsQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProblemsBody | StreamableFile> {
    const manifest = await this.manifests.find(caller, manifestId, query.revision);
    if (manifest === undefined) throw new DomainError('not-found');
    const language = languageOf(headers['accept-language']);
    const format = query.format ?? acceptedFormat(headers.accept);
    reply.headers({ vary: 'Accept, Accept-Language, Authorization', 'content-language': language });
    if (format === 'json') return this.#page(manifest, query, language);
    return this.#file(caller, manifest, query, { format, language }, reply);
  }

  async #page(manifest: ManifestRow, { limit, cursor, code, severity, held }: ProblemsQuery, language: Language): Promise<ProblemsBody> {
    const { key, manifestId, revision } = manifest;
    const [after] = readCursor(cursor, place) ?? [];
    const filter = { code, severity, held: held === undefined ? undefined : held === 'true' };
    const [counts, found] = await Promise.all([this.manifests.problemCounts(key), this.manifests.problems(key, filter, limit + 1, after)]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const teller = new FindingTeller(planOf(storedLayout(manifest.layout)), language);
    return {
      manifestId,
      revision,
      counts,
      consignments: page.map((row) => {
        const rows = sentRows(row);
        return {
          ...(row.houseWaybill === null ? {} : { houseWaybill: row.houseWaybill }),
          ref: rowRef({ manifestKey: key, sequence: row.sequence }),
          held: row.held,
          ...(rows.length === 0 ? {} : { row: rows[0].number }),
          errors: teller.tell(row, rows),
        };
      }),
      ...(found.length > limit && last !== undefined ? { next: writeCursor([last.sequence]) } : {}),
    };
  }

  /** Errors: `validation-failed` without a reason of whoever did not send the manifest: the file holds identity numbers. Source: reliability 9. */
  async #file(
    caller: Caller,
    manifest: ManifestRow,
    { rows, reason }: ProblemsQuery,
    { format, language }: { format: ProblemFileFormat; language: Language },
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (!manifest.isOwn && reason === undefined) {
      throw new DomainError('validation-failed', undefined, {
        findings: [{ parameter: 'reason', code: 'required', detail: 'This member is required' }],
      });
    }
    const asked = { isHeld: rows === 'held' };
    if (!manifest.isOwn) await this.manifests.noteLook(caller, manifest.key, asked, reason);
    const problems = () => this.manifests.sentProblems(manifest.key, asked);
    const bytes = await problemFile(manifest, problems, format, language);
    reply.headers({
      'content-type': format === 'csv' ? `${problemFileTypes.csv}; charset=utf-8` : problemFileTypes[format],
      'content-disposition': `attachment; filename="${manifest.manifestId.replace(/[^\w.-]/g, '_')}-problems.${format}"`,
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(Readable.from(bytes, { objectMode: false }));
  }
}
