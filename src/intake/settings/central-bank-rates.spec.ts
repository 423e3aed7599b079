import { DomainError, type Finding } from '../../domain/problem.js';
import { readCentralBankRates } from './central-bank-rates.js';

/** Letters of windows-1251 byte by byte: А–я are one row of the code page, Ё and ё stand apart. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    if (letter === 'ё') return 0xb8;
    throw new RangeError(letter);
  });
}

const utf8 = (text: string) => Buffer.from(text);

const valute = (letters: string, nominal: string, value: string, name = 'Единица') =>
  `<Valute ID="R01010"><NumCode>036</NumCode><CharCode>${letters}</CharCode><Nominal>${nominal}</Nominal><Name>${name}</Name><Value>${value}</Value><VunitRate>0,5</VunitRate></Valute>`;

const setting = (valutes: string, { date = '21.11.2026', encoding = 'windows-1251' } = {}) =>
  `<?xml version="1.0" encoding="${encoding}"?><ValCurs Date="${date}" name="Foreign Currency Market">${valutes}</ValCurs>`;

const DAY = '2026-11-22';

/** Findings as `row column code`. */
function faults(bytes: Uint8Array, date = DAY): string[] {
  try {
    readCentralBankRates(bytes, date);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.findings.map(({ row, column, code }: Finding) => `${row ?? '-'} ${column ?? '-'} ${code}`);
  }
}

describe('rates of the Central Bank', () => {
  it('are read as published, every digit of them', () => {
    const text = setting(
      valute('AUD', '1', '61,6473', 'Австралийский доллар') +
        valute('VND', '10000', '35,0190', 'Донгов') +
        valute('XDR', '1', '110,1234', 'СДР (специальные права заимствования)') +
        valute('EUR', '1', '92,4567', 'Евро, не тёща'),
    );
    expect(readCentralBankRates(windows1251(text), DAY)).toEqual({
      rates: [
        { currency: 'AUD', nominal: 1, rate: '61.6473' },
        { currency: 'VND', nominal: 10_000, rate: '35.0190' },
        { currency: 'EUR', nominal: 1, rate: '92.4567' },
      ],
      leftOut: ['XDR'],
    });
  });

  it.each([
    ['UTF-8', utf8(setting(valute('EUR', '1', '92,4567', 'Евро'), { encoding: 'UTF-8' }))],
    ['UTF-8 with a mark', utf8(`\ufeff${setting(valute('EUR', '1', '92,4567', 'Евро'), { encoding: 'utf-8' })}`)],
    ['no encoding named', utf8(setting(valute('EUR', '1', '92,4567', 'Евро')).replace(' encoding="windows-1251"', ''))],
    ['lines and blanks', windows1251(setting(`\r\n  ${valute('EUR', '1', '92,4567', 'Евро')}\r\n`))],
  ])('may be %s', (_, bytes) => {
    expect(readCentralBankRates(bytes, DAY).rates).toEqual([{ currency: 'EUR', nominal: 1, rate: '92.4567' }]);
  });

  it.each([
    ['22.11.2026', []],
    ['07.11.2026', []],
    ['06.11.2026', ['- Date mismatch']],
    ['23.11.2026', ['- Date mismatch']],
    ['31.11.2026', ['- Date date_invalid']],
    ['2026-11-22', ['- Date date_invalid']],
  ])('of a setting of %s', (date, expected) => {
    expect(faults(windows1251(setting(valute('EUR', '1', '92,4567'), { date })))).toEqual(expected);
  });

  it('have all their faults told at once', () => {
    const text = setting(
      valute('EUR', '1', '92.4567') +
        valute('eur', '1', '92,4567') +
        valute('USD', '0', '78,90123') +
        valute('CNY', '1e1', '0,0000') +
        valute('JPY', '100', '51,2345') +
        valute('JPY', '', '-1') +
        '<Valute/>',
      { date: '22.11.2025' },
    );
    expect(faults(windows1251(text))).toEqual([
      '- Date mismatch',
      '1 Value format',
      '2 CharCode format',
      '3 Nominal range',
      '3 Value decimal_scale',
      '4 Nominal type',
      '4 Value range',
      '6 Nominal type',
      '6 Value format',
      '6 CharCode duplicate',
      '7 CharCode format',
      '7 Nominal type',
      '7 Value format',
    ]);
  });

  it.each([
    ['is no XML', utf8('EUR;92,4567'), ['- - format']],
    ['is cut off', windows1251(setting(valute('EUR', '1', '92,4567')).slice(0, -20)), ['- - format']],
    ['is another document', utf8('<a/>'), ['- - format']],
    ['says that there are none', utf8('<ValCurs>Error in parameters</ValCurs>'), ['- - format']],
    ['has no currency', utf8('<ValCurs Date="21.11.2026" name="x"></ValCurs>'), ['- - min_items']],
    ['has too many', utf8(setting('<Valute/>'.repeat(301), { encoding: 'utf-8' })), ['- - max_items']],
    ['has a DOCTYPE', utf8('<!DOCTYPE ValCurs [<!ENTITY a "b">]><ValCurs Date="21.11.2026">&a;</ValCurs>'), ['- - format']],
    ['is of another encoding', utf8(setting(valute('EUR', '1', '92,4567'), { encoding: 'koi8-r' })), ['- - encoding']],
    ['is windows-1251 and says UTF-8', windows1251(setting(valute('EUR', '1', '92,4567'), { encoding: 'utf-8' })), ['- - encoding']],
  ])('are refused when the body %s', (_, bytes, expected) => {
    expect(faults(bytes)).toEqual(expected);
  });
});
