import { textsAt } from '../../../test/fixtures/read-xml.js';
import { chargedWaybill, sampleWaybill } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { MasterWaybill } from '../subjects.js';
import { masterWaybillXml } from './master-waybill.xml.js';

const read = (waybill: MasterWaybill, path: string) => textsAt(masterWaybillXml(waybill, templates), path);

describe('masterWaybillXml', () => {
  it('carries number, route and weights', () => {
    expect(read(sampleWaybill, 'Registration/AirlineIATACode')).toEqual(['210']);
    expect(read(sampleWaybill, 'Registration/DocumentNumber')).toEqual(['10020032']);
    expect(read(sampleWaybill, 'DeparturePoint/ICAOCode')).toEqual(['ZSHC']);
    expect(read(sampleWaybill, 'GoodsMovement/FlightDate')).toEqual(['22']);
    expect(read(sampleWaybill, 'AWBGoodsInfo/GrossWeightQuantity')).toEqual(['9000.000']);
    expect(read(sampleWaybill, 'AWBGoodsInfo/AWBGoods/PaidWeightQuantity')).toEqual(['9100.0']);
    expect(read(sampleWaybill, 'AWBGoodsInfo/AWBGoods/GoodsVolume')).toEqual(['54.60']);
    expect(read(sampleWaybill, 'AWBGoodsInfo/AWBGoods/GoodsDescr/GoodsDescription')).toContain('SLAC 5960');
  });

  it('is Latin where a Latin name and address are set', () => {
    expect(read(sampleWaybill, 'Consignee/OrganizationName')).toEqual(['PRIMER EXPRESS BROKER LLC']);
    expect(read(sampleWaybill, 'Consignee/Address/City')).toEqual(['KHIMKI']);
    expect(read(sampleWaybill, 'Consignee/Address/StreetHouse')).toEqual(['PRIMERNOE SHOSSE, 7']);
  });

  it('states charges where they are set: air-cargo 2.2, box 24A and 30A', () => {
    expect(read(sampleWaybill, 'PaymentInfo/PrepaydCharge/TotalAmount')).toEqual([]);
    expect(read(chargedWaybill, 'PaymentInfo/PrepaydCharge/TotalWeightCharge/Amount')).toEqual(['168350.00']);
    expect(read(chargedWaybill, 'PaymentInfo/PrepaydCharge/TotalAgentCharges/Amount')).toEqual(['120.50']);
    expect(read(chargedWaybill, 'PaymentInfo/PrepaydCharge/TotalAmount')).toEqual(['204520.50']);
    expect(read(chargedWaybill, 'PaymentInfo/OtherCharges/EntitlementCode')).toEqual(['C', 'C', 'A']);
  });

  it('marks what the short address has no room for', () => {
    const { settings } = sampleWaybill;
    const address = { country: 'RU', city: 'посёлок имени шестидесятилетия образования примеров' };
    const waybill = { ...sampleWaybill, settings: { ...settings, waybillConsignor: { name: 'X & <Y>', address } } };
    expect(read(waybill, 'Consignor/Address/City')).toEqual(['посёлок имени шестидесятилетия…']);
    expect(read(waybill, 'Consignor/OrganizationName')).toEqual(['X & <Y>']);
  });
});
