import { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts, EarlierPlace, FlightPlan, LineGoods } from '../domain/flight-plan.js';
import { planFlight } from './plan-flight.js';
import { rulesOn } from './rule-set.js';

const rules = rulesOn('2026-11-22');
const rates = new ExchangeRates('2026-11-22', [
  { currency: 'EUR', nominal: 1, rate: '92.4567' },
  { currency: 'CNY', nominal: 10, rate: '112.3450' },
]);

const tariffs = [{ prefix: '39', duty: { percentHundredths: 6_50 }, vatHundredths: 22_00, from: '2026-01-01', source: 'invented' }];
const judged = { rates, rules, tariffs };

/** Goods of a line, all of one commodity code. */
const phoneCase: LineGoods = { commodityCode: '3926909709', quantity: '1', unit: '796', grossWeightG: 432 };

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
    lineGoods: Array.from({ length: Math.max(1, lines) }, () => phoneCase),
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
    expect(sizes(planFlight({ facts: consignments, ...judged }))).toEqual(expected);
  });

  it('numbers ordinals and goods lines through each declaration', () => {
    const plan = planFlight({ facts: facts(500, 2), ...judged });
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
    const plan = planFlight({ facts: consignments, ...judged });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 20/20']);
    expect(new Set(plan.placements.filter(({ declaration }) => declaration === 0).map(({ facts: { bag } }) => bag))).toEqual(
      new Set(['A', 'C']),
    );
  });

  it('tears a bag that alone exceeds a limit', () => {
    expect(sizes(planFlight({ facts: facts(501, 1, { bag: 'A' }), ...judged }))).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 1/1']);
  });

  it('holds what fits in no declaration by itself', () => {
    const plan = planFlight({ facts: [...facts(1, 1_000), ...facts(1, 1, {}, 2)], ...judged });
    expect(plan.findings).toMatchObject([{ houseWaybill: 'LP00000000000001', pointer: '/goods', code: 'max_items' }]);
    expect(sizes(plan)).toEqual(['SVO-1-P1 1/1']);
  });
});

describe('choosing the declaration, customs-rules 1.1', () => {
  /** 92 456.70 roubles are 1000.00 EUR; half a hundredth of a euro is 46.2 kopecks. */
  const firm = (amount: number) => facts(1, 0, { consigneeKind: 'company', lineValues: [{ amount, currency: 'RUB' }] });

  it('puts a firm into a ДТЭГ up to exactly 1000 EUR', () => {
    expect(sizes(planFlight({ facts: firm(92_456_70), ...judged }))).toEqual(['SVO-1-D1 1/1']);
  });

  it('asks for a full declaration above it', () => {
    const plan = planFlight({ facts: firm(92_457_63), ...judged });
    expect(plan.declarations).toEqual([]);
    expect(plan.waybills).toEqual([]);
    expect(plan.findings).toMatchObject([{ houseWaybill: 'LP00000000000001', code: 'needs-full-declaration' }]);
  });

  it('puts an individual into a ПТДЭГ whatever the value', () => {
    const plan = planFlight({ facts: facts(1, 0, { lineValues: [{ amount: 500_000_00, currency: 'RUB' }] }), ...judged });
    expect(plan.declarations).toMatchObject([{ slot: 'SVO-1-P1', kind: 'ptdeg', valueKopecks: 500_000_00 }]);
  });

  it('holds goods that no tariff has, at each line, and guesses nothing', () => {
    const { lineGoods } = firm(1_00)[0];
    const unknown = { ...phoneCase, commodityCode: '9999999999' };
    const two = [
      { amount: 1_00, currency: 'RUB' },
      { amount: 1_00, currency: 'RUB' },
      { amount: 1_00, currency: 'RUB' },
    ];
    const goods = [unknown, ...(lineGoods ?? []), unknown];
    const plan = planFlight({ facts: facts(1, 0, { consigneeKind: 'company', lineValues: two, lineGoods: goods }), ...judged });
    expect(plan.placements).toEqual([]);
    expect(plan.findings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['tariff-unknown', '/goods/0/commodityCode'],
      ['tariff-unknown', '/goods/2/commodityCode'],
    ]);
  });

  it('needs no tariff for an individual', () => {
    expect(sizes(planFlight({ facts: facts(1, 1), ...judged, tariffs: [] }))).toEqual(['SVO-1-P1 1/1']);
  });

  it('holds what another flight has declared, and names that flight', () => {
    const declaredElsewhere = new Map([['LP00000000000002', '4B8101-20261121-HGH']]);
    const plan = planFlight({ facts: facts(3, 1), ...judged, declaredElsewhere });
    expect(sizes(plan)).toEqual(['SVO-1-P1 2/2']);
    expect(plan.findings).toMatchObject([{ houseWaybill: 'LP00000000000002', code: 'duplicate', values: ['4B8101-20261121-HGH'] }]);
  });

  it('says which rate is missing', () => {
    const yen = facts(1, 0, { lineValues: [{ amount: 1_00, currency: 'JPY' }] });
    expect(() => planFlight({ facts: yen, ...judged })).toThrow('No rate of JPY for 2026-11-22');
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
      ...judged,
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
    ['volume', { maxVolumeM3: 0.1 }],
  ])('begins a new one when the cap on %s is reached, bags whole', (_name, caps) => {
    const bags = ['A', 'B', 'C'].flatMap((bag, index) => facts(20, 1, { bag }, 20 * index));
    const plan = planFlight({ facts: bags, ...judged, rules: rulesOn('2026-11-22', { caps }) });
    expect(plan.waybills.map(({ slot, pieces, consignments }) => [slot, pieces, consignments])).toEqual([
      ['SVO-1', 2, 40],
      ['SVO-2', 1, 20],
    ]);
  });

  it('orders bags and house waybills by bytes', () => {
    const consignments = ['b', 'Z', 'a', 'B'].map((bag, index) => facts(1, 1, { bag }, index)[0]);
    const plan = planFlight({ facts: consignments, ...judged });
    expect(plan.placements.map(({ facts: { bag } }) => bag)).toEqual(['B', 'Z', 'a', 'b']);
  });
});

describe('planning again', () => {
  const two = [...facts(500, 1), ...facts(100, 1, {}, 501)];
  const first = planFlight({ facts: two, ...judged });
  const earlier = placesOf(first);
  const usedSlots = ['SVO-1', 'SVO-1-P1', 'SVO-1-P2'];

  it('fills the room that removed consignments leave, before a new declaration', () => {
    const amended = [...two.slice(1), ...facts(1, 1, {}, 601)];
    const plan = planFlight({ facts: amended, ...judged, earlier, usedSlots });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 100/100']);
    expect(placesOf(plan).get('LP00000000000601')?.declarationSlot).toBe('SVO-1-P1');
  });

  it('never gives a running number twice', () => {
    const rest = two.slice(0, 500);
    const plan = planFlight({ facts: [...rest, ...facts(1, 1, {}, 601)], ...judged, earlier: placesOf(first), usedSlots });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P3 1/1']);
    const later = planFlight({ facts: facts(1, 1, { destination: 'SVX' }), ...judged, usedSlots: ['SVX-7', 'SVX-7-P3'] });
    expect(sizes(later)).toEqual(['SVX-8-P1 1/1']);
  });

  it('moves what has another airport or another kind of consignee now', () => {
    const [a, b, ...rest] = two;
    const moved = [{ ...a, destination: 'KJA' }, { ...b, consigneeKind: 'company' as const }, ...rest];
    const places = placesOf(planFlight({ facts: moved, ...judged, earlier, usedSlots }));
    expect(places.get(a.houseWaybill)).toEqual({ waybillSlot: 'KJA-1', declarationSlot: 'KJA-1-P1' });
    expect(places.get(b.houseWaybill)).toEqual({ waybillSlot: 'SVO-1', declarationSlot: 'SVO-1-D1' });
    for (const { houseWaybill } of rest) expect(places.get(houseWaybill)).toEqual(earlier.get(houseWaybill));
  });

  it('takes a consignment along to the place of its new bag', () => {
    const bags = ['A', 'B'].flatMap((bag, index) => facts(300, 1, { bag }, 300 * index));
    const places = placesOf(planFlight({ facts: bags, ...judged }));
    const [moving, ...staying] = bags;
    const plan = planFlight({ facts: [{ ...moving, bag: 'B' }, ...staying], ...judged, earlier: places });
    expect(sizes(plan)).toEqual(['SVO-1-P1 299/299', 'SVO-1-P2 301/301']);
    expect(placesOf(plan).get(moving.houseWaybill)?.declarationSlot).toBe('SVO-1-P2');
  });

  it('moves the bag that has outgrown its declaration, not its neighbours', () => {
    const bags = ['A', 'B', 'C'].flatMap((bag, index) => facts(250, 1, { bag }, 1_000 * index));
    const places = placesOf(planFlight({ facts: bags, ...judged }));
    const grown = [...bags, ...facts(1, 1, { bag: 'A' }, 500)];
    const after = placesOf(planFlight({ facts: grown, ...judged, earlier: places }));
    const moved = grown.filter(
      ({ houseWaybill }) => after.get(houseWaybill)?.declarationSlot !== places.get(houseWaybill)?.declarationSlot,
    );
    expect(new Set(moved.map(({ bag }) => bag))).toEqual(new Set(['A']));
  });

  it('keeps a bag that grew beyond every limit where most of it was', () => {
    const places = placesOf(planFlight({ facts: facts(490, 1, { bag: 'A' }), ...judged }));
    const plan = planFlight({ facts: facts(520, 1, { bag: 'A' }), ...judged, earlier: places });
    expect(sizes(plan)).toEqual(['SVO-1-P1 500/500', 'SVO-1-P2 20/20']);
    for (const [houseWaybill, place] of places) expect(placesOf(plan).get(houseWaybill)).toEqual(place);
  });
});

describe('duty and payments of a plan', () => {
  it('states value and duty of each consignment of an individual, and their sum', () => {
    const costly = facts(2, 1, { lineValues: [{ amount: 300_00, currency: 'EUR' }] });
    const plan = planFlight({ facts: [...costly, ...facts(1, 1, {}, 3)], ...judged });
    expect(plan.placements.map(({ valueEur, dutyKopecks, dutyBasis }) => [valueEur, dutyKopecks, dutyBasis])).toEqual([
      [300_00, 1_386_85, 'value'],
      [300_00, 1_386_85, 'value'],
      [4_25, 0, 'none'],
    ]);
    expect(plan.declarations).toMatchObject([{ dutyKopecks: 2 * 1_386_85 }]);
    expect(plan.declarations[0]).not.toHaveProperty('payments');
  });

  it('charges a ДТЭГ one fee, at its first house waybill, and sums up by kind', () => {
    const plan = planFlight({ facts: facts(2, 2, { consigneeKind: 'company' }), ...judged });
    // 393.21 roubles a line: duty 25.56, tax on 418.77 is 92.13
    expect(plan.placements.map(({ payments }) => payments?.own.map(({ kopecks }) => kopecks))).toEqual([[1_231_00], []]);
    expect(plan.placements[0]).toMatchObject({ dutyKopecks: 2 * 25_56, dutyBasis: 'tariff' });
    expect(plan.declarations).toMatchObject([
      {
        valueKopecks: 4 * 393_21,
        dutyKopecks: 4 * 25_56,
        payments: [
          { kind: '1010', kopecks: 1_231_00 },
          { kind: '2010', kopecks: 4 * 25_56 },
          { kind: '5010', kopecks: 4 * 92_13 },
        ],
      },
    ]);
  });

  it('asks a fee on house waybills of a ПТДЭГ with duty only where the setting says so', () => {
    const mixed = [...facts(1, 1, { lineValues: [{ amount: 300_00, currency: 'EUR' }] }), ...facts(1, 1, {}, 2)];
    const plan = planFlight({ facts: mixed, ...judged, rules: rulesOn('2026-11-22', { personalFee: true }) });
    expect(plan.placements.map(({ payments }) => payments?.own.map(({ kind, kopecks }) => [kind, kopecks]))).toEqual([
      [['1010', 500_00]],
      undefined,
    ]);
  });
});

describe('sums of one consignee in a declaration, C19', () => {
  const worth = (eur: number, consigneeKey: string, first: number, grossWeightG = 432) =>
    facts(1, 1, { lineValues: [{ amount: eur * 100, currency: 'EUR' }], consigneeKey, grossWeightG }, first);
  const warned = (consignments: ConsignmentFacts[]) =>
    planFlight({ facts: consignments, ...judged }).findings.map(({ code, severity, houseWaybill }) => [
      code,
      severity,
      houseWaybill.slice(-1),
    ]);

  it('warns at each of them above the norm, by value or by weight', () => {
    expect(warned([...worth(150, 'A', 1), ...worth(51, 'A', 2), ...worth(150, 'B', 3)])).toEqual([
      ['recipient_over_norm', 'warning', '1'],
      ['recipient_over_norm', 'warning', '2'],
    ]);
    expect(warned([...worth(10, 'A', 1, 30_000), ...worth(10, 'A', 2, 1_001)])).toHaveLength(2);
  });

  it('is silent at the norm itself, and about one that exceeds it alone', () => {
    expect(warned([...worth(150, 'A', 1), ...worth(50, 'A', 2), ...worth(900, 'B', 3)])).toEqual([]);
    expect(warned([...worth(10, 'A', 1, 30_000), ...worth(10, 'A', 2, 1_000)])).toEqual([]);
  });

  it('leaves them in their declaration', () => {
    expect(sizes(planFlight({ facts: [...worth(150, 'A', 1), ...worth(51, 'A', 2)], ...judged }))).toEqual(['SVO-1-P1 2/2']);
  });
});
