import { chargedWaybill, sampleWaybill } from '../../../test/fixtures/subjects.js';
import { chargeableWeight, chargesDue, rateClass } from './waybill-charges.js';

describe('chargesDue', () => {
  it('charges the chargeable weight and adds what is due to agent and carrier', () => {
    expect(chargesDue(chargedWaybill)).toEqual({
      currency: 'CNY',
      ratePerKg: '18.50',
      weightCharge: 16_835_000,
      other: [
        { code: 'AWC', amount: 5_000 },
        { code: 'MYC', amount: 3_600_000 },
        { code: 'RAA', amount: 12_050 },
      ],
      dueAgent: 12_050,
      dueCarrier: 3_605_000,
      total: 20_452_050,
    });
  });

  it('rounds half a hundredth up', () => {
    const charges = { currency: 'CNY', ratePerKg: '0.01', other: [] };
    const waybill = { ...sampleWaybill, settings: { ...sampleWaybill.settings, charges }, chargeableHalfKg: 3 };
    expect(chargesDue(waybill)?.weightCharge).toBe(2);
  });

  it('is left out where charges are as arranged', () => {
    expect(chargesDue(sampleWaybill)).toBeUndefined();
  });
});

describe('chargeableWeight', () => {
  it('has one decimal', () => {
    expect([chargeableWeight(18_200), chargeableWeight(1), chargeableWeight(19)]).toEqual(['9100.0', '0.5', '9.5']);
  });
});

describe('rateClass', () => {
  it('is a quantity rate from 45 kg', () => {
    expect([rateClass(89), rateClass(90)]).toEqual(['N', 'Q']);
  });
});
