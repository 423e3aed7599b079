import type { Caller, Role } from './access.store.js';

/**
 * The condition that a row of `manifest m` with its `flight f` is one whose consignments the caller may see, as SQL over the
 * parameters from `$first` on. Narrower than `visibleFlights` for senders: of a flight that several fill, each sees what it sent.
 * Source: the matrix of reliability 9.
 */
export function visibleManifests(caller: Caller, first: number): { sql: string; values: unknown[] } {
  const values: unknown[] = [caller.tenantId];
  const either: string[] = [];
  const next = (value: unknown) => `$${first + values.push(value) - 1}`;
  if (caller.roles.includes('admin')) either.push('true');
  if (caller.roles.includes('airline') && caller.carrier !== undefined) either.push(`f.carrier = ${next(caller.carrier)}`);
  if (caller.roles.includes('upstream')) either.push(`m.organisation_id = ${next(caller.organisationId)}`);
  if (caller.roles.includes('broker')) {
    either.push(caller.destinations.length === 0 ? 'true' : `f.destination = ANY(${next([...caller.destinations])})`);
  }
  return { sql: `(f.tenant_id = $${first} AND (${either.join(' OR ') || 'false'}))`, values };
}

/** The caller with some of its roles only: to ask what they alone would let it see. */
export function withRoles(caller: Caller, roles: readonly Role[]): Caller {
  return { ...caller, roles: caller.roles.filter((role) => roles.includes(role)) };
}
