import { consignments } from '../../../scripts/make-sample.mjs';
import { TODAY } from '../../../test/fixtures/judged.js';
import { changed } from '../../../test/flow/manifest.js';
import { manifestExample } from '../manifest.example.js';
import { ConsignmentCheck } from './check-consignment.js';
import { tradeRules } from './trade-rules.js';

const check = new ConsignmentCheck({ today: TODAY, trade: tradeRules({}, { today: TODAY }) });
const [example] = manifestExample.consignments;

/** Places of a value, as pointers. */
function places(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([name, part]) => places(part, `${pointer}/${name}`))];
}

describe('the rules of the trade', () => {
  it('hold none of the sample: its goods, people and addresses are those of every day', () => {
    for (const item of consignments(3_000, { seed: 3 })) {
      const { findings, consignment } = check.check(JSON.parse(JSON.stringify(item)), '', 'express');
      expect(consignment).toBeDefined();
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });

  it('say nothing without lists, which are judged by form alone', () => {
    const formAlone = new ConsignmentCheck({ today: TODAY });
    expect(formAlone.check(changed(example, '/goods/0/description', 'gift'), '', 'express').findings).toEqual([]);
  });

  const wrongs: readonly [unknown][] = [[null], [5], [true], [''], ['x'], [[]], [[[]]], [{}], [{ constructor: 1 }], [-1e300], [['\u0000']]];

  it.each(wrongs)('bear %j in every place', (wrong) => {
    for (const place of places(example)) {
      for (const channel of ['express', 'postal', undefined] as const) {
        const { findings, findingCount } = check.check(changed(example, place, wrong), '', channel);
        expect(findings.length).toBeLessThanOrEqual(findingCount);
      }
    }
  });

  it('tell all faults at once, in document order', () => {
    const faulty = {
      ...example,
      houseWaybill: 'RB473124828CN',
      consignee: { ...example.consignee, lastName: 'Ivanova', inn: '500100732258' },
      goods: [{ ...example.goods[0], description: 'подарок', commodityCode: '7700000000', unit: '1' }],
    };
    expect(check.check(faulty, '', 'express').findings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'item_number /houseWaybill',
      'name_script /consignee/lastName',
      'inn_checksum /consignee/inn',
      'passport_year /consignee/identityDocument/series',
      'description_vague /goods/0/description',
      'unknown_code /goods/0/commodityCode',
      'format /goods/0/unit',
    ]);
  });
});
