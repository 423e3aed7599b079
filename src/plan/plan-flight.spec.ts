import { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts, EarlierPlace, FlightPlan } from '../domain/flight-plan.js';
import { planFlight } from './plan-flight.js';
import { rulesOn } from './rule-set.js';

const rules = rulesOn('2026-11-22');
const rates = new ExchangeRates('2026-11-22', [
  { currency: 'EUR', nominal: 1, rate: '92.4567' },
  { currency: 'CNY', nominal: 10, rate: '112.3450' },
]);

/** `count` consignments with `lines` goods lines each; house waybills number on from `first`. */
function facts(count: number, lines: number, more: Partial<ConsignmentFacts> = {}, first = 1): ConsignmentFacts[] {
  return Array.from({ length: count }, (_, index) => ({
    manifestKey: 1,
    sequence: index,
    houseWaybill: `LP${String(first + index).padStart(14, '0')}`,
    destination: 'SVO',
    consigneeKind: 'individual',
    pieces: 1,
    grossWeightG: 432,
    volumeCm3: 2_304,
    lineValues: Array.from({ length: lines }, () => ({ amount: 35_00, currency: 'CNY' })),
    ...more,
  }));
}

/** Where a plan put each consignment, as the store hands it to the next plan. */
function placesOf(plan: FlightPlan): Map<string, EarlierPlace> {
  return new Map(
    plan.placements.map(({ declaration, facts: { houseWaybill } }) => {
      const { slot, waybill } = plan.declarations[declaration];
      return [houseWaybill, { declarationSlot: slot, waybillSlot: plan.waybills[waybill].slot }];
    }),
  );
}

const sizes = (plan: FlightPlan): string[] =>
  plan.declarations.map(({ slot, houseWaybills, goodsItems }) => `${slot} ${houseWaybills}/${goodsItems}`);

describe('splitting a flight into declarations, customs-rules 1.2', () => {
  it.each([
    ['S1', facts(500, 1), ['SVO-1-P1 500/500']],
    ['S2', facts(501, 1), ['SVO-1-P1 500/500', 'SVO-1-P2 1/1']],
    ['S3', facts(500, 2), ['SVO-1-P1 499/998', 'SVO-1-P2 1/2']],
    ['S4', facts(333, 3), ['SVO-1-P1 333/999']],
    [
      'S5',
      [...facts(700, 1), ...facts(500, 1, { consigneeKind: 'company' }, 701)],
      ['SVO-1-P1 500/500', 'SVO-1-P2 200/200', 'SVO-1-D1 500/500'],
    ],
    ['S6', [...facts(300, 1), ...facts(100, 1, { destination: 'SVX' }, 301)], ['SVO-1-P1 300/300', 'SVX-1-P1 100/100']],
  ])('%s', (_name, consignments, expected) => {
    expect(sizes(planFlight({ facts: consignments, rates, rules }))).toEqual(expected);
  });

  it('numbers ordinals and goods lines through each declaration', () => {
    const plan = planFlight({ facts: facts(500, 2), rates, rules });
    const at = (index: number) => [plan.placements[index].ordinal, plan.placements[index].firstGoodsNumeric];
    expect([at(0), at(1), at(498), at(499)]).toEqual([
      [1, 1],
      [2, 3],
      [499, 997],
      [1, 1],
    ]);
  });

  it('does not tear a bag between two declarations', () => {
    const consignments = [...facts(490, 1, { bag: 'A' }), ...facts(20, 1, { bag: 'B' }, 491), ...facts(10, 1, { bag: 'C' }, 511)];
    const plan = planFlight({ facts: consignments, rates, rules });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 20/20']);
    expect(new Set(plan.placements.filter(({ declaration }) => declaration === 0).map(({ facts: { bag } }) => bag))).toEqual(
      new Set(['A', 'C']),
    );
  });

  it('tears a bag that alone exceeds a limit', () => {
    expect(sizes(planFlight({ facts: facts(501, 1, { bag: 'A' }), rates, rules }))).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 1/1']);
  });

  it('holds what fits in no declaration by itself', () => {
    const plan = planFlight({ facts: [...facts(1, 1_000), ...facts(1, 1, {}, 2)], rates, rules });
    expect(plan.findings).toMatchObject([{ houseWaybill: 'LP00000000000001', pointer: '/goods', code: 'max_items' }]);
    expect(sizes(plan)).toEqual(['SVO-1-P1 1/1']);
  });
});

describe('choosing the declaration, customs-rules 1.1', () => {
  /** 92 456.70 roubles are 1000.00 EUR; half a hundredth of a euro is 46.2 kopecks. */
  const firm = (amount: number) => facts(1, 0, { consigneeKind: 'company', lineValues: [{ amount, currency: 'RUB' }] });

  it('puts a firm into a ДТЭГ up to exactly 1000 EUR', () => {
    expect(sizes(planFlight({ facts: firm(92_456_70), rates, rules }))).toEqual(['SVO-1-D1 1/1']);
  });

  it('asks for a full declaration above it', () => {
    const plan = planFlight({ facts: firm(92_457_63), rates, rules });
    expect(plan.declarations).toEqual([]);
    expect(plan.waybills).toEqual([]);
    expect(plan.findings).toMatchObject([{ houseWaybill: 'LP00000000000001', code: 'needs-full-declaration' }]);
  });

  it('puts an individual into a ПТДЭГ whatever the value', () => {
    const plan = planFlight({ facts: facts(1, 0, { lineValues: [{ amount: 500_000_00, currency: 'RUB' }] }), rates, rules });
    expect(plan.declarations).toMatchObject([{ slot: 'SVO-1-P1', kind: 'ptdeg', valueKopecks: 500_000_00 }]);
  });

  it('says which rate is missing', () => {
    const yen = facts(1, 0, { lineValues: [{ amount: 1_00, currency: 'JPY' }] });
    expect(() => planFlight({ facts: yen, rates, rules })).toThrow('No rate of JPY for 2026-11-22');
  });
});

describe('master waybills', () => {
  it('counts a bag as one piece, loose consignments by their own pieces', () => {
    const plan = planFlight({
      facts: [
        ...facts(30, 1, { bag: 'A', pieces: 2 }),
        ...facts(20, 1, { bag: 'B', consigneeKind: 'company' }, 31),
        ...facts(1, 1, { pieces: 3 }, 51),
      ],
      rates,
      rules,
    });
    expect(plan.waybills).toEqual([
      {
        slot: 'SVO-1',
        destination: 'SVO',
        pieces: 5,
        consignments: 51,
        consignmentPieces: 83,
        grossWeightG: 51 * 432,
        volumeCm3: 51 * 2_304,
        // 22.032 kg gross, 19.584 kg by volume
        chargeableHalfKg: 45,
      },
    ]);
  });

  it.each([
    ['consignments', { maxConsignments: 50 }],
    ['consignment pieces', { maxConsignmentPieces: 50 }],
    ['pieces', { maxPieces: 2 }],
    ['gross weight', { maxGrossWeightKg: 22 }],
  ])('begins a new one when the cap on %s is reached, bags whole', (_name, caps) => {
    const bags = ['A', 'B', 'C'].flatMap((bag, index) => facts(20, 1, { bag }, 20 * index));
    const plan = planFlight({ facts: bags, rates, rules: rulesOn('2026-11-22', { caps }) });
    expect(plan.waybills.map(({ slot, pieces, consignments }) => [slot, pieces, consignments])).toEqual([
      ['SVO-1', 2, 40],
      ['SVO-2', 1, 20],
    ]);
  });

  it('orders bags and house waybills by bytes', () => {
    const consignments = ['b', 'Z', 'a', 'B'].map((bag, index) => facts(1, 1, { bag }, index)[0]);
    const plan = planFlight({ facts: consignments, rates, rules });
    expect(plan.placements.map(({ facts: { bag } }) => bag)).toEqual(['B', 'Z', 'a', 'b']);
  });
});

describe('planning again', () => {
  const two = [...facts(500, 1), ...facts(100, 1, {}, 501)];
  const first = planFlight({ facts: two, rates, rules });
  const earlier = placesOf(first);
  const usedSlots = ['SVO-1', 'SVO-1-P1', 'SVO-1-P2'];

  it('fills the room that removed consignments leave, before a new declaration', () => {
    const amended = [...two.slice(1), ...facts(1, 1, {}, 601)];
    const plan = planFlight({ facts: amended, rates, rules, earlier, usedSlots });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 100/100']);
    expect(placesOf(plan).get('LP00000000000601')?.declarationSlot).toBe('SVO-1-P1');
  });

  it('never gives a running number twice', () => {
    const rest = two.slice(0, 500);
    const plan = planFlight({ facts: [...rest, ...facts(1, 1, {}, 601)], rates, rules, earlier: placesOf(first), usedSlots });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P3 1/1']);
    const later = planFlight({ facts: facts(1, 1, { destination: 'SVX' }), rates, rules, usedSlots: ['SVX-7', 'SVX-7-P3'] });
    expect(sizes(later)).toEqual(['SVX-8-P1 1/1']);
  });

  it('moves what has another airport or another kind of consignee now', () => {
    const [a, b, ...rest] = two;
    const moved = [{ ...a, destination: 'KJA' }, { ...b, consigneeKind: 'company' as const }, ...rest];
    const places = placesOf(planFlight({ facts: moved, rates, rules, earlier, usedSlots }));
    expect(places.get(a.houseWaybill)).toEqual({ waybillSlot: 'KJA-1', declarationSlot: 'KJA-1-P1' });
    expect(places.get(b.houseWaybill)).toEqual({ waybillSlot: 'SVO-1', declarationSlot: 'SVO-1-D1' });
    for (const { houseWaybill } of rest) expect(places.get(houseWaybill)).toEqual(earlier.get(houseWaybill));
  });

  it('takes a consignment along to the place of its new bag', () => {
    const bags = ['A', 'B'].flatMap((bag, index) => facts(300, 1, { bag }, 300 * index));
    const places = placesOf(planFlight({ facts: bags, rates, rules }));
    const [moving, ...staying] = bags;
    const plan = planFlight({ facts: [{ ...moving, bag: 'B' }, ...staying], rates, rules, earlier: places });
    expect(sizes(plan)).toEqual(['SVO-1-P1 299/299', 'SVO-1-P2 301/301']);
    expect(placesOf(plan).get(moving.houseWaybill)?.declarationSlot).toBe('SVO-1-P2');
  });

  it('moves the bag that has outgrown its declaration, not its neighbours', () => {
    const bags = ['A', 'B', 'C'].flatMap((bag, index) => facts(250, 1, { bag }, 1_000 * index));
    const places = placesOf(planFlight({ facts: bags, rates, rules }));
    const grown = [...bags, ...facts(1, 1, { bag: 'A' }, 500)];
    const after = placesOf(planFlight({ facts: grown, rates, rules, earlier: places }));
    const moved = grown.filter(
      ({ houseWaybill }) => after.get(houseWaybill)?.declarationSlot !== places.get(houseWaybill)?.declarationSlot,
    );
    expect(new Set(moved.map(({ bag }) => bag))).toEqual(new Set(['A']));
  });

  it('keeps a bag that grew beyond every limit where most of it was', () => {
    const places = placesOf(planFlight({ facts: facts(490, 1, { bag: 'A' }), rates, rules }));
    const plan = planFlight({ facts: facts(520, 1, { bag: 'A' }), rates, rules, earlier: places });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 20/20']);
    for (const [houseWaybill, place] of places) expect(placesOf(plan).get(houseWaybill)).toEqual(place);
  });
});
