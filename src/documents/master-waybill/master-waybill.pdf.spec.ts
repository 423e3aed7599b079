import { chargedWaybill, sampleWaybill } from '../../../test/fixtures/subjects.js';
import { type PlacedText, pdfPlaces } from '../../../test/pdf-places.js';
import { loadAssets } from '../../publish/assets.js';
import type { MasterWaybill } from '../subjects.js';
import { masterWaybillPdf } from './master-waybill.pdf.js';
import type { WaybillForm } from './waybill-form.js';

const assets = loadAssets();
const form = assets.template<WaybillForm>('master-waybill/form');

/** The texts of a page that lie inside a box. */
function inBox(page: readonly PlacedText[], id: string): string[] {
  const [x, y, width, height] = form.boxes.find((box) => box.id === id)!.at;
  return page
    .filter(({ left, right, baseline }) => left >= x && right <= x + width && baseline > y && baseline <= y + height)
    .map(({ text }) => text);
}

describe('masterWaybillPdf', () => {
  it('has a sheet for each reader of the least set', async () => {
    const pages = await pdfPlaces(masterWaybillPdf(sampleWaybill, assets));
    expect(pages.map((page) => page.at(-1)?.text)).toEqual([
      'ORIGINAL 3 (FOR SHIPPER)',
      'COPY 9 (FOR AGENT)',
      'ORIGINAL 1 (FOR ISSUING CARRIER)',
      'ORIGINAL 2 (FOR CONSIGNEE)',
      'COPY 4 (DELIVERY RECEIPT)',
      'COPY 5 (FOR AIRPORT OF DESTINATION)',
      'COPY 6 (FOR THIRD CARRIER)',
      'COPY 7 (FOR SECOND CARRIER)',
    ]);
  });

  it('shows the number in three corners of every sheet', async () => {
    for (const page of await pdfPlaces(masterWaybillPdf(sampleWaybill, assets))) {
      expect([inBox(page, '1A'), inBox(page, '1B'), inBox(page, 'number-right'), inBox(page, 'number-foot')]).toEqual([
        ['210'],
        ['1002 0032'],
        ['210-1002 0032'],
        ['210-1002 0032'],
      ]);
    }
  });

  it('puts the figures into their boxes', async () => {
    const [page] = await pdfPlaces(masterWaybillPdf(chargedWaybill, assets));
    const expected = { '22B': '9000.000', '22K': '9000.000', '22J': '450', '22F': '9100.0', '22L': '168350.00', '30A': '204520.50' };
    for (const [id, value] of Object.entries(expected)) expect(inBox(page, id)).toContain(value);
    expect(inBox(page, '22I').join(' ')).toContain('CONSOLIDATION AS PER ATTACHED MANIFEST E-COMMERCE PARCELS SLAC 5960 VOL 54.60 MC');
  });

  it('has every box that IATA numbers', () => {
    const numbered = '1 1A 1B 1C 1D 1E 2 3 4 5 6 7 8 9 10 11A 11B 11C 11D 11E 11F 12 13 14A 14B 15A 15B 16 17 18 19A 19B 20 21 21A';
    const rated = '22A 22B 22C 22D 22E 22F 22G 22H 22I 22J 22K 22L 22Z 23 24A 24B 25A 25B 26A 26B 27A 27B 28A 28B 29A 29B 30A 30B';
    const closing = '31 32A 32B 32C 33 33A 33B 33C 33D 34A 34B 34C';
    expect(form.boxes.map(({ id }) => id)).toEqual(expect.arrayContaining(`${numbered} ${rated} ${closing}`.split(' ')));
  });

  it('keeps long values inside their boxes and cuts nothing', async () => {
    const name =
      'HANGZHOU EXAMPLE CROSS-BORDER ELECTRONIC COMMERCE SUPPLY CHAIN MANAGEMENT AND INTERNATIONAL FREIGHT FORWARDING COMPANY LIMITED';
    const street =
      'BUILDING 3, FLOOR 17, EXAMPLE LOGISTICS PARK OF THE CROSS-BORDER ELECTRONIC COMMERCE COMPREHENSIVE PILOT ZONE, XIAOSHAN';
    const { settings } = chargedWaybill;
    const party = { ...settings.waybillConsignor, name, address: { ...settings.waybillConsignor.address, street } };
    const other = Array.from({ length: 20 }, () => ({ code: 'MY', entitlement: 'C' as const, amount: '1234567.89' }));
    const long: MasterWaybill = {
      ...chargedWaybill,
      grossWeightG: 999_999_999,
      settings: {
        ...settings,
        waybillConsignor: party,
        agent: { ...settings.agent, name, accountNumber: 'X'.repeat(50) },
        charges: { currency: 'CNY', ratePerKg: '12345.678901', other },
      },
    };
    const [page] = await pdfPlaces(masterWaybillPdf(long, assets));
    const words = (id: string) => inBox(page, id).join(' ').replaceAll('- ', '-');
    expect(words('2')).toContain(name);
    expect(words('2')).toContain(street);
    expect(words('6')).toContain(name);
    expect(words('31')).toContain(name);
    expect(words('8').replaceAll(' ', '')).toContain('X'.repeat(50));
    expect(words('23').match(/MYC 1234567\.89/g)).toHaveLength(20);
    expect([words('22K'), words('22G')]).toEqual(['999999.999', 'Rate Charge 12345.678901']);
    for (const { left, right, baseline } of page) {
      expect(left).toBeGreaterThanOrEqual(10);
      expect(right).toBeLessThanOrEqual(200);
      expect(baseline).toBeLessThanOrEqual(290);
    }
  });

  it('is the same file each time', () => {
    expect(Buffer.compare(masterWaybillPdf(chargedWaybill, assets), masterWaybillPdf(chargedWaybill, assets))).toBe(0);
  });
});
