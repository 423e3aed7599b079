import { readFileSync } from 'node:fs';
import { consignments, manifestHead, manifestText } from '../scripts/make-sample.mjs';
import { planFile } from '../src/cli/plan-file.js';
import { readFlight } from '../src/cli/read-flight.js';
import { readDestinations, readRates, readTariffs } from '../src/cli/settings-files.js';
import { ExchangeRates } from '../src/domain/exchange-rates.js';
import { hundredths } from '../src/domain/units.js';
import { readManifest } from '../src/intake/read-manifest.js';

const rates = new ExchangeRates('2026-11-22', JSON.parse(readFileSync('samples/exchange-rates.json', 'utf8')).rates);

describe('the sample flight', () => {
  const items = [...consignments(1_600)];

  it('is what its generator makes', () => {
    const text = [...manifestText(manifestHead({ date: '2026-11-22' }), items)].join('');
    expect(readFileSync('samples/manifest.json', 'utf8') === text).toBe(true);
  });

  it('has no faults', async () => {
    const bytes = readFileSync('samples/manifest.json');
    const reader = readManifest(
      (async function* () {
        yield bytes;
      })(),
      { format: 'json', today: '2026-11-22' },
    );
    let count = 0;
    for await (const batch of reader) count += batch.length;
    expect(reader.findings.list).toEqual([]);
    expect([count, reader.head.head?.flight.number]).toEqual([1_600, '8101']);
  });

  it('is planned whole: nothing is held, and nothing lacks', async () => {
    const { head, rows } = await readFlight('samples/manifest.json', { today: '2026-11-22', requireIdentity: true });
    const run = { album: '5.27.0', rates: { date: '2026-11-22', rates: readRates() }, destinations: readDestinations(undefined) };
    const terms = { createdAt: '2026-11-22T12:00:00+03:00', stock: { prefix: '210', from: 1_002_003, to: 1_012_002 } };
    if (head === undefined) throw new Error('the sample has no head');
    const { findings, waybills } = planFile(head.flight, rows, run, { ...terms, tariffs: await readTariffs() });
    expect(findings).toEqual([]);
    expect(waybills.reduce((sum, { consignments }) => sum + consignments, 0)).toBe(1_600);
  });

  it('names its day in the first line only', () => {
    const [head, ...rest] = readFileSync('samples/manifest.json', 'utf8').split('\n');
    expect(head.match(/2026-11-22/g)).toHaveLength(4);
    expect(rest.some((line) => line.includes('2026-11-22'))).toBe(false);
  });

  it('has what a flight has: three airports, firms, bags and loose pieces, goods above the free norm', () => {
    const euros = (item: (typeof items)[number]) =>
      rates.fromKopecks(
        item.goods.reduce((sum, { value }) => sum + rates.kopecks(hundredths(value.amount), value.currency), 0),
        'EUR',
      );
    const firms = items.filter(({ consignee }) => consignee.kind === 'company');
    const people = items.filter(({ consignee }) => consignee.kind === 'individual');
    expect(new Set(items.map(({ destination }) => destination))).toEqual(new Set(['SVO', 'SVX', 'KJA']));
    expect(firms.length / items.length).toBeCloseTo(0.08, 1);
    expect(firms.every((item) => euros(item) <= 1_000_00)).toBe(true);
    expect(people.filter((item) => euros(item) > 200_00).length).toBeGreaterThan(20);
    expect(people.some(({ grossWeightKg }) => Number(grossWeightKg) > 31)).toBe(true);
    expect(items.filter(({ bag }) => bag === undefined).length).toBeGreaterThan(10);
    expect(new Set(items.flatMap(({ goods }) => goods.map(({ commodityCode }) => commodityCode))).size).toBeGreaterThan(60);
  });

  it('shares no house waybill with a flight that begins at another number', () => {
    const numbers = new Set(items.map(({ houseWaybill }) => houseWaybill));
    expect([...consignments(1_600, { seed: 2, first: 675_043_231 + 1_600 })].some(({ houseWaybill }) => numbers.has(houseWaybill))).toBe(
      false,
    );
    expect(numbers.size).toBe(1_600);
  });
});
