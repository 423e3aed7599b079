import { textsAt } from '../../../../test/fixtures/read-xml.js';
import { chargedWaybill, sampleWaybill } from '../../../../test/fixtures/subjects.js';
import { templates } from '../../../../test/fixtures/templates.js';
import type { WaybillForm } from '../../master-waybill/waybill-form.js';
import { boxValues } from '../../master-waybill/waybill-values.js';
import type { MasterWaybill } from '../../subjects.js';
import { xfwbXml } from './xfwb.xml.js';

/** The text at a path; that of an element with an attribute stands beside it. */
const read = (waybill: MasterWaybill, path: string) => textsAt(xfwbXml(waybill, templates), path);
const master = (waybill: MasterWaybill, path: string) => read(waybill, `MasterConsignment/${path}`);
const { words } = templates.template<WaybillForm>('master-waybill/form');

const ITEM = 'ApplicableRating/IncludedMasterConsignmentItem';
const SUMS = 'ApplicableTotalRating/ApplicablePrepaidCollectMonetarySummation';

describe('xfwbXml', () => {
  it('has the figures of the printed waybill', () => {
    const printed = boxValues(chargedWaybill, words);
    const figures = (path: string) => master(chargedWaybill, `${path}/#text`).map(Number);
    expect(master(chargedWaybill, 'TotalPieceQuantity')).toEqual([printed['22J']]);
    expect(master(chargedWaybill, 'PackageQuantity')).toEqual(['5960']);
    expect(figures('IncludedTareGrossWeightMeasure')).toEqual([Number(printed['22K'])]);
    expect(master(chargedWaybill, 'GrossVolumeMeasure/#text')).toEqual(['54.60']);
    expect(figures(`${ITEM}/GrossWeightMeasure`)).toEqual([Number(printed['22B'])]);
    const rate = `${ITEM}/ApplicableFreightRateServiceCharge`;
    expect(master(chargedWaybill, `${rate}/ChargeableWeightMeasure/#text`)).toEqual([printed['22F']]);
    expect(master(chargedWaybill, `${rate}/CategoryCode`)).toEqual([printed['22D']]);
    expect(master(chargedWaybill, `${rate}/AppliedRate`)).toEqual([printed['22G']]);
    expect(master(chargedWaybill, `${rate}/AppliedAmount/#text`)).toEqual([printed['22H']]);
    expect(master(chargedWaybill, `${SUMS}/WeightChargeTotalAmount/#text`)).toEqual([printed['24A']]);
    expect(master(chargedWaybill, `${SUMS}/AgentTotalDuePayableAmount/#text`)).toEqual([printed['27A']]);
    expect(master(chargedWaybill, `${SUMS}/CarrierTotalDuePayableAmount/#text`)).toEqual([printed['28A']]);
    expect(master(chargedWaybill, `${SUMS}/GrandTotalAmount/#text`)).toEqual([printed['30A']]);
  });

  it('has each other charge with whom it is due to', () => {
    const charge = 'ApplicableLogisticsAllowanceCharge';
    expect(master(chargedWaybill, `${charge}/ID`)).toEqual(['AW', 'MY', 'RA']);
    expect(master(chargedWaybill, `${charge}/PartyTypeCode`)).toEqual(['C', 'C', 'A']);
    expect(master(chargedWaybill, `${charge}/ActualAmount/#text`)).toEqual(['50.00', '36000.00', '120.50']);
  });

  it('says that charges are as arranged, and states none', () => {
    expect(master(sampleWaybill, 'IncludedAccountingNote/Content')).toEqual(['FREIGHT PREPAID', 'AS ARRANGED']);
    expect(master(sampleWaybill, `${SUMS}/GrandTotalAmount/#text`)).toEqual(['0.00']);
    expect(master(sampleWaybill, `${ITEM}/ApplicableFreightRateServiceCharge/ChargeableWeightMeasure/#text`)).toEqual(['9100.0']);
    expect(master(sampleWaybill, 'ApplicableLogisticsAllowanceCharge/ID')).toEqual([]);
    expect(master(chargedWaybill, 'IncludedAccountingNote/Content')).toEqual(['FREIGHT PREPAID']);
  });

  it('names both firms in Latin capitals, with tax number and telephone where they are known', () => {
    expect(master(sampleWaybill, 'ConsigneeParty/Name')).toEqual(['PRIMER EXPRESS BROKER LLC']);
    expect(master(sampleWaybill, 'ConsigneeParty/PostalStructuredAddress/CountrySubDivisionName')).toEqual(['MOSCOW']);
    expect(master(sampleWaybill, 'ConsignorParty/PostalStructuredAddress/StreetName')).toEqual(['EXAMPLE LOGISTICS PARK BUILDING 3']);
    expect(master(sampleWaybill, 'IncludedCustomsNote/Content')).toEqual(['8657100000001', 'INN7700000009', '74950000000']);
    expect(master(sampleWaybill, 'IncludedCustomsNote/SubjectCode')).toEqual(['SHP', 'CNE', 'CNE']);
    expect(new TextDecoder().decode(xfwbXml(chargedWaybill, templates))).toMatch(/^[\n -~]*$/);
  });

  it('is a master waybill, booked on its flight', () => {
    expect(read(sampleWaybill, 'MessageHeaderDocument/TypeCode')).toEqual(['741']);
    expect(read(sampleWaybill, 'MessageHeaderDocument/VersionID')).toEqual(['3.00']);
    expect(read(sampleWaybill, 'BusinessHeaderDocument/ID')).toEqual(['210-10020032']);
    expect(read(sampleWaybill, 'BusinessHeaderDocument/SenderAssignedID')).toEqual(['4B8101-261122']);
    const movement = 'SpecifiedLogisticsTransportMovement';
    expect(master(sampleWaybill, `${movement}/ArrivalEvent/ScheduledOccurrenceDateTime`)).toEqual(['2026-11-22T18:50:00+03:00']);
    // The flight arrives at its last airport at that time; when at this one is not known.
    expect(master({ ...sampleWaybill, destination: 'SVX' }, `${movement}/ArrivalEvent/ScheduledOccurrenceDateTime`)).toEqual([]);
    expect(master({ ...sampleWaybill, destination: 'SVX' }, `${movement}/ArrivalEvent/OccurrenceArrivalLocation/ID`)).toEqual(['SVX']);
  });

  it('divides the code of an agent with an office', () => {
    expect(master(sampleWaybill, 'FreightForwarderParty/CargoAgentID')).toEqual(['0800000']);
    expect(master(sampleWaybill, 'FreightForwarderParty/SpecifiedCargoAgentLocation/ID')).toEqual(['0000']);
    const agent = { ...sampleWaybill.settings.agent, iataCode: '0800000' };
    const plain = { ...sampleWaybill, settings: { ...sampleWaybill.settings, agent } };
    expect(master(plain, 'FreightForwarderParty/SpecifiedCargoAgentLocation/ID')).toEqual([]);
  });

  it('is written in the version that is set, and in no other', () => {
    const set = (version: string) => ({ template: <T>(path: string): T => ({ ...templates.template<T>(path), version }) });
    expect(() => xfwbXml(sampleWaybill, set('9.00'))).toThrow(/9\.00/);
  });

  it('is the same each time', () => {
    expect(xfwbXml(chargedWaybill, templates)).toEqual(xfwbXml(chargedWaybill, templates));
  });
});
