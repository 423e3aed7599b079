import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DomainError } from '../domain/problem.js';
import { Allow, CurrentCaller } from '../http/allow.js';
import { Describe } from '../http/describe.js';
import type { Caller } from '../store/access.store.js';
import { ManifestReadStore } from '../store/manifest-read.store.js';
import { manifestParam, revisionQuery } from './problems/problems.schema.js';

const manifestQuery = z.strictObject(revisionQuery);

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
    warnings: z.int().meta({ description: 'Consignments with findings that hinder nothing' }),
    contentHash: z.string().meta({ description: 'SHA-256 in hex over the canonical form' }),
    receivedAt: z.iso.datetime(),
    sentBy: z.string().meta({ description: 'Name of the organisation' }),
    links: z.object({ manifest: z.string(), flight: z.string(), problems: z.string().optional() }),
  })
  .meta({ id: 'ReceivedManifest' });

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
    const found = await this.manifests.find(caller, manifestId, revision);
    if (found === undefined) throw new DomainError('not-found');
    const { key: _, layout: __, isOwn: ___, receivedAt, ...manifest } = found;
    const { channel, status } = manifestSchema.pick({ channel: true, status: true }).parse(manifest);
    const self = `/v1/manifests/${encodeURIComponent(manifestId)}`;
    return {
      ...manifest,
      channel,
      status,
      receivedAt: receivedAt.toISOString(),
      links: {
        manifest: self,
        flight: `/v1/flights/${manifest.flight}`,
        ...(manifest.held + manifest.warnings > 0 ? { problems: `${self}/problems` } : {}),
      },
    };
  }
}
