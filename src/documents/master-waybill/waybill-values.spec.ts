import { chargedWaybill, sampleWaybill } from '../../../test/fixtures/subjects.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { WaybillForm } from './waybill-form.js';
import { boxValues, spacedSerial, waybillDate } from './waybill-values.js';

const { words } = templates.template<WaybillForm>('master-waybill/form');

describe('boxValues', () => {
  const values = boxValues(chargedWaybill, words);

  it('gives the figures of the consolidation', () => {
    expect(values).toMatchObject({
      '1A': '210',
      '1': 'HGH',
      '1B': '1002 0032',
      '22A': '450',
      '22B': '9000.000',
      '22C': 'K',
      '22F': '9100.0',
    });
    expect(values['22I']).toBe('CONSOLIDATION AS PER ATTACHED MANIFEST\nE-COMMERCE PARCELS\nSLAC 5960\nVOL 54.60 MC');
  });

  it('declares no value and takes no insurance', () => {
    expect(values).toMatchObject({ '16': 'NVD', '17': 'NCV', '20': 'XXX' });
  });

  it('adds the prepaid charges up', () => {
    expect(values).toMatchObject({ '12': 'CNY', '22G': '18.50', '22H': '168350.00', '22L': '168350.00', '24A': '168350.00' });
    expect(values).toMatchObject({ '23': 'AWC 50.00   MYC 36000.00   RAA 120.50', '27A': '120.50', '28A': '36050.00', '30A': '204520.50' });
  });

  it('leaves charges as arranged where none are set', () => {
    const arranged = boxValues(sampleWaybill, words);
    expect([arranged['22H'], arranged['23'], arranged['24A'], arranged['30A']]).toEqual(Array(4).fill('AS ARRANGED'));
    expect([arranged['22G'], arranged['28A'], arranged['12']]).toEqual([undefined, undefined, 'CNY']);
  });

  it('prints parties, places and dates in Latin capitals', () => {
    expect(values['4']).toBe('PRIMER EXPRESS BROKER LLC\nPRIMERNOE SHOSSE 7\nKHIMKI MOSCOW REGION 141400 RU\nTEL +74950000000');
    expect([values['9'], values['18'], values['32A'], values['32B']]).toEqual([
      'HANGZHOU XIAOSHAN',
      'MOSCOW SHEREMETYEVO',
      '22 NOV 2026',
      'HANGZHOU',
    ]);
    for (const value of Object.values(values)) expect(value).toMatch(/^[\n -`{-~]*$/);
  });

  it('transliterates a name that has no Latin form', () => {
    const { settings } = sampleWaybill;
    const { nameEn: _, addressEn: __, ...consignee } = settings.waybillConsignee;
    const russian = boxValues({ ...sampleWaybill, settings: { ...settings, waybillConsignee: consignee } }, words);
    expect(russian['4']).toBe('OOO PRIMER EKSPRESS BROKER\nSH. PRIMERNOE VL. 7\nG. KHIMKI MOSKOVSKAIA OBL. 141400 RU\nTEL +74950000000');
  });

  it('leaves the volume out where none was reported', () => {
    expect(boxValues({ ...sampleWaybill, volumeCm3: 0 }, words)['22I']).not.toContain('VOL');
  });
});

describe('spacedSerial', () => {
  it('has a gap between the fourth and the fifth digit', () => expect(spacedSerial('210-10020032')).toBe('1002 0032'));
});

describe('waybillDate', () => {
  it('has the month in letters', () => expect(waybillDate('2026-01-05')).toBe('05 JAN 2026'));
});
