import { isRecord } from '../fields/field.js';
import { consignmentJsonSchema } from '../manifest.schema.js';
import type { MemberChange } from './merge-patch.js';

/** Identity numbers, which brokers and operators see for a reason only. Source: the matrix of reliability 9. */
const IDENTITY = /^\/consignee\/(?:inn|identityDocument\/(?:number|series))(?:\/|$)/;

/** What stands for each character that is not shown. */
const DOT = '•';

/** Members that a consignment may have, by the pointer of what holds them; under any other name anything may stand. */
const known = new Map<string, ReadonlySet<string>>();
learn(consignmentJsonSchema(), '');

function learn(schema: unknown, pointer: string): void {
  if (!isRecord(schema)) return;
  if (Array.isArray(schema.oneOf)) for (const kind of schema.oneOf) learn(kind, pointer);
  if (isRecord(schema.items)) learn(schema.items, pointer);
  if (!isRecord(schema.properties)) return;
  known.set(pointer, new Set([...(known.get(pointer) ?? []), ...Object.keys(schema.properties)]));
  for (const [name, member] of Object.entries(schema.properties)) learn(member, `${pointer}/${name}`);
}

/** A consignment, or a merge patch of one, without identity numbers. What has no place in a consignment is not shown either. */
export function masked(value: unknown): unknown {
  return maskedAt(value, '');
}

function maskedAt(value: unknown, pointer: string): unknown {
  if (value === null) return null;
  if (IDENTITY.test(pointer)) return hidden(value);
  const names = known.get(pointer);
  // Where an object of ours is due, anything else may hold anything.
  if (names === undefined) return typeof value === 'object' ? hidden(value) : value;
  if (Array.isArray(value)) return value.map((entry) => maskedAt(entry, pointer));
  if (!isRecord(value)) return hidden(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, names.has(name) ? maskedAt(member, `${pointer}/${name}`) : hidden(member)]),
  );
}

const hidden = (value: unknown): string => (typeof value === 'string' ? DOT.repeat([...value].length) : DOT.repeat(3));

/** Whether a patch would write back what was shown in the place of an identity number. */
export function holdsMask(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && value.replaceAll(DOT, '') === '';
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsMask);
}

/** Changes of members without the values of identity numbers. */
export function maskedChange({ pointer, ...values }: MemberChange): MemberChange {
  const tokens = pointer.split('/').slice(1);
  const place = tokens.filter((token) => !/^\d+$/.test(token));
  const isKnown = place.every(
    (token, i) =>
      known
        .get(
          place
            .slice(0, i)
            .map((name) => `/${name}`)
            .join(''),
        )
        ?.has(token) === true,
  );
  if (!isKnown || IDENTITY.test(pointer)) return { pointer };
  const at = place.map((name) => `/${name}`).join('');
  return { pointer, ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, maskedAt(value, at)])) };
}
