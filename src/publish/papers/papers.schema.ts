import { z } from 'zod';
import { albums } from '../../config.js';
import { documentTypes } from '../../documents/registry.js';
import { audiences, type ChosenPapers, type PaperType } from '../../domain/papers.js';
import { FindingIssue } from '../../http/validation.pipe.js';
import { houseModes, readPapers } from './read-papers.js';

const audienceSchema = z.enum(audiences).meta({
  id: 'Audience',
  description:
    'Who reads it: `customs` the broker; `carriage` also the airline and who sent the flight. What is for customs by default names consignees.',
});

const housesSchema = z.enum(houseModes).meta({
  id: 'AirlineHouses',
  description: 'What the airline sees as houses: whole bags by consignor, or every consignment by itself',
});

/** A type as it may be chosen: by its own versions. */
const choiceSchema = ({ versions }: PaperType) =>
  z
    .strictObject({
      made: z.boolean().optional(),
      audience: audienceSchema.optional(),
      ...(versions === undefined ? {} : { version: z.enum(versions).optional() }),
    })
    .meta({ minProperties: 1 });

const typesSchema = z.strictObject(Object.fromEntries(documentTypes.map((type) => [type.type, choiceSchema(type).optional()]))).meta({
  description: 'By type of document. Where every consignment is a house, `xfzb` is made only if its `made` is `true`.',
  minProperties: 1,
});

/** The form in which a choice is sent and shown. */
const chosenSchema = z
  .strictObject({
    album: z.enum(albums).optional().meta({ description: 'Version of the customs’ formats' }),
    airlineHouses: housesSchema.optional(),
    types: typesSchema.optional(),
  })
  .meta({
    id: 'ChosenPapers',
    description: 'What is left out is not chosen',
    minProperties: 1,
    examples: [{ album: '5.27.0', types: { fwb: { version: '16' }, xffm: { made: false }, 'house-manifest': { audience: 'customs' } } }],
  });

function describe() {
  const { $defs } = z.toJSONSchema(z.object({ body: chosenSchema }), { io: 'input' });
  return { $ref: '#/$defs/ChosenPapers', $defs };
}

/** The body of a choice: all its faults are told at once, in the words of findings. */
export const chosenBody = {
  '~standard': {
    version: 1 as const,
    vendor: 'waybridge',
    validate: (body: unknown): { value: ChosenPapers } | { issues: FindingIssue[] } => {
      const read = readPapers(body);
      return 'chosen' in read ? { value: read.chosen } : { issues: read.findings.map((finding) => new FindingIssue(finding)) };
    },
    jsonSchema: { input: describe, output: describe },
  },
};

const paperSchema = z.object({ made: z.boolean(), audience: audienceSchema, version: z.string().optional() });

const typeSchema = paperSchema.extend({
  type: z.string().meta({ examples: ['fwb'] }),
  subject: z.string().meta({ description: 'What one document is about', examples: ['master-waybill'] }),
  formats: z.array(z.string()),
  versions: z.array(z.string()).optional().meta({ description: 'Left out where the album decides' }),
  default: paperSchema.meta({ description: 'How it is made where nobody chooses' }),
});

/** How documents are made by what was chosen up to now. */
export const papersSchema = z
  .object({
    album: z.string(),
    airlineHouses: housesSchema,
    types: z.array(typeSchema).meta({ description: 'Every type there is, in the order in which they are made' }),
    chosen: chosenSchema.optional().meta({ description: 'What `PUT` was given here; left out if nothing is chosen' }),
  })
  .meta({ id: 'Papers' });

export const changedSchema = papersSchema
  .extend({
    effect: z.enum(['none', 'at-closing', 'reopened']).meta({
      description:
        '`none`: it was so already. `at-closing`: flights have it when they are closed; those that are closed keep what they were closed ' +
        'with. `reopened`: the flight was closed and is open again; its published documents stay until it is closed once more.',
    }),
  })
  .meta({ id: 'PapersChanged' });

/** What was chosen is shown as it was, also where the registry has moved on since. */
export type PapersBody = Omit<z.infer<typeof papersSchema>, 'chosen'> & { chosen?: ChosenPapers };
export type ChangedBody = PapersBody & Pick<z.infer<typeof changedSchema>, 'effect'>;
