import { isRecord } from '../fields/field.js';
import { pointerToken } from '../fields/inspection.js';

/** An object of pairs; unlike assignment this makes an ordinary member of any name, `__proto__` included. */
const recordOf = (members: Iterable<readonly [string, unknown]>): Record<string, unknown> => Object.fromEntries(members);

/** A value with a merge patch laid over it: `null` removes a member, lists are replaced whole. Source: RFC 7396, 2. */
export function mergePatched(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const members = new Map(isRecord(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name);
    else members.set(name, mergePatched(members.get(name), value));
  }
  return recordOf(members);
}

/** Whether two JSON values are the same, whatever the order of their members. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((entry, i) => isSame(entry, other[i]));
  if (!isRecord(one)) return one === other;
  if (!isRecord(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]));
}

/** The merge patch that makes `to` of `from`, of the members that differ alone. A list that differs is in it whole. */
export function mergePatchOf(from: unknown, to: unknown): unknown {
  if (!isRecord(from) || !isRecord(to)) return to;
  const members: [string, unknown][] = [];
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (!Object.hasOwn(to, name)) members.push([name, null]);
    else if (!Object.hasOwn(from, name)) members.push([name, to[name]]);
    else if (!isSame(from[name], to[name])) members.push([name, mergePatchOf(from[name], to[name])]);
  }
  return recordOf(members);
}

/** One member that differs; without `before` it was added, without `after` it is gone. */
export interface MemberChange {
  pointer: string;
  before?: unknown;
  after?: unknown;
}

/** The members that differ, as deep as they can be told apart, in the order of `from`, then what `to` has beyond. */
export function memberChanges(from: unknown, to: unknown, pointer = ''): MemberChange[] {
  if (Array.isArray(from) && Array.isArray(to)) {
    const places = Array.from({ length: Math.max(from.length, to.length) }, (_, place) => place);
    return places.flatMap((place) => memberChange(from[place], to[place], `${pointer}/${place}`));
  }
  if (isRecord(from) && isRecord(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    const memberOf = (holder: Record<string, unknown>, name: string) => (Object.hasOwn(holder, name) ? holder[name] : undefined);
    return names.flatMap((name) => memberChange(memberOf(from, name), memberOf(to, name), `${pointer}/${pointerToken(name)}`));
  }
  return isSame(from, to) ? [] : [{ pointer, before: from, after: to }];
}

function memberChange(before: unknown, after: unknown, pointer: string): MemberChange[] {
  if (before === undefined) return after === undefined ? [] : [{ pointer, after }];
  if (after === undefined) return [{ pointer, before }];
  return memberChanges(before, after, pointer);
}

/** What stands at an RFC 6901 pointer; undefined if nothing does. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const token = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = at[Number(token)];
    else at = isRecord(at) && Object.hasOwn(at, token) ? at[token] : undefined;
  }
  return at;
}
