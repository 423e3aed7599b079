import { fwb } from '../../src/documents/cargo-imp/fwb/fwb.js';
import { type FwbVersion, fwbLines } from '../../src/documents/cargo-imp/fwb/fwb-message.js';
import { messageBytes } from '../../src/documents/cargo-imp/message.js';
import { type ReadFwb, readFwb } from '../../src/documents/cargo-imp/reading/read-fwb.js';
import type { WaybillWords } from '../../src/documents/master-waybill/waybill-values.js';
import type { MasterWaybill } from '../../src/documents/subjects.js';
import { DomainError } from '../../src/domain/problem.js';
import { loadAssets } from '../../src/publish/assets.js';
import { sampleSettings } from '../fixtures/declaration.js';
import { longestSettings } from '../fixtures/limits.js';
import { chargedWaybill, sampleWaybill } from '../fixtures/subjects.js';
import { templates } from '../fixtures/templates.js';

const { words } = templates.template<{ words: WaybillWords }>('master-waybill/form');
const read = (waybill: MasterWaybill, version: FwbVersion): ReadFwb => readFwb(messageBytes(fwbLines(waybill, words, version)));

const withCharges = (charges: Partial<NonNullable<MasterWaybill['settings']['charges']>>): MasterWaybill => ({
  ...chargedWaybill,
  settings: { ...sampleSettings, charges: { currency: 'CNY', ratePerKg: '18.50', other: [], ...charges } },
});

describe.each([16, 17] as const)('FWB/%i', (version) => {
  it('says what the waybill says', () => {
    const found = read(chargedWaybill, version);
    expect(found).toMatchObject({
      version,
      number: '210-10020032',
      origin: 'HGH',
      destination: 'SVO',
      pieces: 450,
      grossWeightG: 9_000_000,
      volume: '54.60',
      flight: '4B8101',
      day: '22',
      routing: 'SVO4B',
      agent: { account: 'EX-17', code: '0800000', office: '0000', name: 'EXAMPLE CARGO AGENT HANGZHOU LTD', place: 'HANGZHOU' },
      accounting: ['FREIGHT PREPAID'],
      declarations: ['CNY', 'PP', 'PP', 'NVD', 'NCV', 'XXX'],
      rating: { pieces: 450, grossWeightG: 9_000_000, rateClass: 'Q', chargeable: '9100.0', rate: '18.50', total: 16_835_000 },
      goods: ['CONSOLIDATION AS PER', 'ATTACHED MANIFEST', 'E-COMMERCE PARCELS'],
      ratedVolume: '54.60',
      slac: 5_960,
      other: [
        { code: 'AWC', amount: 50_00 },
        { code: 'MYC', amount: 36_000_00 },
        { code: 'RAA', amount: 120_50 },
      ],
      prepaid: { weight: 16_835_000, agent: 120_50, carrier: 36_050_00, total: 20_452_050 },
      executed: ['22NOV26', 'HANGZHOU', 'EXAMPLE CARGO AGENT'],
      reference: '4B810120261122',
      customs: ['RU/CNE/T/INN7700000009', 'RU/CNE/MU/CUSTOMS', 'RU/CNE/MD/EXAMPLE.COM'],
    });
  });

  it('says that charges are as arranged, and states none', () => {
    const { accounting, rating, other, prepaid } = read(sampleWaybill, version);
    expect(accounting).toEqual(['FREIGHT PREPAID', 'AS ARRANGED']);
    expect([rating.rate, rating.total, other, prepaid]).toEqual([undefined, undefined, [], undefined]);
  });

  it('leaves out a volume that is not known', () => {
    const { volume, ratedVolume } = read({ ...sampleWaybill, volumeCm3: 0 }, version);
    expect([volume, ratedVolume]).toEqual([undefined, undefined]);
  });

  it('goes on with other charges on further lines', () => {
    const other = ['AW', 'MY', 'SC', 'CH', 'RA', 'XB', 'XD'].map((code, i) => ({ code, entitlement: 'C' as const, amount: `${i + 1}.00` }));
    expect(read(withCharges({ other }), version).other).toEqual(other.map(({ code }, i) => ({ code: `${code}C`, amount: 100 * (i + 1) })));
  });

  it('holds the longest settings there are', () => {
    const found = read({ ...sampleWaybill, settings: longestSettings }, version);
    // An account number or an e-mail address that does not fit is left out and not cut.
    expect(found.agent).toMatchObject({ account: '', code: '0000000', office: '0000' });
    expect(found.customs.filter((line) => /\/M[UD]\//.test(line))).toEqual([]);
  });

  it.each<[string, MasterWaybill]>([
    ['a rate', withCharges({ ratePerKg: '999999.99' })],
    ['an amount', withCharges({ ratePerKg: '99999.99' })],
    ['a carrier of three letters', { ...sampleWaybill, flight: { ...sampleWaybill.flight, carrier: 'TUP' } }],
    ['pieces', { ...sampleWaybill, pieces: 10_000 }],
    ['a SLAC count', { ...sampleWaybill, consignments: 100_000 }],
  ])('refuses %s that is too long', (_, waybill) => {
    const heavy = { ...waybill, chargeableHalfKg: 199_999 };
    expect(() => read(heavy, version)).toThrow(DomainError);
  });

  it('refuses a name of which nothing can be written, and does not repeat it', () => {
    const waybillConsignor = { ...sampleSettings.waybillConsignor, name: '手机壳' };
    const waybill = { ...sampleWaybill, settings: { ...sampleSettings, waybillConsignor } };
    expect(() => read(waybill, version)).toThrow(
      new DomainError('validation-failed', 'Cargo-IMP, SHP name: nothing of it can be written in A-Z and digits'),
    );
  });
});

describe('the parties of an FWB', () => {
  const { waybillConsignee } = sampleSettings;
  const name = 'PRIMER TRANSKONTINENTAL EXPRESS BROKERAGE AND LOGISTICS LLC';
  const addressEn = {
    country: 'RU',
    postcode: '141400',
    city: 'KHIMKI',
    street: 'VTOROI SEVERO-ZAPADNYI PROIZVODSTVENNYI PROEZD',
    house: '7 B',
  };
  const waybill = { ...sampleWaybill, settings: { ...sampleSettings, waybillConsignee: { ...waybillConsignee, nameEn: name, addressEn } } };

  it('have two lines each for name and address in version 17', () => {
    const { shipper, consignee } = read(waybill, 17);
    expect(shipper).toEqual({
      name: 'HANGZHOU EXAMPLE SUPPLY CHAIN CO. LTD',
      address: 'EXAMPLE LOGISTICS PARK BUILDING 3',
      place: 'HANGZHOU',
      state: 'ZHEJIANG',
      country: 'CN',
      phone: '8657100000001',
    });
    expect(consignee).toMatchObject({ name, address: 'VTOROI SEVERO-ZAPADNYI PROIZVODSTVENNYI PROEZD 7 B', postcode: '141400' });
  });

  it('are shortened at a word in version 16, where the house stays', () => {
    const { shipper, consignee } = read(waybill, 16);
    expect(shipper.name).toBe('HANGZHOU EXAMPLE SUPPLY CHAIN CO');
    expect(consignee).toEqual({
      name: 'PRIMER TRANSKONTINENTAL EXPRESS',
      address: 'VTOROI SEVERO-ZAPADNYI 7 B',
      place: 'KHIMKI',
      country: 'RU',
      postcode: '141400',
      phone: '74950000000',
    });
  });
});

describe('the document type', () => {
  it('makes one message of a waybill, in version 17', () => {
    const made = fwb.render(chargedWaybill, loadAssets());
    expect(made.map(({ format, subject }) => [format, subject])).toEqual([['txt', undefined]]);
    expect(readFwb(made[0].bytes).version).toBe(17);
  });
});
