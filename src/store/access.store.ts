import { createHash, randomBytes } from 'node:crypto';
import type { Actor, AuditAction } from '../domain/audit.js';
import type { Database } from './database.js';

export const roles = ['upstream', 'broker', 'airline', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks, as their key says. Everything they see is filtered by it in SQL. */
export interface Caller {
  tenantId: string;
  /** Name of the tenant: what a manifest may repeat as `tenant`. */
  tenant: string;
  organisationId: string;
  roles: readonly Role[];
  /** The airline whose flights an `airline` sees. */
  carrier: string | undefined;
  /** Airports that a `broker` represents; none means all. */
  destinations: readonly string[];
  /** Which of the organisation's keys it was, and in which request it came. */
  keyId?: string;
  requestId?: string;
}

interface KeyRow {
  key_id: string;
  tenant_id: string;
  tenant: string;
  organisation_id: string;
  roles: string[];
  carrier: string | null;
  destinations: string[];
}

const digestOf = (key: string) => createHash('sha256').update(key).digest();

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** API keys and what they let their holder see. */
export class AccessStore {
  constructor(private readonly database: Database) {}

  /** The holder of a key, or undefined if it is unknown, expired or revoked. */
  async callerOf(key: string): Promise<Caller | undefined> {
    const [row] = await this.database.rows<KeyRow>(
      `SELECT k.id AS key_id, o.tenant_id, t.name AS tenant, o.id AS organisation_id, k.roles, o.carrier, coalesce(o.destinations, '{}') AS destinations
       FROM api_key k JOIN organisation o ON o.id = k.organisation_id JOIN tenant t ON t.id = o.tenant_id
       WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [digestOf(key)],
    );
    if (row === undefined) return undefined;
    return {
      tenantId: row.tenant_id,
      tenant: row.tenant,
      organisationId: row.organisation_id,
      roles: row.roles.filter(isRole),
      carrier: row.carrier ?? undefined,
      destinations: row.destinations,
      keyId: row.key_id,
    };
  }
}

/** The holder of a key as the audit log names it. */
export function actorOf({ keyId, organisationId, roles: held, requestId }: Caller): Actor {
  return { kind: 'key', keyId, organisationId, roles: held, requestId };
}

/** A key that nobody can guess; it is shown once and only its hash is kept. */
export const randomKey = () => `wb_${randomBytes(24).toString('base64url')}`;

/** An organisation with one key, as a row to be made within its tenant's. */
export function organisationWithKey({
  key,
  roles: held,
  ...organisation
}: {
  name: string;
  carrier?: string;
  destinations?: string[];
  roles: readonly Role[];
  key: string;
}) {
  return { ...organisation, keys: { create: { roles: [...held], hash: new Uint8Array(digestOf(key)) } } };
}

/** The entry that keys were added to an organisation, in the form in which the client of single rows takes it. */
export function keysAdded(
  { kind }: Actor,
  tenantId: string,
  organisation: { id: string; keys: readonly { id: string; roles: string[] }[] },
) {
  const by = { tenantId, actor: kind, action: 'key.added' } satisfies { action: AuditAction; [member: string]: string };
  return organisation.keys.map(({ id, roles: held }) => ({
    ...by,
    object: id,
    details: { organisation: organisation.id, roles: held.join(',') },
  }));
}

/** Whether the caller may report a flight to an airport: a broker only those that it represents. Source: reliability 9. */
export function mayReport({ roles: held, destinations }: Caller, airport: string): boolean {
  return held.some((role) => role !== 'broker') || destinations.length === 0 || destinations.includes(airport);
}

/** Whether the caller may send on a manifest that an organisation began: a sender only its own. Source: reliability 9. */
export function mayRevise({ roles: held, organisationId }: Caller, beganBy: string): boolean {
  return held.some((role) => role !== 'upstream') || organisationId === beganBy;
}

/**
 * The condition that a row of `flight f` is one the caller may see, as SQL over the parameters from `$first` on.
 * Source: the matrix of reliability 9.
 */
export function visibleFlights(caller: Caller, first: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [caller.tenantId];
  const either: string[] = [];
  const next = (value: unknown) => `$${first + values.push(value) - 1}`;
  if (caller.roles.includes('admin')) either.push('true');
  if (caller.roles.includes('airline') && caller.carrier !== undefined) either.push(`f.carrier = ${next(caller.carrier)}`);
  if (caller.roles.includes('upstream')) {
    either.push(`EXISTS (SELECT 1 FROM manifest m WHERE m.flight_id = f.id AND m.organisation_id = ${next(caller.organisationId)})`);
  }
  if (caller.roles.includes('broker')) {
    either.push(caller.destinations.length === 0 ? 'true' : `f.destination = ANY(${next([...caller.destinations])})`);
  }
  return { sql: `f.tenant_id = $${first} AND (${either.join(' OR ') || 'false'})`, values };
}
