import { MAX_GOODS_ITEMS, MAX_HOUSE_WAYBILLS } from '../domain/declaration.js';

/**
 * A rule's value with the days on which it holds; both days belong to it. A law that changes is a new row, the old one
 * stays and gets its last day.
 */
interface Dated<T> {
  from: string;
  to?: string;
  value: T;
  source: string;
  confidence: 'sure' | 'likely' | 'unsure';
}

/** Caps of a master waybill. Pieces are bags, consignment pieces what the house waybills count. */
export interface WaybillCaps {
  maxConsignments: number;
  maxConsignmentPieces: number;
  maxPieces: number;
  maxGrossWeightKg: number;
}

/** Duty on goods for personal use: what is free, and what is charged beyond it. */
export interface PersonalDutyRule {
  /** Hundredths of a euro; exactly this much is still free. */
  freeEurHundredths: number;
  /** Absent: no weight is too heavy to be free. */
  freeGrams?: number;
  percent: number;
  eurPerKg: number;
  /** What the rates are applied to: the part above the free norm, or all of it. */
  base: 'excess' | 'whole';
}

/** `e-commerce` is adopted, but not known to be applied in Russia yet; it is chosen by a setting. */
export type DutyRegime = 'personal' | 'e-commerce';

/** The rules of one day. */
export interface RuleSet {
  /** House waybills in a declaration. */
  maxHouseWaybills: number;
  /** Goods lines in a declaration. */
  maxGoodsItems: number;
  /** Cubic centimetres that are charged as one kilogram. */
  volumetricDivisor: number;
  waybillCaps: WaybillCaps;
  /** The most that a firm's consignment may be worth in a ДТЭГ; hundredths of a euro. */
  expressValueCapEurHundredths: number;
  personalDuty: PersonalDutyRule;
}

const FIRST_EXPRESS_DAY = '2019-07-01';

const limits: Record<
  'maxHouseWaybills' | 'maxGoodsItems' | 'volumetricDivisor' | 'expressValueCapEurHundredths',
  readonly Dated<number>[]
> = {
  maxHouseWaybills: [
    { from: FIRST_EXPRESS_DAY, value: MAX_HOUSE_WAYBILLS, source: 'ExpressCargoDeclaration.xsd, HouseShipment 1..500', confidence: 'sure' },
  ],
  maxGoodsItems: [
    {
      from: FIRST_EXPRESS_DAY,
      value: MAX_GOODS_ITEMS,
      source: 'ExpressCargoDeclaration.xsd, TotalGoodsNumeric of 3 digits',
      confidence: 'sure',
    },
  ],
  volumetricDivisor: [{ from: FIRST_EXPRESS_DAY, value: 6_000, source: 'IATA TACT Rules, 6 000 cm³ to the kilogram', confidence: 'sure' }],
  expressValueCapEurHundredths: [
    {
      // The first wording of 2018 had 200 EUR; the day of the change is not known, the text of 14.09.2023 has 1000.
      from: FIRST_EXPRESS_DAY,
      value: 1_000_00,
      source: 'EEC Collegium Decision 142 of 28.08.2018, text of 14.09.2023: customs value of a house waybill at most 1000 EUR',
      confidence: 'sure',
    },
  ],
};

const waybillCaps: readonly Dated<WaybillCaps>[] = [
  {
    from: FIRST_EXPRESS_DAY,
    value: { maxConsignments: 5_000, maxConsignmentPieces: 9_999, maxPieces: 9_999, maxGrossWeightKg: 100_000 },
    source: 'HouseManifest.xsd, TotalNumberOfPieces of 4 digits; Cargo-IMP, pieces of 4 digits; the others are settings',
    confidence: 'sure',
  },
];

// The norms up to 2019 are those of a calendar month; they are held here against one consignment.
const personalDuty: Record<DutyRegime, readonly Dated<PersonalDutyRule>[]> = {
  personal: [
    {
      from: '2010-07-01',
      to: '2018-12-31',
      value: { freeEurHundredths: 1_000_00, freeGrams: 31_000, percent: 30, eurPerKg: 4, base: 'excess' },
      source: 'Customs Union Agreement of 18.06.2010, annex 3',
      confidence: 'sure',
    },
    {
      from: '2019-01-01',
      to: '2019-12-31',
      value: { freeEurHundredths: 500_00, freeGrams: 31_000, percent: 30, eurPerKg: 4, base: 'excess' },
      source: 'EEC Council Decision 107 of 20.12.2017, annexes 1 and 2',
      confidence: 'sure',
    },
    {
      from: '2020-01-01',
      to: '2022-03-30',
      value: { freeEurHundredths: 200_00, freeGrams: 31_000, percent: 15, eurPerKg: 2, base: 'excess' },
      source: 'EEC Council Decision 107 of 20.12.2017, annexes 1 and 2',
      confidence: 'sure',
    },
    {
      from: '2022-03-31',
      to: '2024-03-31',
      value: { freeEurHundredths: 1_000_00, freeGrams: 31_000, percent: 15, eurPerKg: 2, base: 'excess' },
      source: 'EEC Council Decision 35 of 17.03.2022, prolonged',
      confidence: 'likely',
    },
    {
      from: '2024-04-01',
      value: { freeEurHundredths: 200_00, freeGrams: 31_000, percent: 15, eurPerKg: 2, base: 'excess' },
      source: 'EEC Council Decision 107 of 20.12.2017, annexes 1 and 2',
      confidence: 'sure',
    },
  ],
  'e-commerce': [
    {
      from: '2026-07-01',
      value: { freeEurHundredths: 200_00, percent: 5, eurPerKg: 1, base: 'whole' },
      source:
        'Protocol on e-commerce of 25.12.2023 to the EAEU Customs Code (Federal Law 229-ФЗ of 08.08.2024) and the rates announced with it',
      confidence: 'unsure',
    },
  ],
};

/**
 * The rules in force on a day, `YYYY-MM-DD`. `caps` replaces defaults of the master waybill's caps by the operator's settings.
 *
 * Errors: RangeError for a day before the first row of a rule.
 */
export function rulesOn(date: string, settings: { caps?: Partial<WaybillCaps>; regime?: DutyRegime } = {}): RuleSet {
  return {
    maxHouseWaybills: inForce(limits.maxHouseWaybills, date),
    maxGoodsItems: inForce(limits.maxGoodsItems, date),
    volumetricDivisor: inForce(limits.volumetricDivisor, date),
    waybillCaps: { ...inForce(waybillCaps, date), ...settings.caps },
    expressValueCapEurHundredths: inForce(limits.expressValueCapEurHundredths, date),
    personalDuty: personalDutyOn(date, settings.regime),
  };
}

/** The duty on goods for personal use on a day; errors as `rulesOn`. */
export function personalDutyOn(date: string, regime: DutyRegime = 'personal'): PersonalDutyRule {
  return inForce(personalDuty[regime], date);
}

function inForce<T>(rows: readonly Dated<T>[], date: string): T {
  const row = rows.find(({ from, to }) => from <= date && (to === undefined || date <= to));
  if (row === undefined) throw new RangeError(`no rule is known for ${date}`);
  return row.value;
}
