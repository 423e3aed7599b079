import { grams, hundredths, kilograms, money } from '../../domain/units.js';
import { escapeText } from './xml-escape.js';
import { encoded, fixed, tag, tagAround, XmlWriter } from './xml-writer.js';

const name = tag('a');

function written(write: (xml: XmlWriter) => void): string {
  const xml = new XmlWriter();
  write(xml);
  return new TextDecoder().decode(xml.take());
}

describe('XmlWriter', () => {
  it('writes elements in their order and leaves out what has no value', () => {
    const quantity = tagAround('<q><n>', '</n><u>166</u></q>');
    const text = written((xml) => {
      xml.open(tag('p'));
      xml.element(name, undefined);
      xml.element(name, '');
      xml.element(quantity, '0.432');
      xml.fragment(encoded('<ж/>'));
      xml.close(tag('p'));
    });
    expect(text).toBe('<p><a></a><q><n>0.432</n><u>166</u></q><ж/></p>');
  });

  // Short and long texts take different ways to the same bytes.
  it.each([1, 39, 40, 41, 500])('writes any text as it is escaped, alone and behind %i others', (length) => {
    for (let unit = 0x20; unit < 0xfffe; unit += 1) {
      if (unit === 0x300) unit = 0x7f0; // one of each length in bytes and what lies around its ends
      if (unit === 0x810) unit = 0xd7f0;
      if (unit === 0xd800) unit = 0xe000;
      if (unit === 0xe010) unit = 0xfff0;
      const text = 'Ж'.repeat(length - 1) + String.fromCharCode(unit);
      expect(written((xml) => xml.element(name, text))).toBe(`<a>${escapeText(text)}</a>`);
    }
  });

  it.each(['\t\n', '\r', 'Tom & Jerry', '<b>]]>', '😀', 'Лампа 😀 "5"', `${'long '.repeat(20)}<&>\r😀`])(
    'writes %j as it is escaped',
    (text) => {
      expect(written((xml) => xml.element(name, text))).toBe(`<a>${escapeText(text)}</a>`);
    },
  );

  it.each(['\u0000', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud83d', '\ude00', 'a\ud83db'])('refuses %j', (text) => {
    for (const refused of [text, text.padStart(100)]) {
      expect(() => written((xml) => xml.element(name, refused))).toThrow(expect.objectContaining({ code: 'unrenderable-character' }));
    }
  });

  it('grows as needed, whichever way it is written', () => {
    const long = 'Ж'.repeat(600_000);
    const text = written((xml) => {
      xml.element(name, long);
      xml.markup(long);
      xml.fragment(encoded(long));
      for (let i = 0; i < 200_000; i += 1) xml.element(name, '12345678');
    });
    expect(text).toBe(`<a>${long}</a>${long}${long}${'<a>12345678</a>'.repeat(200_000)}`);
  });

  it('writes what never changes in its order, whatever stood there before', () => {
    const parts = ['<b/>', '<ж/>', `<c>${'Ж'.repeat(300)}</c>`].map((markup) => ({ markup, part: fixed(markup) }));
    const orders = [[0, 1], [1, 0], [0, 0], [2, 2, 0], [1], [], [0, 1]];
    const text = written((xml) => {
      for (const order of orders) {
        xml.element(name, '1');
        for (const index of order) xml.fixed(parts[index].part);
        xml.markup('<d/>');
      }
    });
    expect(text).toBe(orders.map((order) => `<a>1</a>${order.map((index) => parts[index].markup).join('')}<d/>`).join(''));
  });

  it.each([0, 7, 100, 12_345, 2_147_483_647, 2_147_483_648, 900_000_000_000_000, -5])('writes %i as the text of it', (value) => {
    const text = written((xml) => {
      xml.whole(name, value);
      xml.money(name, value);
      xml.kilograms(name, value);
    });
    expect(text).toBe(`<a>${value}</a><a>${money(value)}</a><a>${kilograms(value)}</a>`);
  });

  it.each([
    '0',
    '7',
    '5.',
    '0.4',
    '0.43',
    '0.432',
    '12.5',
    '12345678.901',
    '.5',
    '007',
    '00.50',
    '',
    '-1.5',
    '123456789012',
    '900000000000',
  ])('writes %j, as it was sent, as the number it is', (sent) => {
    expect(written((xml) => xml.sentKilograms(name, sent))).toBe(`<a>${kilograms(grams(sent))}</a>`);
  });

  it.each(['1.234', '0.00', '15', '1e3', '1.2.3', '1,5', '..', 'x', '12345678901234567.5', '99999999999999'])(
    'refuses or writes the amount %j as the number it is',
    (sent) => {
      const wanted = () => `<a>${money(hundredths(sent))}</a>`;
      const given = () => written((xml) => xml.sentMoney(name, sent));
      let expected: string | undefined;
      try {
        expected = wanted();
      } catch {
        expect(given).toThrow(RangeError);
        return;
      }
      expect(given()).toBe(expected);
    },
  );

  it.each([
    ['Ли', 'Ян', undefined],
    ['Tom & Co', '<b>', 'Ж'.repeat(100)],
    ['', '😀', ''],
  ])('writes the words %j %j %j', (...words) => {
    const [first, second, third] = words;
    const joined = words.filter((word) => word !== undefined).join(' ');
    expect(written((xml) => xml.words(name, first ?? '', second ?? '', third))).toBe(`<a>${escapeText(joined)}</a>`);
  });

  it('hands out long documents that later ones do not change', () => {
    const xml = new XmlWriter();
    const texts = ['1', '2', '3'].map((digit) => digit.repeat(900_000));
    const taken = texts.map((text) => {
      xml.element(name, text);
      return xml.take();
    });
    expect(taken.map((bytes) => new TextDecoder().decode(bytes))).toEqual(texts.map((text) => `<a>${text}</a>`));
  });

  it('begins anew when what it wrote has been taken', () => {
    const xml = new XmlWriter();
    xml.element(name, '1');
    const first = xml.take();
    xml.element(name, '2');
    expect([first, xml.take()].map((bytes) => new TextDecoder().decode(bytes))).toEqual(['<a>1</a>', '<a>2</a>']);
  });
});
