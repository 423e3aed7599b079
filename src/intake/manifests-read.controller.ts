import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DomainError } from '../domain/problem.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import { pageQuery, readCursor, writeCursor } from '../http/page.js';
import type { Caller } from '../store/access.store.js';
import { ManifestReadStore, type ManifestRow } from '../store/manifest-read.store.js';

const manifestParam = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/)
  .meta({ description: "The sender's name for the manifest", examples: ['CN-HGH-20261122-01'] });

const revisionQuery = {
  revision: z.coerce.number().int().min(1).max(2_147_483_647).optional().meta({ description: 'The latest one if left out' }),
};
const manifestQuery = z.strictObject(revisionQuery);
const problemsQuery = z.strictObject({ ...revisionQuery, ...pageQuery });

const manifestSchema = z
  .object({
    manifestId: z.string(),
    revision: z.int(),
    flight: z.string(),
    channel: z.enum(['express', 'postal']),
    status: z.enum(['accepted', 'accepted-with-holds']),
    isCurrent: z.boolean().meta({ description: 'False once a higher revision has replaced it' }),
    consignments: z.int(),
    held: z.int(),
    contentHash: z.string().meta({ description: 'SHA-256 in hex over the canonical form' }),
    receivedAt: z.iso.datetime(),
    sentBy: z.string().meta({ description: 'Name of the organisation' }),
    links: z.object({ manifest: z.string(), flight: z.string(), problems: z.string().optional() }),
  })
  .meta({ id: 'ReceivedManifest' });

const problemsSchema = z.object({
  manifestId: z.string(),
  revision: z.int(),
  problems: z.array(
    z.object({
      index: z.int().meta({ description: 'Place in `consignments` as it was sent, from 0' }),
      houseWaybill: z.string().optional(),
      errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })),
    }),
  ),
  next: z.string().optional(),
});

const place = z.tuple([z.int().nonnegative()]);

@ApiTags('Manifests')
@Controller('v1/manifests')
export class ManifestsReadController {
  constructor(private readonly manifests: ManifestReadStore) {}

  @Get(':manifestId')
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'A manifest as it was received',
    answer: { description: 'Counts, time, content hash and sender', schema: manifestSchema },
    problems: ['not-found', 'validation-failed'],
  })
  async show(
    @CurrentCaller() caller: Caller,
    @Param('manifestId', { schema: manifestParam }) manifestId: string,
    @Query({ schema: manifestQuery }) { revision }: z.infer<typeof manifestQuery>,
  ): Promise<z.infer<typeof manifestSchema>> {
    const { key: _, receivedAt, ...manifest } = await this.#find(caller, manifestId, revision);
    const { channel, status } = manifestSchema.pick({ channel: true, status: true }).parse(manifest);
    const self = `/v1/manifests/${encodeURIComponent(manifestId)}`;
    return {
      ...manifest,
      channel,
      status,
      receivedAt: receivedAt.toISOString(),
      links: { manifest: self, flight: `/v1/flights/${manifest.flight}`, ...(manifest.held > 0 ? { problems: `${self}/problems` } : {}) },
    };
  }

  @Get(':manifestId/problems')
  @Allow(['upstream', 'broker', 'admin'])
  @Describe({
    summary: 'Why consignments of a manifest are held, by consignment',
    answer: { description: 'A page of held consignments', schema: problemsSchema },
    problems: ['not-found', 'validation-failed'],
  })
  async problems(
    @CurrentCaller() caller: Caller,
    @Param('manifestId', { schema: manifestParam }) manifestId: string,
    @Query({ schema: problemsQuery }) { revision: asked, limit, cursor }: z.infer<typeof problemsQuery>,
  ): Promise<z.infer<typeof problemsSchema>> {
    const { key, revision } = await this.#find(caller, manifestId, asked);
    const [after] = readCursor(cursor, place) ?? [];
    const rows = await this.manifests.problems(key, limit + 1, after);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      manifestId,
      revision,
      problems: page.map(({ sequence, houseWaybill, errors }) => ({
        index: sequence,
        ...(houseWaybill === null ? {} : { houseWaybill }),
        errors,
      })),
      ...(rows.length > limit && last !== undefined ? { next: writeCursor([last.sequence]) } : {}),
    };
  }

  async #find(caller: Caller, manifestId: string, revision: number | undefined): Promise<ManifestRow> {
    const manifest = await this.manifests.find(caller, manifestId, revision);
    if (manifest === undefined) throw new DomainError('not-found');
    return manifest;
  }
}
