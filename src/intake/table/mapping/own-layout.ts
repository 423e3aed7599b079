import type { ColumnMapping, ColumnRule } from '../../../domain/column-mapping.js';
import { type Member, memberValues, requiredValues } from './members.js';

/** How spreadsheets change a value of a kind when they save it; free text is taken as it is. */
function conversionOf({ isWhole, isDay, isDecimal, isCode }: Member): string | undefined {
  if (isWhole) return 'whole-number';
  if (isDay) return 'date';
  if (isDecimal) return 'decimal';
  return isCode ? 'trim' : undefined;
}

function columnOf(member: Member): ColumnRule {
  const convert = conversionOf(member);
  return {
    heading: member.path,
    member: member.path,
    ...(convert === undefined ? {} : { convert }),
    ...(requiredValues.includes(member.path) ? { isRequired: true } : {}),
  };
}

/** The layout of our own: one column a member, its heading the member's name with dots. It follows from the description of a manifest. */
export const ownLayout: ColumnMapping = {
  name: 'waybridge',
  title: 'Waybridge: members by their names',
  groupBy: 'houseWaybill',
  columns: [...memberValues.values()].map(columnOf),
};
