import { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts } from '../domain/flight-plan.js';
import { flightGaps } from './flight-gaps.js';
import { planFlight, RETOLD } from './plan-flight.js';
import { rulesOn } from './rule-set.js';

const known = { arrivesAt: '2026-11-22T18:50:00+03:00', aircraft: 'RA-64999' };
const judged = { rates: new ExchangeRates('2026-11-22', [{ currency: 'EUR', nominal: 1, rate: '92.4567' }]), rules: rulesOn('2026-11-22') };
const consignment = (houseWaybill: string): ConsignmentFacts => ({
  manifestKey: 1,
  sequence: 7,
  houseWaybill,
  destination: 'SVO',
  consigneeKind: 'individual',
  pieces: 1,
  grossWeightG: 432,
  volumeCm3: 0,
  lineValues: [{ amount: 35_00, currency: 'EUR' }],
});

describe('what a flight lacks', () => {
  it('is told, each by itself, and is a warning', () => {
    expect(flightGaps(known)).toEqual([]);
    expect(flightGaps({ ...known, arrivesAt: undefined }).map(({ detail, severity }) => [detail, severity])).toEqual([
      ['The flight has no time of arrival: papers that state one leave it out', 'warning'],
    ]);
    expect(flightGaps({ ...known, aircraft: undefined })).toHaveLength(1);
    expect(flightGaps({})).toHaveLength(2);
  });

  it('is told once, at the first consignment that flies, and keeps nothing on the ground', () => {
    const { findings, placements } = planFlight({ facts: [consignment('LP2'), consignment('LP1')], ...judged, flight: {} });
    expect(findings.map(({ houseWaybill, sequence, pointer }) => [houseWaybill, sequence, pointer])).toEqual([
      ['LP1', 7, ''],
      ['LP1', 7, ''],
    ]);
    expect(placements).toHaveLength(2);
    for (const { detail } of findings) expect(RETOLD).toContain(detail);
  });

  it('is not told of a flight that carries nothing', () => {
    expect(planFlight({ facts: [], ...judged, flight: {} }).findings).toEqual([]);
  });
});
