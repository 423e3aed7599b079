import { Body, Controller, Delete, Get, Headers, HttpCode, HttpStatus, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CONFIG, type Config } from '../../config.js';
import type { ColumnMapping } from '../../domain/column-mapping.js';
import { DomainError } from '../../domain/problem.js';
import { languageOf, textOf } from '../../domain/wording/wording.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Describe } from '../../http/describe.js';
import { actorOf, type Caller } from '../../store/access.store.js';
import { MappingStore } from '../../store/mapping.store.js';
import { ManifestOpening } from '../open-manifest.js';
import { requestBody } from '../request-body.js';
import { builtInMappings } from './built-in-mappings.js';
import {
  fileExample,
  type MappingToSave,
  mappingAnswer,
  mappingBody,
  mappingParam,
  mappingsSchema,
  previewQuery,
  previewSchema,
} from './mappings.schema.js';
import { previewOf } from './preview.js';

/** A tenant saves no more mappings: all of them are looked at whenever a file comes. */
const MAX_MAPPINGS = 100;

const FILE_TYPES = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/zip', 'application/gzip'];

const builtIn = (name: string): ColumnMapping | undefined => builtInMappings.find((mapping) => mapping.name === name);

/** How the columns of partners' files become consignments: mappings that are built in, and those that people save. */
@ApiTags('Mappings')
@Controller('v1/mappings')
export class MappingsController {
  constructor(
    private readonly store: MappingStore,
    private readonly opening: ManifestOpening,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({ summary: 'The mappings of columns that there are', answer: { description: 'By name', schema: mappingsSchema } })
  async all(@CurrentCaller() { tenantId }: Caller): Promise<z.infer<typeof mappingsSchema>> {
    const saved = await this.store.all(tenantId);
    const listed = (mappings: readonly ColumnMapping[], isBuiltIn: boolean) =>
      mappings.map(({ name, title }) => ({ name, title, isBuiltIn }));
    return { mappings: [...listed(builtInMappings, true), ...listed(saved, false)] };
  }

  @Get(':name')
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'A mapping of columns, in the form in which it is saved',
    answer: { description: 'The mapping', schema: mappingAnswer },
    problems: ['not-found'],
  })
  async one(@CurrentCaller() { tenantId }: Caller, @Param('name', { schema: mappingParam }) name: string): Promise<ColumnMapping> {
    const mapping = builtIn(name) ?? (await this.store.find(tenantId, name));
    if (mapping === undefined) throw new DomainError('not-found');
    return mapping;
  }

  @Put(':name')
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Saves a mapping of columns in the place of the one of its name',
    description:
      'Manifests that came before keep the mapping that they were read by. Those built in cannot be replaced: save under another name.',
    answer: { description: 'The mapping as it is kept', schema: mappingAnswer },
    problems: ['malformed-json', 'not-found', 'state-conflict', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('name', { schema: mappingParam }) name: string,
    @Body({ schema: mappingBody }) body: MappingToSave,
  ): Promise<ColumnMapping> {
    if (body.name !== undefined && body.name !== name) {
      throw new DomainError('validation-failed', undefined, {
        findings: [{ pointer: '/name', code: 'mismatch', detail: 'The name in the path' }],
      });
    }
    if (builtIn(name) !== undefined) throw new DomainError('state-conflict', 'This mapping is built in');
    const mapping = { ...body, name };
    const isSaved = await this.store.put(caller.tenantId, mapping, MAX_MAPPINGS, { by: actorOf(caller) });
    if (!isSaved) throw new DomainError('state-conflict', `There are ${MAX_MAPPINGS} mappings already`);
    return mapping;
  }

  @Delete(':name')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Takes a mapping of columns away',
    answer: { status: 204, description: 'It is gone' },
    problems: ['not-found', 'state-conflict'],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('name', { schema: mappingParam }) name: string): Promise<void> {
    if (builtIn(name) !== undefined) throw new DomainError('state-conflict', 'This mapping is built in');
    if (!(await this.store.remove(caller.tenantId, name, { by: actorOf(caller) }))) throw new DomainError('not-found');
  }

  /** Nothing is stored; what the file says of its flight is not asked for. */
  @Post('preview')
  @HttpCode(HttpStatus.OK)
  @Allow(['upstream', 'broker', 'admin'], { streamsBody: true })
  @ApiConsumes(...FILE_TYPES)
  @ApiBody({ schema: { type: 'string', example: fileExample() } })
  @Describe({
    summary: 'Tries a mapping of columns on a file',
    description: 'Answers which mapping is used, which columns it does not read, and the first ten consignments with their problems.',
    answer: { description: 'How the file would be read', schema: previewSchema },
    problems: ['timeout', 'too-large', 'unsupported-media', 'validation-failed'],
  })
  async preview(
    @CurrentCaller() caller: Caller,
    @Query({ schema: previewQuery }) query: z.infer<typeof previewQuery>,
    @Headers('accept-language') languages: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof previewSchema>> {
    const { decoded, description } = requestBody(request, query, this.config.limits);
    const language = languageOf(languages);
    try {
      const preview = await this.opening.manifest(caller, decoded.bytes, description, ({ source }) => previewOf(source));
      return {
        ...preview,
        headings: [...preview.headings],
        unread: [...preview.unread],
        missing: [...preview.missing],
        consignments: preview.consignments.map(({ consignment, findings }) => ({
          consignment,
          findings: findings.map(({ values: _, ...finding }, at) => ({ ...finding, detail: textOf(findings[at], language) })),
        })),
      };
    } finally {
      decoded.close();
    }
  }
}
