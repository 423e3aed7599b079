import { Readable } from 'node:stream';
import { Controller, Get, Headers, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Audited } from '../http/audited.js';
import { Describe } from '../http/describe.js';
import { readCursor, writeCursor } from '../http/page.js';
import type { Caller } from '../store/access.store.js';
import { type AuditFilter, AuditStore } from '../store/audit.store.js';
import { type AuditBody, auditQuery, auditSchema, entryBody } from './audit.schema.js';
import { auditLines } from './audit-lines.js';

const NDJSON = 'application/x-ndjson';
const place = z.tuple([z.iso.datetime(), z.int()]);

/** Who did what, and who was given what. */
@ApiTags('Audit')
@Controller('v1')
export class AuditController {
  constructor(private readonly store: AuditStore) {}

  @Get('audit')
  @Allow(['admin'])
  @Audited('audit.read', [])
  @ApiHeader({ name: 'Accept', required: false, description: '`application/json`, or `application/x-ndjson` for all entries at once' })
  @Describe({
    summary: 'The audit log of the tenant',
    description:
      'The latest entries first, by page; as NDJSON all that answer to the filters, the earliest first. Each entry is sealed within seconds: it ' +
      'hangs on the one before by its hash, SHA-256 over the bytes of `previousHash` and the JSON array of `tenant`, `position`, `id`, `at`, ' +
      '`actor`, `key`, `organisation`, `roles` joined by commas, `action`, `object`, `result`, `request`, `detailsText`, with null for what is ' +
      'left out. `waybridge audit verify` walks the chain. It holds no value of a consignment.',
    answer: { description: 'A page of entries', schema: auditSchema },
    problems: ['validation-failed'],
  })
  async list(
    @CurrentCaller() { tenantId }: Caller,
    @Query({ schema: auditQuery }) { limit, cursor, format, ...filter }: z.infer<typeof auditQuery>,
    @Headers('accept') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditBody | StreamableFile> {
    reply.headers({ 'cache-control': 'private, no-store', vary: 'Accept, Authorization' });
    if ((format ?? (accepted?.includes(NDJSON) ? 'ndjson' : 'json')) === 'ndjson') return this.#file(tenantId, filter, reply);
    const [at, id] = readCursor(cursor, place) ?? [];
    const after = at === undefined || id === undefined ? undefined : { at, id };
    const rows = await this.store.list(tenantId, filter, { limit: limit + 1, after });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      entries: page.map(entryBody),
      ...(rows.length > limit && last !== undefined ? { next: writeCursor([last.at, last.id]) } : {}),
    };
  }

  #file(tenantId: string, filter: AuditFilter, reply: FastifyReply): StreamableFile {
    reply.headers({ 'content-type': NDJSON, 'content-disposition': 'attachment; filename="audit.ndjson"' });
    return new StreamableFile(Readable.from(auditLines(this.store, tenantId, filter), { objectMode: false }));
  }
}
