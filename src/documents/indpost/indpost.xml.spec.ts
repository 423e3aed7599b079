import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { longestConsignment } from '../../../test/fixtures/limits.js';
import type { Consignment } from '../../domain/consignment.js';
import type { DeclarationKind } from '../../domain/declaration.js';
import type { DeclaredConsignment } from '../subjects.js';
import { indpostWriter } from './indpost.xml.js';
import { fields, lineFields } from './indpost-fields.js';

const rates = {
  date: '2026-11-22',
  rates: [
    { currency: 'CNY', nominal: 10, rate: '112.3450' },
    { currency: 'EUR', nominal: 1, rate: '92.4567' },
  ],
};

function made(consignment: Consignment, kind: DeclarationKind = 'ptdeg') {
  const declaration = declarationOf([consignment], kind);
  const { fileName, bytes, changes } = indpostWriter(rates)(declaration, declaration.houses[0]);
  return { fileName, changes: [...changes], text: new TextDecoder('windows-1251').decode(bytes) };
}

const contentOf = (text: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
const first = sampleConsignment(0);
const [item] = first.goods;

describe('AltaIndPost', () => {
  it('says of an individual who, what, and by which rates', () => {
    const { fileName, text, changes } = made(first);
    expect(fileName).toBe(`IndPost_${first.houseWaybill}.xml`);
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="windows-1251"\?>\n<AltaIndPost time="2026-11-22T09:15:00\+03:00" FileName="IndPost_/,
    );
    const values = [
      'NUM',
      'AVIANUM',
      'TYPE_PARCEL',
      'CONSIGNEE_CHOICE',
      'IDENTITYCARDCODE',
      'ALLCOST',
      'CURRENCY',
      'CURRATE',
      'CURERATE',
      'ARRIVEDATE',
    ];
    expect(values.map((name) => contentOf(text, name))).toEqual([
      first.houseWaybill,
      '210-10020032',
      '1',
      '1',
      '21',
      '35.00',
      'CNY',
      '11.2345',
      '92.4567',
      '2026-11-22',
    ]);
    expect(changes).toEqual([]);
  });

  it('says of a firm its numbers, and no basis of a duty that only individuals pay', () => {
    const { text } = made(sampleConsignment(0, 'dteg'), 'dteg');
    expect([contentOf(text, 'CONSIGNEE_CHOICE'), contentOf(text, 'TYPE_PARCEL'), contentOf(text, 'TAXBASE_TAXBASEEURO')]).toEqual([
      '2',
      '0',
      undefined,
    ]);
    expect(contentOf(text, 'CONSIGNEE_SHORTNAME')).toBeDefined();
    expect(text).not.toContain('PERSONSURNAME');
  });

  describe('the duty that the plan figured', () => {
    const dutyOf = (duty: DeclaredConsignment['duty']) => {
      const declaration = declarationOf([first]);
      const { bytes } = indpostWriter(rates)(declaration, { ...declaration.houses[0], ...(duty === undefined ? {} : { duty }) });
      const text = new TextDecoder('windows-1251').decode(bytes);
      return ['NEEDCUSTOMSRECEIPT', 'TAXBASE_TAXBASEKIND'].map((name) => contentOf(text, name));
    };

    it.each([
      [{ kopecks: 42_812, basis: 'value' as const }, ['1', '0']],
      [{ kopecks: 166_422, basis: 'weight' as const }, ['1', '1']],
      [{ kopecks: 0, basis: 'none' as const }, ['0', undefined]],
      [undefined, [undefined, undefined]],
    ])('%j is told as %j', (duty, told) => expect(dutyOf(duty)).toEqual(told));

    it('is told of a firm by its payments, and not on what it is figured', () => {
      const { text } = made(sampleConsignment(0, 'dteg'), 'dteg');
      expect([contentOf(text, 'NEEDCUSTOMSRECEIPT'), contentOf(text, 'TAXBASE_TAXBASEKIND')]).toEqual(['1', undefined]);
    });
  });

  it('states of the terms of delivery countries and airports, and not who pays the carriage', () => {
    const { text } = made(first);
    const terms = ['TRADINGCOUNTRYCODE', 'DISPATCHCOUNTRYCODE', 'DELIVERYTERMSSTRINGCODE'].map((name) => `DELIVERYTERMS_${name}`);
    expect([...terms, 'DEPARTUREPOINT_IATACODE', 'DELIVERYPOINT_IATACODE'].map((name) => contentOf(text, name))).toEqual([
      'CN',
      'CN',
      undefined,
      'HGH',
      'SVO',
    ]);
  });

  it('shortens words at a word, marks and reports it', () => {
    const description = `${'слово '.repeat(60)}конец`;
    const { text, changes } = made({ ...first, goods: [{ ...item, description }] });
    const written = contentOf(text, 'DESCR') ?? '';
    expect(written.length).toBeLessThanOrEqual(250);
    expect(written).toMatch(/^(слово )+слово…$/);
    expect(changes).toEqual([{ field: 'DESCR', line: 1, change: 'shortened', detail: '250' }]);
  });

  it('leaves out a number that does not fit, for a part of it is another', () => {
    const { text, changes } = made({ ...first, houseWaybill: 'H'.repeat(31), pieces: 1000 });
    expect([contentOf(text, 'NUM'), contentOf(text, 'PLACES')]).toEqual([undefined, undefined]);
    expect(changes.map(({ field, change, detail }) => [field, change, detail])).toEqual([
      ['NUM', 'left out', '30'],
      ['INVNUM', 'left out', '30'],
      ['PLACES', 'left out', '3'],
    ]);
  });

  it('replaces what windows-1251 lacks, before it looks at lengths, and never tells the value', () => {
    const consignee = { ...first.consignee, address: { ...first.consignee.address, city: `Ә${'æ'.repeat(20)}` } };
    const { text, changes } = made({ ...first, consignee, goods: [{ ...item, description: 'Коврик 24×16, 5 ≤ 6 ＊ ?' }] });
    expect(contentOf(text, 'DESCR')).toBe('Коврик 24x16, 5 &lt;= 6  ?');
    expect(contentOf(text, 'CITY')).toHaveLength(35);
    expect(changes).toEqual([
      { field: 'CITY', change: 'replaced', detail: 'U+04D8 U+00E6' },
      { field: 'CITY', change: 'shortened', detail: '35' },
      { field: 'DESCR', line: 1, change: 'replaced', detail: 'U+00D7 U+2264 U+FF0A' },
    ]);
  });

  it('keeps a long telephone number where only its spaces are too many', () => {
    expect(contentOf(made({ ...first, consignee: { ...first.consignee, phone: '+7 (916) 123-45-67' } }).text, 'PHONEMOB')).toBe(
      '+79161234567',
    );
  });

  it.each([
    ['2', '35.00', '17.50'],
    ['3', '35.00', undefined],
    ['0.5', '35.00', '70.00'],
    ['999999999999.999999', '35.00', undefined],
  ])('states a unit price of %s for %s only if it comes out', (quantity, amount, price) => {
    const { text } = made({ ...first, goods: [{ ...item, quantity, value: { amount, currency: 'CNY' } }] });
    expect(contentOf(text, 'PRICE')).toBe(price);
  });

  it.each(['individual', 'company'] as const)('keeps every field within its length, of the longest %s', (kind) => {
    const { text } = made(longestConsignment(kind), kind === 'company' ? 'dteg' : 'ptdeg');
    const limits = new Map([...Object.values(fields), ...Object.values(lineFields)].map(({ name, limit }) => [name, limit]));
    const elements = [...text.matchAll(/<([A-Z0-9_]+)>([^<]*)<\/\1>/g)];
    expect(elements.length).toBeGreaterThan(30);
    for (const [, name, value] of elements) expect([name, value.length <= (limits.get(name) ?? 0)]).toEqual([name, true]);
  });

  it('puts the elements in the order of the schema', () => {
    const order = [...Object.values(fields), ...Object.values(lineFields)].map(({ name }) => name);
    for (const kind of ['ptdeg', 'dteg'] as const) {
      const { text } = made(sampleDeclaration(2, kind).houses[0].consignment, kind);
      const names = [...text.matchAll(/<([A-Z0-9_]+)>[^<]*<\/\1>/g)].map(([, name]) => name);
      expect(names.map((name) => order.indexOf(name))).toEqual(names.map((name) => order.indexOf(name)).toSorted((a, b) => a - b));
    }
  });
});
