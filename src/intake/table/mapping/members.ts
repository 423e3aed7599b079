import { isRecord } from '../../fields/field.js';
import { consignmentField } from '../../manifest.schema.js';

/** A member of a consignment as the description of the wire has it: a value, or an object with members. */
export interface Member {
  name: string;
  /** Its path with dots, without list places: `goods.value.amount`. */
  path: string;
  /** False if it may be left out. */
  isRequired: boolean;
  /** Members of an object; none of a value. */
  members: readonly Member[];
  /** Of a value. */
  isWhole: boolean;
  isDay: boolean;
  isDecimal: boolean;
  /** A number or a name of a fixed form, as against free text. */
  isCode: boolean;
}

/** The line of goods: what repeats in the rows of a consignment. */
export const LINE = 'goods';

interface Described {
  name: string;
  isRequired: boolean;
  schema: unknown;
}

function describedIn(schema: unknown): Described[] {
  if (!isRecord(schema)) return [];
  if (Array.isArray(schema.oneOf)) return together(schema.oneOf.map(describedIn));
  if (schema.type === 'array') return describedIn(schema.items);
  const due: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const { properties } = schema;
  return isRecord(properties)
    ? Object.entries(properties).map(([name, part]) => ({ name, isRequired: due.includes(name), schema: part }))
    : [];
}

/** Members of all kinds of an object in an order that suits each kind; required is what all of them require. */
function together(kinds: readonly Described[][]): Described[] {
  const [first = [], ...others] = kinds;
  const all = [...first];
  for (const members of others) {
    for (const [index, member] of members.entries()) {
      if (all.some(({ name }) => name === member.name)) continue;
      const before = members[index - 1]?.name;
      all.splice(all.findIndex(({ name }) => name === before) + 1, 0, member);
    }
  }
  const inAll = (name: string): boolean => kinds.every((members) => members.some((member) => member.name === name && member.isRequired));
  return all.map((member) => ({ ...member, isRequired: inAll(member.name) }));
}

function memberOf({ name, isRequired, schema }: Described, around: string): Member {
  const path = around === '' ? name : `${around}.${name}`;
  const described = isRecord(schema) ? schema : {};
  const pattern = typeof described.pattern === 'string' ? described.pattern : '';
  const isDecimal = pattern.startsWith('^(?:0|[1-9]\\d*)');
  return {
    name,
    path,
    isRequired,
    members: describedIn(schema).map((part) => memberOf(part, path)),
    isWhole: described.type === 'integer',
    isDay: described.format === 'date',
    isDecimal,
    isCode: pattern !== '' && !isDecimal,
  };
}

/** What a consignment is made of, in the order of its description. */
export const consignmentMembers: readonly Member[] = describedIn(consignmentField.schema).map((part) => memberOf(part, ''));

const valuesIn = (members: readonly Member[]): Member[] =>
  members.flatMap((member) => (member.members.length === 0 ? [member] : valuesIn(member.members)));

/** What single cells can tell, by path, in the order of the description. */
export const memberValues: ReadonlyMap<string, Member> = new Map(valuesIn(consignmentMembers).map((member) => [member.path, member]));

/** Paths of the values that every consignment must have. */
export const requiredValues: readonly string[] = requiredIn(consignmentMembers);

function requiredIn(members: readonly Member[]): string[] {
  return members.flatMap((member) => {
    if (!member.isRequired) return [];
    return member.members.length === 0 ? [member.path] : requiredIn(member.members);
  });
}

export const isOfLine = (path: string): boolean => path.startsWith(`${LINE}.`);
