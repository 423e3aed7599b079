import { z } from 'zod';
import { DomainError } from '../domain/problem.js';

/** Query members of every list that is read page by page. Empty ones count as left out. */
export const pageQuery = {
  cursor: z.string().max(500).optional().meta({ description: 'Where the last page ended: its `next`' }),
  limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Entries a page' }),
};

/** A filter of a list; `?name=` without a value filters nothing. `form` is a regular expression without anchors. */
export const filter = (form: RegExp, description: string) =>
  z
    .string()
    .regex(new RegExp(`^(?:${form.source})?$`), { error: `Expected the form ${form.source}` })
    .transform((text) => (text === '' ? undefined : text))
    .optional()
    .meta({ description });

/** The end of a page as callers hand it back; opaque to them. */
export function writeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Errors: `validation-failed` for a cursor that no page gave. */
export function readCursor<P extends readonly z.ZodType[]>(
  cursor: string | undefined,
  place: z.ZodTuple<P, null>,
): z.infer<z.ZodTuple<P, null>> | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const read = place.safeParse(parsed(cursor));
  if (!read.success) {
    throw new DomainError('validation-failed', undefined, {
      findings: [{ parameter: 'cursor', code: 'format', detail: 'No page gave this cursor' }],
    });
  }
  return read.data;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
