import { consignment, RATES, TODAY } from '../../../test/fixtures/judged.js';
import { changed } from '../../../test/flow/manifest.js';
import type { BarredGoods } from '../../domain/trade-lists.js';
import { readManifest } from '../read-manifest.js';
import { ConsignmentCheck } from './check-consignment.js';
import { tradeRules } from './trade-rules.js';

const row = (prefix: string, severity: BarredGoods['severity']): BarredGoods => ({
  prefix,
  exceptions: [],
  applies: 'postal',
  finding: 'barred_goods',
  severity,
  reason: 'почта',
});
const trade = tradeRules({ 'barred-goods': [row('9201', 'error'), row('9202', 'hold')] }, { today: TODAY, rates: RATES });

const postal = ['/houseWaybill', '/bag'].reduce(
  (value, member) => changed(value, member, member === '/bag' ? 'CNCANARUMOWAAUN60123001190215' : 'RB473124829CN'),
  consignment,
);
const withCode = (code: string): unknown => changed(postal, '/goods/0/commodityCode', code);

describe('C10 where the channel is told behind the consignments', () => {
  it.each([
    ['9201000000', ['error barred_goods']],
    ['9202000000', ['hold barred_goods']],
    ['9203000000', []],
  ])('%s is judged as where it is told before', (code, expected) => {
    const check = new ConsignmentCheck({ today: TODAY, trade });
    const told = ({ severity = 'error', code: found }: { severity?: string; code: string }) => `${severity} ${found}`;
    expect(check.check(withCode(code), '', 'postal').findings.map(told)).toEqual(expected);
    const { consignment: good, brokenBits } = check.check(withCode(code), '', undefined);
    expect(good).toBeDefined();
    expect(check.channelRules.findings(brokenBits, 'postal', '').map(told)).toEqual(expected);
    expect(check.channelRules.findings(brokenBits, 'express', '').map(told)).not.toEqual(expect.arrayContaining(['error barred_goods']));
  });

  it('is told of the consignment, by a reader that learns it late', async () => {
    async function* body() {
      const { manifestId, revision, flight } = head;
      yield Buffer.from(JSON.stringify({ consignments: [withCode('9201000000')], manifestId, revision, flight, channel: 'postal' }));
    }
    const reader = readManifest(body(), { format: 'json', today: TODAY, trade });
    for await (const _ of reader) void _;
    expect([...reader.late()]).toMatchObject([{ index: 0, findings: [{ pointer: '/consignments/0/goods', code: 'barred_goods' }] }]);
    expect(reader.findings.list).toMatchObject([{ pointer: '/consignments/0/goods', code: 'barred_goods' }]);
  });
});

const head = {
  manifestId: 'M-1',
  revision: 1,
  flight: { carrier: '4B', number: '8101', date: TODAY, origin: 'HGH', destination: 'SVO' },
};
