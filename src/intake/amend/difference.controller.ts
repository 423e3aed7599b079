import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DomainError } from '../../domain/problem.js';
import { Allow, CurrentCaller } from '../../http/allow.js';
import { Audited } from '../../http/audited.js';
import { Describe } from '../../http/describe.js';
import { pageQuery, readCursor, writeCursor } from '../../http/page.js';
import type { Caller } from '../../store/access.store.js';
import { DifferenceStore, type DifferentRow } from '../../store/difference.store.js';
import { ManifestReadStore } from '../../store/manifest-read.store.js';
import { withRoles } from '../../store/visible-manifests.js';
import { manifestParam } from '../problems/problems.schema.js';
import { maskedChange } from './identity-mask.js';
import { type MemberChange, memberChanges } from './merge-patch.js';

const revisionParam = z.coerce
  .number()
  .int()
  .min(1)
  .max(2_147_483_647)
  .meta({ description: 'The revision that is held against the one before', examples: [1] });

const differenceQuery = z.strictObject(pageQuery);

const differenceSchema = z
  .object({
    manifestId: z.string(),
    revision: z.int(),
    against: z
      .int()
      .optional()
      .meta({ description: 'The next lower revision that there is; left out if there is none, then all is added' }),
    counts: z.object({ added: z.int(), removed: z.int(), changed: z.int(), unchanged: z.int() }),
    declarations: z.array(z.string()).meta({ description: 'Published declarations that hold a consignment which is removed or changed' }),
    consignments: z.array(
      z.object({
        houseWaybill: z.string().optional(),
        change: z.enum(['added', 'removed', 'changed']),
        declaration: z.string().optional().meta({ description: 'The published declaration that holds it' }),
        members: z.array(z.object({ pointer: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })).meta({
          description:
            'Of a changed one: what changed, by its place in the consignment. Identity numbers are named, not told, but to their sender',
        }),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'RevisionDifference' });

type Difference = z.infer<typeof differenceSchema>;

const place = z.tuple([z.string().max(100), z.int().positive()]);

@ApiTags('Manifests')
@Controller('v1/manifests/:manifestId/revisions/:n')
export class DifferenceController {
  constructor(
    private readonly manifests: ManifestReadStore,
    private readonly differences: DifferenceStore,
  ) {}

  @Get('difference')
  @Allow(['upstream', 'broker', 'admin'])
  @Audited('difference.seen', ['manifestId'])
  @Describe({
    summary: 'What a revision adds, removes and changes against the one before',
    description: 'Known as soon as the revision is accepted, before anything is closed.',
    answer: {
      description: 'Counts, the published declarations that are touched, and a page of consignments by house waybill',
      schema: differenceSchema,
    },
    problems: ['not-found', 'validation-failed'],
  })
  async show(
    @CurrentCaller() caller: Caller,
    @Param('manifestId', { schema: manifestParam }) manifestId: string,
    @Param('n', { schema: revisionParam }) revision: number,
    @Query({ schema: differenceQuery }) { limit, cursor }: z.infer<typeof differenceQuery>,
  ): Promise<Difference> {
    const manifest = await this.manifests.find(caller, manifestId, revision);
    if (manifest === undefined) throw new DomainError('not-found');
    const { key, flight } = manifest;
    const isOwn = (await this.manifests.find(withRoles(caller, ['upstream']), manifestId, revision)) !== undefined;
    const against = await this.differences.before(manifest);
    const [afterKey, nth] = readCursor(cursor, place) ?? [];
    const after = afterKey === undefined || nth === undefined ? undefined : { key: afterKey, nth };
    const rows = await this.differences.page(key, against?.key, limit + 1, after);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const declared = await this.differences.declarationsOf(
      key,
      page.flatMap(({ houseWaybill }) => houseWaybill ?? []),
    );
    const touched = await this.differences.touched(key, against?.key);
    return {
      manifestId,
      revision,
      ...(against === undefined ? {} : { against: against.revision }),
      counts: await this.differences.counts(key, against?.key),
      declarations: touched.map((slot) => declarationId(flight, slot)),
      consignments: page.map((row) => entryOf(row, flight, declared, isOwn)),
      ...(rows.length > limit && last !== undefined ? { next: writeCursor([last.key, last.nth]) } : {}),
    };
  }
}

const declarationId = (flight: string, slot: string): string => `${flight}-${slot}`;

function entryOf(
  { houseWaybill, change, before, after }: DifferentRow,
  flight: string,
  declared: ReadonlyMap<string, string>,
  isOwn: boolean,
): Difference['consignments'][number] {
  const slot = houseWaybill === null ? undefined : declared.get(houseWaybill);
  const members: MemberChange[] = before === null || after === null ? [] : memberChanges(JSON.parse(before), JSON.parse(after));
  return {
    ...(houseWaybill === null ? {} : { houseWaybill }),
    change,
    ...(slot === undefined ? {} : { declaration: declarationId(flight, slot) }),
    members: isOwn ? members : members.map(maskedChange),
  };
}
