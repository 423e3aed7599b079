import type { Consignment } from './consignment.js';
import { consignmentFacts, packageVolume } from './consignment-facts.js';

const line = (amount: string, currency: string) => ({
  description: 'Чехол',
  commodityCode: '3926909709',
  quantity: '1',
  unit: '796',
  grossWeightKg: '0.2',
  value: { amount, currency },
});

const consignment: Consignment = {
  houseWaybill: 'LP1',
  pieces: 3,
  grossWeightKg: '0.4',
  dimensionsCm: { length: '24', width: '16', height: '6' },
  consignor: { name: 'SAMPLE', country: 'CN' },
  consignee: { kind: 'company', name: 'ООО «Ромашка»', inn: '7707083893', address: { country: 'RU', city: 'Москва' } },
  goods: [line('35.00', 'CNY'), line('0.5', 'USD')],
};

describe('figures of a consignment', () => {
  it('are whole grams, cubic centimetres and hundredths', () => {
    expect(consignmentFacts(consignment)).toMatchObject({
      grossWeightG: 400,
      volumeCm3: 2_304,
      lineValues: [
        { amount: 3_500, currency: 'CNY' },
        { amount: 50, currency: 'USD' },
      ],
    });
    expect(consignmentFacts({ ...consignment, dimensionsCm: undefined }).volumeCm3).toBe(0);
  });

  it.each([
    ['30', '45', '65', 87_750],
    ['24.5', '16', '6', 2_352],
    ['0.1', '0.1', '0.1', 1],
    ['10.01', '10', '10', 1_001],
    ['999.99', '999.99', '999.99', 999_970_001],
  ])('%s x %s x %s cm are %i cm3', (length, width, height, volume) => expect(packageVolume({ length, width, height })).toBe(volume));
});
