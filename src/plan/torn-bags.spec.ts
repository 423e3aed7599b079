import { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts } from '../domain/flight-plan.js';
import { planFlight } from './plan-flight.js';
import { rulesOn } from './rule-set.js';
import { tornBags } from './torn-bags.js';

const judged = { rates: new ExchangeRates('2026-11-22', [{ currency: 'EUR', nominal: 1, rate: '92.4567' }]), rules: rulesOn('2026-11-22') };

const flown = (...rows: [bag: string | undefined, destination: string][]): ConsignmentFacts[] =>
  rows.map(([bag, destination], sequence) => ({
    manifestKey: 1,
    sequence,
    houseWaybill: `LP${sequence}`,
    bag,
    destination,
    consigneeKind: 'individual',
    pieces: 1,
    grossWeightG: 432,
    volumeCm3: 0,
    lineValues: [{ amount: 35_00, currency: 'EUR' }],
  }));

describe('a bag with goods for several airports', () => {
  it('is held with all that is in it, and the finding names the airports', () => {
    const { findings, placements, waybills } = planFlight({
      facts: flown(['A', 'SVX'], ['A', 'SVO'], ['A', 'SVO'], ['B', 'SVO'], [undefined, 'SVX'], [undefined, 'KJA']),
      ...judged,
    });
    expect(findings.map(({ houseWaybill, pointer, code, severity, values }) => [houseWaybill, pointer, code, severity, values])).toEqual(
      ['LP0', 'LP1', 'LP2'].map((houseWaybill) => [houseWaybill, '/bag', 'duplicate', 'hold', ['SVO', 'SVX']]),
    );
    expect(placements.map(({ facts }) => facts.houseWaybill).sort()).toEqual(['LP3', 'LP4', 'LP5']);
    expect(waybills.map(({ destination, pieces }) => [destination, pieces])).toEqual([
      ['KJA', 1],
      ['SVO', 1],
      ['SVX', 1],
    ]);
  });

  it('may name more than two', () => {
    const { findings } = planFlight({ facts: flown(['A', 'SVX'], ['A', 'SVO'], ['A', 'KJA']), ...judged });
    expect(findings[0].values).toEqual(['KJA, SVO', 'SVX']);
  });

  it('is none where a bag goes to one airport', () => {
    expect(tornBags(flown(['A', 'SVO'], ['A', 'SVO'], [undefined, 'SVO'], [undefined, 'SVX'])).size).toBe(0);
  });
});
