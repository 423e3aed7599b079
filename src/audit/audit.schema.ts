import { z } from 'zod';
import { auditActions } from '../domain/audit.js';
import { pageQuery } from '../http/page.js';
import type { KeptEntry } from '../store/audit.store.js';

const instant = (description: string) => z.iso.datetime({ offset: true }).optional().meta({ description });

export const auditQuery = z.strictObject({
  ...pageQuery,
  action: z.enum(auditActions).optional().meta({ description: 'Entries of one kind' }),
  object: z.string().min(1).max(200).optional().meta({ description: 'Entries of one object, by its id as it is written' }),
  from: instant('Not before'),
  until: instant('Before'),
  format: z.enum(['json', 'ndjson']).optional().meta({ description: 'Instead of an `Accept` header' }),
});

const entrySchema = z
  .object({
    id: z.int(),
    tenant: z.uuid(),
    at: z.iso.datetime().meta({ description: 'By the database’s clock' }),
    actor: z.enum(['key', 'command-line', 'service']),
    key: z.uuid().optional(),
    organisation: z.uuid().optional(),
    roles: z.array(z.string()).meta({ description: 'Those by which it was let in' }),
    action: z.string().meta({ examples: ['document.downloaded'] }),
    object: z.string().meta({
      description: 'Code of the flight, id of the manifest or document, `FLIGHT/HOUSE-WAYBILL`, number, day, airport, name of the list',
    }),
    result: z.string().meta({ description: '`ok`, or the code of the problem' }),
    request: z.string().optional(),
    details: z.unknown().optional().meta({ description: 'Ids, counts, codes and hashes' }),
    detailsText: z.string().optional().meta({ description: 'The same as it was written, which is what is hashed' }),
    position: z.int().optional().meta({ description: 'In the chain; left out until it is sealed, which is a matter of seconds' }),
    previousHash: z.string().optional(),
    hash: z.string().optional(),
  })
  .meta({ id: 'AuditEntry' });

export const auditSchema = z.object({ entries: z.array(entrySchema), next: z.string().optional() });

export type AuditEntryBody = z.infer<typeof entrySchema>;
export type AuditBody = z.infer<typeof auditSchema>;

/** An entry with all that its hash is made of. */
export function entryBody(entry: KeptEntry): AuditEntryBody {
  const { id, tenantId, at, actor, keyId, organisationId, roles, action, object, result, requestId, details } = entry;
  return {
    id,
    tenant: tenantId,
    at,
    actor: entrySchema.shape.actor.parse(actor),
    ...(keyId === null ? {} : { key: keyId }),
    ...(organisationId === null ? {} : { organisation: organisationId }),
    roles: roles === '' ? [] : roles.split(','),
    action,
    object,
    result,
    ...(requestId === null ? {} : { request: requestId }),
    ...(details === null ? {} : { details: JSON.parse(details), detailsText: details }),
    ...(entry.position === null
      ? {}
      : { position: entry.position, previousHash: entry.previousHash.toString('hex'), hash: entry.hash.toString('hex') }),
  };
}
