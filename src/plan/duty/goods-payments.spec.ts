import fc from 'fast-check';
import { ExchangeRates } from '../../domain/exchange-rates.js';
import type { LineGoods } from '../../domain/flight-plan.js';
import { readDutyRate } from '../../domain/tariff.js';
import { goodsPayments } from './goods-payments.js';

const rates = new ExchangeRates('2026-11-22', [{ currency: 'EUR', nominal: 1, rate: '92.4567' }]);
const shoes: LineGoods = { commodityCode: '6404110000', quantity: '2', unit: '715', grossWeightG: 1_850, netWeightG: 1_700 };

const paid = (valueKopecks: number, duty: string, goods: LineGoods = shoes, vatHundredths = 20_00) =>
  goodsPayments(
    valueKopecks,
    goods,
    { prefix: '64', duty: readDutyRate(duty) ?? {}, vatHundredths, from: '2026-01-01', source: 'invented' },
    rates,
  );

/** Kind, base, rate and amount of each payment, as short as it can be read. */
const told = (...args: Parameters<typeof paid>) =>
  paid(...args)?.map(({ kind, base = {}, rate, kopecks }) => [kind, ...Object.values(base), ...Object.values(rate), kopecks]);

describe('import duty and VAT of a goods line', () => {
  it('go by the customs value, and the tax by the duty too: the figures of the sample of the formats', () => {
    expect(told(35_298_00, '5%')).toEqual([
      ['2010', 35_298_00, 5_00, 1_764_90],
      ['5010', 37_062_90, 20_00, 7_412_58],
    ]);
    expect(told(1_065_60, '5%')).toEqual([
      ['2010', 1_065_60, 5_00, 53_28],
      ['5010', 1_118_88, 20_00, 223_78],
    ]);
  });

  it('go by net kilograms where they are told, else by gross ones', () => {
    // 1.7 kg at 0.35 EUR are 0.595 EUR, 55.01 roubles; 1.85 kg 0.6475 EUR, 59.87
    expect(told(1_000_00, '0.35 EUR/kg')?.[0]).toEqual(['2010', '1.700', '166', 3_500, 'EUR', '166', 55_01]);
    const { netWeightG: _, ...gross } = shoes;
    expect(told(1_000_00, '0.35 EUR/kg', gross)?.[0]).toEqual(['2010', '1.850', '166', 3_500, 'EUR', '166', 59_87]);
  });

  it('go by another unit where the goods are counted in it, and are not known where they are not', () => {
    expect(told(1_000_00, '0.5 EUR/715')?.[0]).toEqual(['2010', '2', '715', 5_000, 'EUR', '715', 92_46]);
    expect(paid(1_000_00, '0.5 EUR/796')).toBeUndefined();
    expect(paid(1_000_00, '5% min 0.5 EUR/796')).toBeUndefined();
  });

  it('state the greater of two, the part of the value where both are equal', () => {
    expect(told(1_000_00, '5% min 0.5 EUR/715')?.[0]).toEqual(['2010', '2', '715', 5_000, 'EUR', '715', 92_46]);
    expect(told(2_000_00, '5% min 0.5 EUR/715')?.[0]).toEqual(['2010', 2_000_00, 5_00, 100_00]);
    expect(told(1_849_20, '5% min 0.5 EUR/715')?.[0]).toEqual(['2010', 1_849_20, 5_00, 92_46]);
  });

  it('state both where their sum is due', () => {
    expect(told(1_000_00, '5% + 0.5 EUR/715')).toEqual([
      ['2010', 1_000_00, 5_00, 50_00],
      ['2010', '2', '715', 5_000, 'EUR', '715', 92_46],
      ['5010', 1_142_46, 20_00, 228_49],
    ]);
  });

  it('are stated where nothing is due', () => {
    expect(told(1_000_00, '0%', shoes, 0)).toEqual([
      ['2010', 1_000_00, 0, 0],
      ['5010', 1_000_00, 0, 0],
    ]);
  });

  it('are whole, never negative, and rise with the value or stay', () => {
    const duties = fc.constantFrom('0%', '5%', '0.35 EUR/kg', '10% min 0.5 EUR/kg', '10% + 0.5 EUR/715');
    fc.assert(
      fc.property(duties, fc.nat({ max: 1_000_000_000 }), fc.nat({ max: 1_000_000 }), (duty, value, more) => {
        const total = (kopecks: number) => (paid(kopecks, duty) ?? []).reduce((sum, payment) => sum + payment.kopecks, 0);
        expect(Number.isSafeInteger(total(value))).toBe(true);
        expect(total(value)).toBeGreaterThanOrEqual(0);
        expect(total(value + more)).toBeGreaterThanOrEqual(total(value));
      }),
    );
  });
});
