import { Inspection } from '../../fields/inspection.js';
import { builtInMappings } from '../built-in-mappings.js';
import { mappingField } from './mapping.schema.js';
import { consignmentMembers, memberValues, requiredValues } from './members.js';

const [own, registerA] = builtInMappings;

/** What is found in a mapping, as `code pointer`. */
function found(mapping: unknown): string[] {
  const inspection = new Inspection('2026-11-22');
  mappingField.check(mapping, inspection);
  return inspection.finish().map(({ code, pointer }) => `${code} ${pointer}`);
}

const column = (change: Record<string, unknown>): unknown => ({
  ...registerA,
  columns: [...registerA.columns, { heading: 'Новый', ...change }],
});
const LAST = `/columns/${registerA.columns.length}`;

describe('mappings that are built in', () => {
  it('are our own and one for each partner', () => {
    expect(builtInMappings.map(({ name }) => name)).toEqual(['waybridge', 'register-a', 'register-b']);
    expect(builtInMappings.map(({ columns }) => columns.length)).toEqual([memberValues.size, 45, 36]);
  });

  it.each(builtInMappings.map((mapping) => [mapping.name, mapping]))('%s is well formed, also once it was exported', (_, mapping) => {
    expect(found(JSON.parse(JSON.stringify(mapping)))).toEqual([]);
  });

  it('have in our own layout every member of a consignment', () => {
    expect(own.columns.map(({ heading }) => heading)).toContain('dimensionsCm.length');
    expect(own.columns.find(({ heading }) => heading === 'consignee.birthDate')?.convert).toBe('date');
    expect(own.columns.find(({ heading }) => heading === 'goods.value.amount')?.convert).toBe('decimal');
    expect(own.columns.find(({ heading }) => heading === 'pieces')?.convert).toBe('whole-number');
    expect(own.columns.find(({ heading }) => heading === 'goods.description')?.convert).toBeUndefined();
    expect(requiredValues).toContain('consignee.address.city');
    expect(requiredValues).not.toContain('consignee.lastName');
  });
});

it('members of both kinds of consignee stand in one order', () => {
  const consignee = consignmentMembers.find(({ name }) => name === 'consignee');
  expect(consignee?.members.map(({ name }) => name)).toEqual([
    'kind',
    'name',
    'lastName',
    'firstName',
    'middleName',
    'inn',
    'kpp',
    'ogrn',
    'birthDate',
    'identityDocument',
    'phone',
    'email',
    'address',
  ]);
});

describe('a mapping', () => {
  it.each([
    ['a member that is none', column({ member: 'goods.colour' }), [`unknown_code ${LAST}/member`]],
    ['an object without a conversion', column({ member: 'consignee' }), [`unknown_code ${LAST}/member`]],
    ['a conversion that is none', column({ member: 'bag', convert: 'guess' }), [`unknown_code ${LAST}/convert`]],
    ['a conversion of nothing', column({ convert: 'trim' }), [`required ${LAST}/member`]],
    ['parts that the object lacks', column({ member: 'consignor', convert: 'full-name' }), [`unknown_code ${LAST}/member`]],
    ['a price of the consignment', column({ member: 'grossWeightKg', convert: 'unit-price' }), [`mismatch ${LAST}/member`]],
    ['an unknown property', column({ width: 3 }), [`unknown_property ${LAST}/width`]],
    ['a flag that is none', column({ isRequired: 'yes' }), [`type ${LAST}/isRequired`]],
    ['a heading twice', column({ heading: 'шк.' }), [`duplicate ${LAST}/heading`]],
    ['a heading twice in other words', column({ also: ['НОМЕРПАСПОРТА'] }), [`duplicate ${LAST}/heading`]],
    ['no column to group by', { ...registerA, groupBy: 'Трек' }, ['unknown_code /groupBy']],
    ['a constant of no member', { ...registerA, constants: { ...registerA.constants, x: '1' } }, ['unknown_property /constants/x']],
    ['a constant that is no number', { ...registerA, constants: { ...registerA.constants, pieces: 'one' } }, ['type /constants/pieces']],
    ['a rule that is none', { ...registerA, derived: { grossWeightKg: 'guess' } }, ['unknown_code /derived/grossWeightKg']],
    ['a name with blanks', { ...registerA, name: 'my mapping' }, ['format /name']],
    ['no columns', { ...registerA, columns: [] }, expect.arrayContaining(['min_items /columns', 'unknown_code /groupBy'])],
    ['what is required told by nothing', { ...registerA, derived: {} }, ['required /columns']],
    ['no object', [], ['type ']],
  ])('may not have %s', (_, mapping, faults) => expect(found(mapping)).toEqual(faults));

  it('may keep a column unread', () => expect(found(column({}))).toEqual([]));
});
