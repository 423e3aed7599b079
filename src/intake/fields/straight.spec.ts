import { manifestExample } from '../manifest.example.js';
import { consignmentField } from '../manifest.schema.js';
import { isRecord } from './field.js';
import { Inspection } from './inspection.js';

/** The example has every member that a consignment can have. */
const [ofIndividual] = manifestExample.consignments;
const ofFirm = {
  ...ofIndividual,
  consignee: {
    kind: 'company',
    name: 'ООО «Ромашка»',
    inn: '7707083893',
    kpp: '770701001',
    ogrn: '1027700132195',
    phone: '+74951234567',
    email: 'info@example.org',
    address: ofIndividual.consignee.address,
  },
};

const WRONG: readonly unknown[] = [undefined, null, 7, '', ' А', '☃', '漢字', 'Ж'.repeat(1_001), '0', '-1', [], {}, true];

/** A look at a consignment: whether it passes, and what of it is counted. */
function seen(look: (value: unknown, inspection: Inspection) => boolean, value: unknown) {
  const inspection = new Inspection('2026-11-22');
  const isGood = look(value, inspection) && inspection.count === 0;
  const { members, isOrdered } = inspection;
  return isGood ? { isGood, members, isOrdered } : { isGood };
}

const passes = consignmentField.passes ?? (() => false);
const bothWays = (value: unknown) => [seen(passes, value), seen(consignmentField.check, value)];

/** Copies of a value with something else in the place of each part of it, as JSON brings them. */
function* spoilt(value: unknown, path = ''): Generator<[path: string, value: unknown]> {
  for (const wrong of WRONG) yield [`${path} ${JSON.stringify(wrong)?.slice(0, 9)}`, wrong];
  if (Array.isArray(value)) for (const [at, item] of spoilt(value[0], `${path}/0`)) yield [at, [item]];
  if (!isRecord(value)) return;
  yield [`${path}/colour`, { ...value, colour: 'red' }];
  yield [`${path} backwards`, Object.fromEntries(Object.entries(value).reverse())];
  for (const [name, part] of Object.entries(value))
    for (const [at, other] of spoilt(part, `${path}/${name}`)) yield [at, { ...value, [name]: other }];
}

const namesIn = (schema: unknown): string[] =>
  Array.isArray(schema)
    ? schema.flatMap(namesIn)
    : isRecord(schema)
      ? [...(isRecord(schema.properties) ? Object.keys(schema.properties) : []), ...Object.values(schema).flatMap(namesIn)]
      : [];

describe('members written out', () => {
  it.each([
    ['an individual', ofIndividual],
    ['a firm', ofFirm],
  ])('says of a consignment to %s what the check says, whatever part of it is wrong', (_, consignment) => {
    expect(bothWays(consignment)).toEqual(Array(2).fill({ isGood: true, members: expect.any(Number), isOrdered: true }));
    let faults = 0;
    for (const [at, value] of spoilt(consignment)) {
      const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
      const [straight, checked] = bothWays(json);
      expect([at, straight]).toEqual([at, checked]);
      if (!checked.isGood) faults += 1;
    }
    expect(faults).toBeGreaterThan(400);
  });

  it('is held against every member of the description', () => {
    const tried = new Set(namesIn(consignmentField.schema));
    for (const path of [...spoilt(ofIndividual), ...spoilt(ofFirm)].map(([at]) => at.split(' ')[0]))
      tried.delete(path.split('/').at(-1) ?? '');
    expect([...tried]).toEqual([]);
  });
});
