import { readZpl, type ZplField } from '../../../test/read-zpl.js';
import type { Individual } from '../../domain/party.js';
import { loadAssets } from '../../publish/assets.js';
import { addressLabel } from './address-label.js';
import { type BagLabel, bagLabel } from './bag-label.js';
import { type Dpi, labelZpl } from './label.zpl.js';
import { zplBarcode, zplData } from './zpl-data.js';

const assets = loadAssets();

const bag: BagLabel = {
  carrier: '4B',
  waybill: '210-10020032',
  origin: 'HGH',
  destination: 'SVO',
  piece: 17,
  pieces: 450,
  grossWeightG: 20_400,
  bag: 'HGHSVO2611220017',
};

const consignee: Individual = {
  kind: 'individual',
  lastName: 'Примерова',
  firstName: '^XZ~JA_5E',
  phone: '+79160000000',
  address: { country: 'RU', postcode: '101000', city: 'Москва', street: 'пер. ^FS Кривой \\& >;', house: '10' },
};

const textsOf = (fields: readonly ZplField[]) => fields.flatMap(({ text }) => (text === undefined ? [] : [text]));

const dpis: readonly Dpi[] = [203, 300];

describe('labelZpl', () => {
  it.each(dpis)('has the size of the label and everything inside it at %i dpi', (dpi) => {
    const [label, ...more] = readZpl(labelZpl(bagLabel(bag, assets), dpi));
    expect(more).toEqual([]);
    expect([label.width, label.length]).toEqual([Math.round((102 * dpi) / 25.4), Math.round((85 * dpi) / 25.4)]);
    expect(label.isUtf8).toBe(true);
    for (const { x, y, height = 0, isTypeset } of label.fields) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(label.width);
      expect(isTypeset ? y - height : y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(label.length);
    }
  });

  it.each([
    [203, 5],
    [300, 8],
  ] as const)('has bars of whole dots with a quiet zone at %i dpi', (dpi, module) => {
    const [{ fields, width }] = readZpl(labelZpl(bagLabel(bag, assets), dpi));
    const [bars] = fields.filter(({ barcode }) => barcode !== undefined);
    expect(bars).toMatchObject({ barcode: '2101002003200017', module });
    // Start, eight pairs, check: eleven modules each; the stop has thirteen.
    const right = bars.x + module * (10 * 11 + 13);
    expect(Math.min(bars.x, width - right)).toBeGreaterThanOrEqual(10 * module);
  });

  it('says the same as the PDF', () => {
    const [{ fields }] = readZpl(labelZpl(bagLabel(bag, assets), 203));
    expect(textsOf(fields)).toEqual(bagLabel(bag, assets).texts.flatMap(({ lines }) => lines));
  });

  it('takes no command from data', () => {
    const label = addressLabel({ houseWaybill: 'LP00675043231560', consignee }, assets);
    const zpl = labelZpl(label, 203);
    expect(zpl.match(/\^XZ/g)).toHaveLength(1);
    const labels = readZpl(zpl);
    expect(labels).toHaveLength(1);
    expect(textsOf(labels[0].fields).join(' ')).toContain('Примерова ^XZ~JA_5E');
    expect(textsOf(labels[0].fields)).toContain('пер. ^FS Кривой \\& >;, д. 10');
  });

  it('sets Russian in the font that has it', () => {
    const [{ fields }] = readZpl(labelZpl(addressLabel({ houseWaybill: 'LP1', consignee }, assets), 203));
    expect(fields.find(({ text }) => text?.startsWith('Примерова'))?.font).toBe('E:TT0003M_.FNT');
    expect(fields.find(({ text }) => text === 'LP1')?.font).toBe('0');
  });
});

describe('zplBarcode', () => {
  it.each([
    ['2101002003200017', '>;2101002003200017', 123],
    // Start, L, P, change, seven pairs, check: twelve symbols.
    ['LP00675043231560', '>:LP>500675043231560', 145],
    ['LP0067504323156', '>:LP0>5067504323156', 145],
    ['12345', '>:1>52345', 79],
    ['AB-123', '>:AB-123', 101],
    ['1234AB', '>;1234>6AB', 90],
  ])('%s', (text, data, modules) => expect(zplBarcode(text)).toEqual({ data, modules }));
});

describe('zplData', () => {
  it('writes what a printer would take for a command as bytes', () => {
    expect(zplData('a^b~c_d')).toBe('a_5Eb_7Ec_5Fd');
    expect(zplData('Ёлка\n')).toBe('Ёлка_0A');
  });
});
