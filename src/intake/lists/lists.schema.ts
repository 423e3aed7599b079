import { z } from 'zod';
import { listNames } from './registry.js';

export const listParam = z.enum(listNames).meta({ description: 'Name of a list', examples: ['stop-words'] });

export const versionQuery = z.strictObject({
  version: z.coerce.number().int().min(0).max(2_147_483_647).optional().meta({
    description: 'Version to read; `0` are the rows that hold without an import, the one in force if left out',
  }),
});

export const putSchema = z
  .object({
    list: z.string(),
    version: z.int().meta({ description: 'Rises with every import of other content' }),
    rows: z.int().meta({ description: 'How many rows it has' }),
  })
  .meta({ id: 'ListImport' });

const imported = {
  version: z.int().meta({ description: '`0` if it was never imported' }),
  rows: z.int(),
  importedAt: z.iso.datetime().optional(),
  importedBy: z.string().optional().meta({ description: 'Name of the organisation' }),
};

export const listsSchema = z.object({
  lists: z.array(
    z
      .object({
        list: z.string(),
        summary: z.string(),
        ...imported,
        columns: z.array(z.object({ name: z.string(), required: z.boolean(), description: z.string() })),
      })
      .meta({ id: 'List' }),
  ),
});

export const versionsSchema = z.object({ list: z.string(), versions: z.array(z.object(imported)) });
