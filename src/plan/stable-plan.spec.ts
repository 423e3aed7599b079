import { ExchangeRates } from '../domain/exchange-rates.js';
import type { ConsignmentFacts, EarlierPlace, FlightPlan } from '../domain/flight-plan.js';
import { allPayments, totalKopecks } from '../domain/payment.js';
import { isHolding } from '../domain/problem.js';
import { planFlight } from './plan-flight.js';
import { rulesOn } from './rule-set.js';

/** What holds for every flight, tried on flights drawn from a seed. */
const rates = new ExchangeRates('2026-11-22', [
  { currency: 'EUR', nominal: 1, rate: '92.4567' },
  { currency: 'CNY', nominal: 10, rate: '112.3450' },
  { currency: 'USD', nominal: 1, rate: '78.9012' },
]);
const tariffs = [{ prefix: '39', duty: { percentHundredths: 6_50 }, vatHundredths: 22_00, from: '2026-01-01', source: 'invented' }];
const rules = rulesOn('2026-11-22', { caps: { maxConsignments: 1_300, maxPieces: 60 } });

/** Mulberry32: numbers below `limit` that are the same for the same seed. */
function drawing(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

/** Bags of 1 to 60 consignments, now and then one that exceeds every limit, some consignments without a bag. */
function flightOf(count: number, seed: number): ConsignmentFacts[] {
  const draw = drawing(seed);
  const drawn: ConsignmentFacts[] = [];
  for (let bag = 1; drawn.length < count; bag++) {
    const destination = ['KJA', 'SVO', 'SVX'][draw(3)];
    const inBag = draw(40) === 0 ? 501 + draw(200) : 1 + draw(60);
    const loose = draw(8) === 0;
    for (let index = 0; index < inBag && drawn.length < count; index++) {
      const lines = 1 + draw(4);
      drawn.push({
        manifestKey: 1 + draw(3),
        sequence: drawn.length,
        houseWaybill: `LP${String(draw(1e9)).padStart(9, '0')}${String(drawn.length).padStart(6, '0')}`,
        ...(loose ? {} : { bag: `BAG${bag}` }),
        destination,
        consigneeKind: draw(12) === 0 ? 'company' : 'individual',
        pieces: 1 + Math.floor(draw(20) / 19),
        grossWeightG: 10 + draw(2_000),
        volumeCm3: draw(9_000),
        consigneeKey: String(draw(count)),
        lineGoods: Array.from({ length: lines }, () => ({ commodityCode: '3926909709', quantity: '1', unit: '796', grossWeightG: 100 })),
        lineValues: Array.from({ length: lines }, () => ({
          amount: 1 + draw(60_000),
          currency: ['CNY', 'USD', 'EUR', 'RUB'][draw(4)],
        })),
      });
    }
  }
  return drawn;
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const draw = drawing(seed);
  const result = [...items];
  for (let index = result.length - 1; index > 0; index--) {
    const other = draw(index + 1);
    [result[index], result[other]] = [result[other], result[index]];
  }
  return result;
}

const places = (plan: FlightPlan): Map<string, EarlierPlace> =>
  new Map(
    plan.placements.map(({ declaration, facts }) => {
      const { slot, waybill } = plan.declarations[declaration];
      return [facts.houseWaybill, { declarationSlot: slot, waybillSlot: plan.waybills[waybill].slot }];
    }),
  );

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

function expectSound(plan: FlightPlan, facts: readonly ConsignmentFacts[]): void {
  const placed = plan.placements.map((placement) => placement.facts.houseWaybill);
  const held = [...new Set(plan.findings.filter(isHolding).map(({ houseWaybill }) => houseWaybill))];
  expect([...placed, ...held].sort()).toEqual(facts.map(({ houseWaybill }) => houseWaybill).sort());

  plan.declarations.forEach((declaration, index) => {
    const own = plan.placements.filter((placement) => placement.declaration === index);
    expect(own.map(({ ordinal }) => ordinal)).toEqual(own.map((_, place) => place + 1));
    let firstGoodsNumeric = 1;
    const firsts: number[] = [];
    for (const {
      facts: { lineValues },
    } of own) {
      firsts.push(firstGoodsNumeric);
      firstGoodsNumeric += lineValues.length;
    }
    expect(own.map((placement) => placement.firstGoodsNumeric)).toEqual(firsts);
    expect(new Set(own.map((placement) => placement.facts.consigneeKind))).toEqual(
      new Set([declaration.kind === 'dteg' ? 'company' : 'individual']),
    );
    expect(new Set(own.map((placement) => placement.facts.destination))).toEqual(new Set([plan.waybills[declaration.waybill].destination]));
    expect(declaration).toMatchObject({
      houseWaybills: own.length,
      goodsItems: firstGoodsNumeric - 1,
      grossWeightG: total(own.map(({ facts: { grossWeightG } }) => grossWeightG)),
      valueKopecks: total(own.map(({ valueKopecks }) => valueKopecks)),
      dutyKopecks: total(own.map(({ dutyKopecks }) => dutyKopecks)),
    });
    const paid = own.flatMap(({ payments }) => (payments === undefined ? [] : allPayments(payments)));
    expect(totalKopecks(declaration.payments ?? [])).toBe(totalKopecks(paid));
    expect(paid.filter(({ kind }) => kind === '1010')).toHaveLength(declaration.kind === 'dteg' ? 1 : 0);
    expect(own.length).toBeLessThanOrEqual(500);
    expect(declaration.goodsItems).toBeLessThanOrEqual(999);
  });

  plan.waybills.forEach((waybill, index) => {
    const own = plan.placements.filter(({ declaration }) => plan.declarations[declaration].waybill === index);
    expect(waybill).toMatchObject({
      consignments: own.length,
      consignmentPieces: total(own.map(({ facts: { pieces } }) => pieces)),
      grossWeightG: total(own.map(({ facts: { grossWeightG } }) => grossWeightG)),
      volumeCm3: total(own.map(({ facts: { volumeCm3 } }) => volumeCm3)),
    });
    const bags = new Set(own.flatMap(({ facts: { bag } }) => bag ?? []));
    expect(waybill.pieces).toBe(bags.size + total(own.filter(({ facts }) => facts.bag === undefined).map(({ facts }) => facts.pieces)));
    expect(waybill.consignments).toBeLessThanOrEqual(rules.waybillCaps.maxConsignments);
    expect(waybill.pieces).toBeLessThanOrEqual(rules.waybillCaps.maxPieces);
  });
  expect(new Set(plan.waybills.map(({ slot }) => slot)).size).toBe(plan.waybills.length);
  expect(new Set(plan.declarations.map(({ slot }) => slot)).size).toBe(plan.declarations.length);
}

/** Bags that stand in two declarations of one waybill and kind, though one could hold them. */
function tornBags(plan: FlightPlan): string[] {
  const parts = new Map<string, { slots: Set<string>; consignments: number; lines: number }>();
  for (const { declaration, facts } of plan.placements) {
    if (facts.bag === undefined) continue;
    const key = `${facts.bag} ${facts.consigneeKind}`;
    const part = parts.get(key) ?? { slots: new Set(), consignments: 0, lines: 0 };
    part.slots.add(plan.declarations[declaration].slot);
    part.consignments += 1;
    part.lines += facts.lineValues.length;
    parts.set(key, part);
  }
  return [...parts]
    .filter(([, { slots, consignments, lines }]) => slots.size > 1 && consignments <= 500 && lines <= 999)
    .map(([key]) => key);
}

describe.each([1, 2, 3, 4])('a flight drawn from seed %i', (seed) => {
  const facts = flightOf(200 + 900 * seed, seed);
  const plan = planFlight({ facts, rates, rules, tariffs });

  it('has every consignment in exactly one declaration, within the limits, with sums that hold', () => {
    expectSound(plan, facts);
    expect(tornBags(plan)).toEqual([]);
  });

  it('is planned alike in any order of arrival', () => {
    expect(planFlight({ facts: shuffled(facts, seed), rates, rules, tariffs })).toEqual(plan);
  });

  it('stays as it is when nothing has changed', () => {
    expect(planFlight({ facts: shuffled(facts, seed + 1), rates, rules, tariffs, earlier: places(plan) })).toEqual(plan);
  });

  it('stays sound, and where it was, through one amendment after another', () => {
    const draw = drawing(seed);
    let current = facts;
    let last = plan;
    const usedSlots = new Set<string>();
    const huge = new Set(facts.map(({ bag }) => bag).filter((bag, index, bags) => bags[index - 100] === bag));
    for (let revision = 2; revision <= 4; revision++) {
      for (const { slot } of [...last.waybills, ...last.declarations]) usedSlots.add(slot);
      const removed = new Set(shuffled(current, seed + revision).slice(0, 60));
      const added = flightOf(60, 1_000 * revision + seed).map((fact) => ({ ...fact, bag: current[draw(current.length)].bag }));
      const airports = new Map(current.map(({ bag, destination }) => [bag, destination]));
      current = [
        ...current.filter((fact) => !removed.has(fact)),
        ...added.map((fact) => ({ ...fact, destination: airports.get(fact.bag) ?? fact.destination })),
      ];
      const earlier = places(last);
      last = planFlight({ facts: current, rates, rules, tariffs, earlier, usedSlots });
      expectSound(last, current);
      expect(tornBags(last)).toEqual([]);
      // Which is why a plan is taken over where no fact has changed.
      const again = { facts: shuffled(current, seed), rates, rules, tariffs, earlier: places(last), usedSlots };
      expect(planFlight(again)).toEqual(last);

      const grownBags = new Set(added.map(({ bag }) => bag));
      const strayed = last.placements.filter(({ facts: { houseWaybill, bag }, declaration }) => {
        const before = earlier.get(houseWaybill);
        return before !== undefined && before.declarationSlot !== last.declarations[declaration].slot && !grownBags.has(bag);
      });
      // What exceeded a limit alone may have shrunk to fit, and is then put together again.
      expect(strayed.filter(({ facts: { bag } }) => !huge.has(bag))).toEqual([]);
      const kept = new Set([...earlier.values()].flatMap(({ waybillSlot, declarationSlot }) => [waybillSlot, declarationSlot]));
      const opened = [...last.waybills, ...last.declarations].map(({ slot }) => slot).filter((slot) => !kept.has(slot));
      expect(opened.filter((slot) => usedSlots.has(slot))).toEqual([]);
    }
  });
});

describe('an amendment of ten among five thousand', () => {
  /** Bags of 30 lie in declarations of 480, so that there is room for a few more. */
  const bagged = (first: number, count: number): ConsignmentFacts[] =>
    flightOf(count, first).map((fact, index) => ({
      ...fact,
      houseWaybill: `LP${first + index}`,
      bag: `BAG${String(1_000 + (Math.floor(index / 30) % 167))}`,
      destination: 'SVO',
      consigneeKind: 'individual',
      lineValues: fact.lineValues.slice(0, 1),
      lineGoods: fact.lineGoods?.slice(0, 1),
    }));
  const facts = bagged(10_000, 5_000);
  const wide = rulesOn('2026-11-22');
  const plan = planFlight({ facts, rates, tariffs, rules: wide });
  const earlier = places(plan);
  const contents = (of: FlightPlan): Map<string, string[]> => {
    const result = new Map<string, string[]>(of.declarations.map(({ slot }) => [slot, []]));
    for (const { declaration, facts: fact } of of.placements) result.get(of.declarations[declaration].slot)?.push(fact.houseWaybill);
    return result;
  };
  const changed = (after: FlightPlan): string[] => {
    const was = contents(plan);
    return [...contents(after)].filter(([slot, houses]) => was.get(slot)?.join() !== houses.join()).map(([slot]) => slot);
  };

  it('changes only the declarations that lost one of them', () => {
    const removed = facts.filter((_, index) => index % 500 === 7);
    const after = planFlight({ facts: facts.filter((fact) => !removed.includes(fact)), rates, tariffs, rules: wide, earlier });
    const lost = new Set(removed.map(({ houseWaybill }) => earlier.get(houseWaybill)?.declarationSlot));
    expect(new Set(changed(after))).toEqual(lost);
  });

  it('changes only the declarations that got one of them', () => {
    const added = bagged(20_000, 301)
      .filter((_, index) => index % 30 === 0)
      .slice(0, 10);
    const after = planFlight({ facts: [...facts, ...added], rates, tariffs, rules: wide, earlier });
    const got = new Set(added.map(({ houseWaybill }) => places(after).get(houseWaybill)?.declarationSlot));
    expect(new Set(changed(after))).toEqual(got);
    expect(added).toHaveLength(10);
  });
});
