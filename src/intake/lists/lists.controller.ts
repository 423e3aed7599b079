import { Controller, Get, Param, Put, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { DomainError, type ProblemCode } from '../../domain/problem.js';
import type { TradeListName } from '../../domain/trade-lists.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { ListStore, type ListVersion } from '../../store/list.store.js';
import { listBody } from './list-body.js';
import { builtInCsv } from './list-csv.js';
import type { ListDefinition } from './list-definition.js';
import { listParam, listsSchema, putSchema, versionQuery, versionsSchema } from './lists.schema.js';
import { readList } from './read-list.js';
import { lists } from './registry.js';

type Version = z.infer<typeof versionQuery>;

const PUT_PROBLEMS: readonly ProblemCode[] = ['not-found', 'timeout', 'too-large', 'unsupported-media', 'validation-failed'];

const PUT_DESCRIPTION =
  'CSV with a row of headings, in UTF-8 or windows-1251, its delimiter found out; at most 300 000 rows and 32 MiB, gzipped or plain. ' +
  'Every fault is told at once, and nothing is stored if there is one. The same content again gives the same version. ' +
  'An apostrophe before `=`, `+`, `-` or `@` at the beginning of a cell, as exports have it, is no part of the cell.';

const CSV_ANSWER = { description: 'The rows; the entity tag is the version', mediaTypes: ['text/csv'] };

const csvBody = (example: string) => ({ schema: { type: 'string', example } });

/** The lists that rules go by: imported whole, exported again, kept in versions. */
@ApiTags('Lists')
@Controller('v1')
export class ListsController {
  constructor(private readonly store: ListStore) {}

  @Get('lists')
  @Allow(['broker', 'admin'])
  @Describe({ summary: 'The lists that rules go by', answer: { description: 'Each with the version in force', schema: listsSchema } })
  async all(@CurrentCaller() { tenantId }: Caller): Promise<z.infer<typeof listsSchema>> {
    const current = new Map((await this.store.current(tenantId)).map((version) => [version.name, version]));
    return { lists: Object.values(lists).map((definition) => listOf(definition, current.get(definition.name))) };
  }

  @Put('lists/:list')
  @Allow(['admin'], { streamsBody: true })
  @ApiConsumes('text/csv')
  @ApiBody(csvBody(lists['stop-words'].example))
  @Describe({
    summary: 'Imports a list in the place of the one in force',
    description: PUT_DESCRIPTION,
    answer: { description: 'The version in force', schema: putSchema },
    problems: PUT_PROBLEMS,
  })
  put(
    @CurrentCaller() caller: Caller,
    @Param('list', { schema: listParam }) list: TradeListName,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof putSchema>> {
    return this.#import(caller, list, request);
  }

  @Get('lists/:list')
  @Allow(['broker', 'admin'])
  @Describe({
    summary: 'A list as CSV, in the form of an import',
    description: 'A cell that a spreadsheet would take for a formula has an apostrophe before it.',
    answer: CSV_ANSWER,
    problems: ['not-found', 'validation-failed'],
  })
  csv(
    @CurrentCaller() caller: Caller,
    @Param('list', { schema: listParam }) list: TradeListName,
    @Query({ schema: versionQuery }) { version }: Version,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#export(caller, list, version, reply);
  }

  @Get('lists/:list/versions')
  @Allow(['broker', 'admin'])
  @Describe({
    summary: 'The imports of a list, the latest first',
    answer: { description: 'Version, rows, when and by whom', schema: versionsSchema },
    problems: ['not-found'],
  })
  async versions(
    @CurrentCaller() { tenantId }: Caller,
    @Param('list', { schema: listParam }) list: TradeListName,
  ): Promise<z.infer<typeof versionsSchema>> {
    return { list, versions: (await this.store.history(tenantId, list)).map(versionOf) };
  }

  @Put('tariffs')
  @Allow(['admin'], { streamsBody: true })
  @ApiConsumes('text/csv')
  @ApiBody(csvBody(lists.tariffs.example))
  @Describe({
    summary: 'Imports the tariffs: import duty and VAT by the beginning of a commodity code',
    description: `The list \`tariffs\`. ${PUT_DESCRIPTION}`,
    answer: { description: 'The version in force', schema: putSchema },
    problems: PUT_PROBLEMS,
  })
  putTariffs(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<z.infer<typeof putSchema>> {
    return this.#import(caller, 'tariffs', request);
  }

  @Get('tariffs')
  @Allow(['broker', 'admin'])
  @Describe({
    summary: 'The tariffs as CSV',
    description: 'The list `tariffs`.',
    answer: CSV_ANSWER,
    problems: ['not-found', 'validation-failed'],
  })
  tariffs(
    @CurrentCaller() caller: Caller,
    @Query({ schema: versionQuery }) { version }: Version,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.#export(caller, 'tariffs', version, reply);
  }

  async #import(caller: Caller, list: TradeListName, request: FastifyRequest): Promise<z.infer<typeof putSchema>> {
    const body = listBody(request);
    try {
      const { csv, rows } = await readList(lists[list], body.rows);
      return { list, version: await this.store.put(caller, list, csv, rows, { by: actorOf(caller) }), rows: rows.length };
    } finally {
      body.close();
    }
  }

  async #export({ tenantId }: Caller, list: TradeListName, version: number | undefined, reply: FastifyReply): Promise<StreamableFile> {
    const found = version === 0 ? undefined : await this.store.csv(tenantId, list, version);
    if (found === undefined && version !== undefined && version !== 0) throw new DomainError('not-found');
    const { csv, version: told } = found ?? { csv: builtInCsv(lists[list]), version: 0 };
    const bytes = Buffer.from(csv);
    reply.headers({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-length': bytes.length,
      'content-disposition': `attachment; filename="${list}.csv"`,
      etag: `"${told}"`,
    });
    return new StreamableFile(bytes);
  }
}

function listOf({ name, summary, headings, builtIn }: ListDefinition, current: ListVersion | undefined) {
  const columns = headings.map(({ name: column, isRequired, description }) => ({ name: column, required: isRequired, description }));
  return { list: name, summary, ...(current === undefined ? { version: 0, rows: builtIn.length } : versionOf(current)), columns };
}

const versionOf = ({ version, count, importedAt, importedBy }: ListVersion) => ({
  version,
  rows: count,
  importedAt: importedAt.toISOString(),
  importedBy,
});
