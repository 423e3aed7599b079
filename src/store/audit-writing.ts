import type { Actor, AuditEvent } from '../domain/audit.js';
import type { ConsignmentPlace } from './consignment-read.store.js';
import type { PoolClient } from './database.js';

/** An event of a tenant and who brought it about. */
export interface AuditNote {
  tenantId: string;
  by: Actor;
  event: AuditEvent;
}

/** Writes entries in the transaction of `client`, so that they stand or fall with what they tell of. */
export async function writeAudit(client: Pick<PoolClient, 'query'>, notes: readonly AuditNote[]): Promise<void> {
  if (notes.length === 0) return;
  await client.query({
    name: 'audit',
    text: `INSERT INTO audit_entry (tenant_id, actor, key_id, organisation_id, roles, action, object, result, request_id, details)
           SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::json[])`,
    values: [
      notes.map(({ tenantId }) => tenantId),
      notes.map(({ by }) => by.kind),
      notes.map(({ by }) => by.keyId ?? null),
      notes.map(({ by }) => by.organisationId ?? null),
      notes.map(({ by }) => by.roles?.join(',') ?? ''),
      notes.map(({ event }) => event.action),
      notes.map(({ event }) => event.object),
      notes.map(({ event }) => event.result ?? 'ok'),
      notes.map(({ by }) => by.requestId ?? null),
      notes.map(({ event }) => (event.details === undefined ? null : JSON.stringify(event.details))),
    ],
  });
}

/** What somebody did with a consignment. */
export interface ConsignmentEvent extends ConsignmentPlace {
  action: 'seen' | 'mended' | 'approved' | 'corrected' | 'rechecked';
  /** SHA-256 in hex of the reason that was given. */
  reasonSha256?: string | undefined;
  /** Of a look: whether identity numbers were among what was shown. */
  isMasked?: boolean;
}

/**
 * The same for consignments by their places, as they are now. One is named by its number; by its place where the number is missing or
 * could be anything, since of a faulty one it is whatever was sent.
 */
export async function writeConsignmentAudit(
  client: Pick<PoolClient, 'query'>,
  by: Actor,
  events: readonly ConsignmentEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `INSERT INTO audit_entry (tenant_id, actor, key_id, organisation_id, roles, action, object, request_id, details)
     SELECT m.tenant_id, $1, $2, $3, $4, 'consignment.' || p.action,
       f.code || '/' || CASE WHEN c.house_waybill ~ '^(?=.*[0-9])[A-Z0-9-]{1,32}$' THEN c.house_waybill ELSE '~' || c.manifest_key || '.' || c.sequence END,
       $5, json_strip_nulls(json_build_object('manifest', m.manifest_id, 'revision', m.revision, 'place', '~' || c.manifest_key || '.' || c.sequence,
         'version', c.version, 'reasonSha256', p.reason, 'isMasked', p.masked))
     FROM unnest($6::bigint[], $7::int[], $8::text[], $9::text[], $10::boolean[]) WITH ORDINALITY AS p(manifest_key, sequence, action, reason, masked, nth)
     JOIN consignment c ON c.manifest_key = p.manifest_key AND c.sequence = p.sequence
     JOIN manifest m ON m.id = c.manifest_key JOIN flight f ON f.id = m.flight_id ORDER BY p.nth`,
    [
      by.kind,
      by.keyId ?? null,
      by.organisationId ?? null,
      by.roles?.join(',') ?? '',
      by.requestId ?? null,
      events.map(({ manifestKey }) => manifestKey),
      events.map(({ sequence }) => sequence),
      events.map(({ action }) => action),
      events.map(({ reasonSha256 }) => reasonSha256 ?? null),
      events.map(({ isMasked }) => isMasked ?? null),
    ],
  );
}
