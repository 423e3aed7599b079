import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { textsAt } from '../../../test/fixtures/read-xml.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { Consignment } from '../../domain/consignment.js';
import { grams, hundredths, kilograms, money } from '../../domain/units.js';
import type { Declaration } from '../subjects.js';
import { declarationXml } from './express-declaration.xml.js';

const xml = (declaration: Declaration) => declarationXml(declaration, templates, 3);
const HOUSE = 'GoodsShipment/HouseShipment';
const GOODS = `${HOUSE}/GoodsItemDetails`;

const sum = (texts: readonly string[], whole: (text: string) => number) => texts.reduce((total, text) => total + whole(text), 0);

/** One consignment with changes, declared alone. */
const alone = (change: Partial<Consignment>) => xml(declarationOf([{ ...sampleConsignment(0), ...change }]));

describe('declarationXml', () => {
  const bytes = xml(sampleDeclaration(5));

  it('is the same for the same declaration', () => expect(xml(sampleDeclaration(5))).toEqual(bytes));

  it('states what it is', () => {
    expect(textsAt(bytes, 'ExpressRegistryKindCode')).toEqual(['ПТДЭГ']);
    expect(textsAt(bytes, 'CustomsModeCode')).toEqual([]);
    expect(textsAt(bytes, 'TotalSheetNumber')).toEqual(['3']);
    expect(textsAt(bytes, '@_DocumentModeID')).toEqual(['1006275E']);
  });

  it('numbers house waybills, their goods and all goods', () => {
    expect(textsAt(bytes, `${HOUSE}/ObjectOrdinal`)).toEqual(['1', '2', '3', '4', '5']);
    expect(textsAt(bytes, `${GOODS}/GoodsNumeric`)).toEqual(['1', '1', '2', '1', '1', '1', '2']);
    expect(textsAt(bytes, `${GOODS}/TotalGoodsNumeric`)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it.each(['ptdeg', 'dteg'] as const)('adds up: lines to house waybills, these to the declaration (%s)', (kind) => {
    const read = (path: string) => textsAt(xml(sampleDeclaration(7, kind)), path);
    const total = kind === 'ptdeg' ? 'CAValueAmount' : 'CustomsCost';
    const roubles = read(`${GOODS}/CAValueAmount/CurrencyQuantity`).filter((_, index) => index % 2 === 1);
    const ofHouses = read(`${HOUSE}/${total}/CurrencyQuantity`);
    expect(read(`GoodsShipment/${total}/CurrencyQuantity`)).toEqual([money(sum(roubles, hundredths))]);
    expect(sum(ofHouses, hundredths)).toBe(sum(roubles, hundredths));
    const weights = read(`${GOODS}/GrossWeightQuantity/GoodsQuantity`);
    expect(read('GoodsShipment/UnifiedGrossWeightQuantity/GoodsQuantity')).toEqual([kilograms(sum(weights, grams))]);
    expect(sum(read(`${HOUSE}/UnifiedGrossWeightQuantity/GoodsQuantity`), grams)).toBe(sum(weights, grams));
  });

  it('states the value in the currency of the invoice, then in roubles; a customs value only in a ДТЭГ', () => {
    const dteg = xml(sampleDeclaration(1, 'dteg'));
    expect(textsAt(dteg, `${GOODS}/CAValueAmount/CurrencyQuantity`)).toEqual(['35.00', '393.21']);
    expect(textsAt(dteg, `${GOODS}/CAValueAmount/CurrencyCode`)).toEqual(['CNY', 'RUB']);
    expect(textsAt(dteg, `${GOODS}/CustomsCost/CurrencyQuantity`)).toEqual(['393.21']);
    expect(textsAt(dteg, 'CustomsModeCode')).toEqual(['40']);
    expect(textsAt(dteg, `${HOUSE}/ConsigneeDetails/RFOrganizationFeatures/KPP`)).toEqual(['779901001']);
    expect(textsAt(bytes, `${GOODS}/CustomsCost/CurrencyQuantity`)).toEqual([]);
  });

  it('says of each line of a ДТЭГ how duty and tax come about, and of the fee at the first house waybill', () => {
    const dteg = xml(sampleDeclaration(3, 'dteg'));
    const read = (path: string) => textsAt(dteg, path);
    const own = `${HOUSE}/CustomsPaymentDetails`;
    expect(read(`${own}/PaymentModeCode`)).toEqual(['1010']);
    expect(read(`${own}/TaxBase`)).toEqual([]);
    expect([...read(`${own}/RateTypeCode`), ...read(`${own}/Rate`), ...read(`${own}/PaymentAmount`)]).toEqual(['*', '1231', '1231.00']);
    const lines = `${GOODS}/CustomsPaymentDetails`;
    // A case; sneakers and a lamp, which pays by value and by the kilogram; a lamp.
    expect(read(`${lines}/PaymentModeCode`)).toEqual(['2010', '5010', '2010', '5010', '2010', '2010', '5010', '2010', '2010', '5010']);
    expect(read(`${lines}/TaxBase`).slice(0, 2)).toEqual(['393.21', '418.77']);
    expect(read(`${lines}/Rate`).slice(4, 7)).toEqual(['4', '0.3', '10']);
    expect(read(`${lines}/RateTypeCode`).slice(4, 7)).toEqual(['%', '*', '%']);
    expect(read(`${lines}/TaxBaseQualifierCode`)).toEqual(['166', '166']);
    expect(read(`${lines}/RateCurrencyCode`)).toEqual(['978', '978']);
    expect(new Set(read(`${lines}/RateUseDate`))).toEqual(new Set(['2026-11-22']));
  });

  it('adds payments up: lines and fee to house waybills, these to kinds and total of a ДТЭГ', () => {
    const dteg = xml(sampleDeclaration(7, 'dteg'));
    const read = (path: string) => textsAt(dteg, path);
    const each = [...read(`${HOUSE}/CustomsPaymentDetails/PaymentAmount`), ...read(`${GOODS}/CustomsPaymentDetails/PaymentAmount`)];
    const total = sum(each, hundredths);
    expect(sum(read(`${HOUSE}/WayBillPaymentAmountDetails/Amount`), hundredths)).toBe(total);
    expect(read('GoodsShipment/PaymentAmountDetails/PaymentModeCode')).toEqual(['1010', '2010', '5010']);
    expect(sum(read('GoodsShipment/PaymentAmountDetails/Amount'), hundredths)).toBe(total);
    expect(read('GoodsShipment/TotalPaymentAmountDetails/Amount')).toEqual([money(total)]);
  });

  it('has no payments in a ПТДЭГ, even where a fee is asked for one', () => {
    const [house] = sampleDeclaration(1, 'dteg').houses;
    const declaration = sampleDeclaration(1);
    const charged = { ...declaration, houses: declaration.houses.map((each) => ({ ...each, payments: house.payments })) };
    expect(new TextDecoder().decode(xml(charged))).not.toContain('Payment');
  });

  it('is of the type ЭТ for goods of electronic trade, else ИМ', () => {
    expect(textsAt(bytes, 'DeclarationKindCode')).toEqual(['ИМ']);
    expect(textsAt(xml({ ...sampleDeclaration(1), isElectronicTrade: true }), 'DeclarationKindCode')).toEqual(['ЭТ']);
  });

  it('marks individuals, and names their identity document where there is one', () => {
    expect(textsAt(bytes, `${HOUSE}/ConsigneeDetails/PersonSign`)).toHaveLength(5);
    expect(textsAt(xml(sampleDeclaration(2, 'dteg')), `${HOUSE}/ConsigneeDetails/PersonSign`)).toEqual([]);
    expect(textsAt(bytes, `${HOUSE}/ConsigneeDetails/IdentityCard/IdentityCardName`).at(0)).toBe('ПАСРФ');
    expect(textsAt(bytes, `${GOODS}/PresentedDocDetails/DocKindCode`).at(0)).toBe('11001');
  });

  it('leaves out what is not known', () => {
    const text = new TextDecoder().decode(xml(sampleDeclaration(3)));
    expect(text.match(/undefined|null|NaN|<([\w:]+)><\/\1>|DeclarationKind>/)).toBeNull();
  });

  it.each(['<b>', 'Tom & Jerry', ']]>', '-->', '"кавычки" и \'апостроф\'', '=HYPERLINK()', '{{7*7}}', '../../etc/passwd', 'AT&amp;T'])(
    'comes back exactly: %s',
    (text) => {
      const consignment = sampleConsignment(0);
      const hostile = alone({
        consignor: { ...consignment.consignor, name: text },
        goods: [{ ...consignment.goods[0], description: text, brand: text }],
      });
      expect(textsAt(hostile, `${HOUSE}/ConsignorDetails/OrganizationName`)).toEqual([text]);
      expect(textsAt(hostile, `${GOODS}/GoodsDescription`)).toEqual([text]);
      expect(textsAt(hostile, `${GOODS}/TradeMark`)).toEqual([text]);
    },
  );

  it('keeps zeros at both ends of numbers', () => {
    const consignment = sampleConsignment(0);
    const read = alone({ houseWaybill: '007701', goods: [{ ...consignment.goods[0], quantity: '1.50', grossWeightKg: '0.43' }] });
    expect(textsAt(read, `${HOUSE}/HouseWaybillDetails/PrDocumentNumber`)).toEqual(['007701']);
    expect(textsAt(read, `${GOODS}/SupplementaryQuantity/GoodsQuantity`)).toEqual(['1.50']);
    expect(textsAt(read, `${GOODS}/GrossWeightQuantity/GoodsQuantity`)).toEqual(['0.430']);
  });

  it('splits a long description and loses nothing of it', () => {
    const description = `${'Лампа 😀 '.repeat(110)}!`;
    const goods = [{ ...sampleConsignment(0).goods[0], description }];
    const parts = textsAt(alone({ goods }), `${GOODS}/GoodsDescription`);
    expect(parts.map((part) => [...part].length)).toEqual([250, 250, 250, [...description].length - 750]);
    expect(parts.join('')).toBe(description);
    expect(() => alone({ goods: [{ ...goods[0], description: 'x'.repeat(1_001) }] })).toThrow(/1000 characters/);
  });

  it('refuses a character that XML cannot carry', () => {
    expect(() => alone({ houseWaybill: 'a\u0001' })).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
  });

  it('names the namespaces of its album', () => {
    const of = (album: string) =>
      new TextDecoder().decode(xml({ ...sampleDeclaration(1), album })).match(/xmlns:ecd="[^"]*:([\d.]+)"/)?.[1];
    expect([of('5.27.0'), of('5.23.0')]).toEqual(['5.27.0', '5.23.0']);
    expect(() => of('4.0.0')).toThrow(RangeError);
  });
});
