import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import type { Consignment } from '../../domain/consignment.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import { carrierAddress, houseWaybillOf } from './house-waybill.js';

function waybillOf(consignment: Consignment, kind: DeclarationKind = 'ptdeg') {
  const declaration = declarationOf([consignment], kind);
  return houseWaybillOf(declaration, declaration.houses[0]);
}

const one = sampleConsignment(0);
const two = sampleConsignment(1);
const valued = (amount: string, currency: string): Consignment['goods'] => [{ ...one.goods[0], value: { amount, currency } }];

describe('the figures of a house waybill', () => {
  it('are in the currency of the invoice', () => {
    const { currency, lines } = waybillOf({ ...one, goods: valued('35.5', 'CNY') });
    expect([currency, lines[0].value, lines[0].customsValue]).toEqual(['CNY', '35.50', '35.50']);
  });

  it('are in roubles at the rates of the declaration where there are several currencies', () => {
    const goods = [...valued('10', 'CNY'), ...valued('1', 'EUR')];
    const { currency, lines } = waybillOf({ ...one, goods });
    expect([currency, ...lines.map(({ customsValue }) => customsValue)]).toEqual(['RUB', '112.35', '92.46']);
  });

  it('have a net weight only if every line has one', () => {
    const [item] = one.goods;
    const { netWeightKg: _, ...unweighed } = item;
    expect(waybillOf({ ...one, goods: [item, item] }).netWeight).toBe('0.800');
    expect(waybillOf({ ...one, goods: [item, unweighed] }).netWeight).toBeUndefined();
  });

  it.each([
    [one, 1, '1', '24'],
    [one, 3, '3', undefined],
    [two, 1, '1', undefined],
    [two, 3, undefined, undefined],
  ])('count packages and measure them where that can be told', (consignment, pieces, packages, length) => {
    const [line] = waybillOf({ ...consignment, pieces }).lines;
    expect([line.packages, line.dimensions?.length]).toEqual([packages, length]);
  });

  it('round a size up to whole centimetres', () => {
    const [{ dimensions }] = waybillOf({ ...one, dimensionsCm: { length: '24.1', width: '16', height: '0.05' } }).lines;
    expect(dimensions).toEqual({ length: '25', width: '16', height: '1' });
  });

  it('are under a procedure for a firm, and under none for an individual', () => {
    expect([waybillOf(one).procedure, waybillOf(sampleConsignment(0, 'dteg'), 'dteg').procedure]).toEqual(['00', '40']);
  });

  it('have an id that goes with the content', () => {
    expect(waybillOf(one).documentId).toBe(waybillOf({ ...one }).documentId);
    expect(waybillOf(one).documentId).not.toBe(waybillOf({ ...one, pieces: 2 }).documentId);
  });
});

it('tells of a carrier that is not the consignee of the master waybill no more than its country', () => {
  const declaration = sampleDeclaration(1);
  const { settings } = declaration;
  expect(carrierAddress(declaration)).toEqual(settings.waybillConsignee.address);
  const other = { ...settings, representative: { ...settings.representative, inn: '7700000001' } };
  expect(carrierAddress({ settings: other })).toEqual({ country: 'RU' });
});

it('tells where a carrier is at home whose address is set', () => {
  const { settings } = sampleDeclaration(1);
  const address = { country: 'RU', city: 'Химки', street: 'ул. Тестовая', house: '4' };
  for (const inn of [settings.representative.inn, '7700000001']) {
    expect(carrierAddress({ settings: { ...settings, representative: { ...settings.representative, inn, address } } })).toEqual(address);
  }
});
