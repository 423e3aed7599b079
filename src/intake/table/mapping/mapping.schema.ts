import type { ColumnMapping, ColumnRule } from '../../../domain/column-mapping.js';
import { say } from '../../../domain/wording/wording.js';
import { code } from '../../fields/code.js';
import { described, type Field, isRecord, jsonText } from '../../fields/field.js';
import type { Inspection } from '../../fields/inspection.js';
import { list } from '../../fields/list.js';
import { object, optional, type Rule, required } from '../../fields/object.js';
import { text } from '../../fields/text.js';
import { conversions, derivations } from '../convert/conversions.js';
import { headingKey } from './heading.js';
import { isOfLine, memberValues, requiredValues } from './members.js';

const MAX_COLUMNS = 200;
const MAX_HEADING = 200;

const heading = text(MAX_HEADING);

const flag: Field<boolean> = {
  schema: { type: 'boolean' },
  text: jsonText,
  check(value, inspection): value is boolean {
    if (typeof value === 'boolean') return true;
    inspection.add('type', say('Expected {0}', 'boolean'));
    return false;
  },
};

/** Texts by the dotted name of a member; `judge` adds what is wrong with one of them. */
function byMember(judge: (path: string, value: string, inspection: Inspection) => void): Field<Record<string, string>> {
  return {
    schema: { type: 'object', additionalProperties: { type: 'string', minLength: 1, maxLength: MAX_HEADING } },
    text: jsonText,
    check(value, inspection): value is Record<string, string> {
      if (!isRecord(value)) {
        inspection.add('type', 'An object is due');
        return false;
      }
      const before = inspection.count;
      for (const [path, part] of Object.entries(value)) {
        const mark = inspection.kept;
        if (!memberValues.has(path)) inspection.add('unknown_property', 'A consignment has no such member');
        else if (heading.check(part, inspection)) judge(path, part, inspection);
        if (inspection.kept !== mark) inspection.under(mark, path);
      }
      return inspection.count === before;
    },
  };
}

const constants = byMember((path, value, inspection) => {
  if (memberValues.get(path)?.isWhole === true && !/^\d{1,9}$/.test(value)) inspection.add('type', 'A whole number is due');
});

const derived = byMember((path, value, inspection) => {
  if (!derivations.has(value)) inspection.add('unknown_code', say('One of {0}', [...derivations.keys()].join(', ')));
  else if (isOfLine(path)) inspection.add('mismatch', 'What follows from the lines is a member of the consignment');
});

/** Paths of the values that a column tells; empty if it tells none or is wrong. */
export function pathsOf({ member, convert }: Pick<ColumnRule, 'member' | 'convert'>): string[] {
  if (member === undefined) return [];
  const conversion = convert === undefined ? undefined : conversions.get(convert);
  if (conversion?.form !== 'parts') return [member];
  return conversion.writes.map((name) => `${member}.${name}`);
}

const convertsAMember: Rule = ({ member, convert }, inspection) => {
  const name = typeof convert === 'string' ? convert : undefined;
  const conversion = name === undefined ? undefined : conversions.get(name);
  if (convert !== undefined && conversion === undefined && name !== undefined) {
    inspection.add('unknown_code', say('One of {0}', [...conversions.keys()].join(', ')), 'convert');
  }
  if (convert !== undefined && member === undefined) inspection.add('required', 'This member is required', 'member');
  if (typeof member !== 'string') return;
  const paths = pathsOf(name === undefined ? { member } : { member, convert: name });
  if (!paths.every((path) => memberValues.has(path))) {
    const whole = conversion?.form === 'parts';
    inspection.add(
      'unknown_code',
      whole ? say('An object of a consignment that has the members {0}', conversion.writes.join(', ')) : 'A consignment has no such member',
      'member',
    );
  } else if (conversion?.form === 'with' && !isOfLine(member)) {
    inspection.add('mismatch', 'This conversion is for members of the goods', 'member');
  }
};

const column: Field<ColumnRule> = object(
  {
    heading: required(described(heading, 'Compared without letter case, outer and double spaces, and points at the end')),
    also: optional(described(list(heading, 20), 'Other headings that mean the same')),
    member: optional(described(text(100), 'In the words of the API, with dots; without it the column is kept as sent, unread')),
    convert: optional(described(text(50), 'Name of a conversion; without it the cell is the value')),
    isRequired: optional(described(flag, 'A file without this column is not of this layout')),
    isFallback: optional(described(flag, 'Speaks only if the columns before it left the member empty')),
    mayDiffer: optional(described(flag, 'Rows of a consignment may say different things: the first counts')),
  },
  [convertsAMember],
);

const columnsOf = (columns: unknown): Record<string, unknown>[] => (Array.isArray(columns) ? columns.filter(isRecord) : []);

const headingsOf = (rule: Record<string, unknown>): string[] =>
  [rule.heading, ...(Array.isArray(rule.also) ? rule.also : [])].filter((name) => typeof name === 'string');

const headingsDiffer: Rule = ({ columns }, inspection) => {
  const first = new Map<string, number>();
  for (const [index, rule] of columnsOf(columns).entries()) {
    for (const key of new Set(headingsOf(rule).map(headingKey))) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, index);
      else inspection.add('duplicate', say('Same value as {0}', `/columns/${earlier}/heading`), 'columns', index, 'heading');
    }
  }
};

const groupsByAColumn: Rule = ({ groupBy, columns }, inspection) => {
  if (typeof groupBy !== 'string') return;
  const key = headingKey(groupBy);
  if (!columnsOf(columns).some((rule) => headingsOf(rule).some((name) => headingKey(name) === key))) {
    inspection.add('unknown_code', 'No column has this heading', 'groupBy');
  }
};

const tellsWhatIsRequired: Rule = (mapping, inspection) => {
  const columns = columnsOf(mapping.columns).flatMap(({ member, convert }) =>
    typeof member === 'string' ? pathsOf(typeof convert === 'string' ? { member, convert } : { member }) : [],
  );
  const others = [mapping.constants, mapping.derived].flatMap((part) => (isRecord(part) ? Object.keys(part) : []));
  const told = new Set([...columns, ...others]);
  for (const path of requiredValues) {
    if (!told.has(path)) inspection.add('required', say('No column, constant or rule tells {0}', path), 'columns');
  }
};

export const mappingName = code({ pattern: /^[a-z0-9][a-z0-9-]*$/, max: 60, form: 'Small letters, digits and hyphens' });

export const mappingMembers = {
  name: required(mappingName),
  title: required(text(150)),
  groupBy: required(described(heading, 'The heading whose value the rows of one consignment share')),
  columns: required(list(column, MAX_COLUMNS)),
  constants: optional(described(constants, 'Values of members that no column tells')),
  derived: optional(described(derived, 'Members that follow from the goods lines, by the name of their rule')),
};

export const mappingRules: readonly Rule[] = [headingsDiffer, groupsByAColumn, tellsWhatIsRequired];

/** A mapping as people write it, save it and export it. */
export const mappingField: Field<ColumnMapping> = object(mappingMembers, mappingRules);
