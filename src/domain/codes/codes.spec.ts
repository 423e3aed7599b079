import { airport, isAirport } from './airports.js';
import { carrier, isCarrier } from './carriers.js';
import { countryName, isCountry } from './countries.js';
import { currencyDigits, isCurrency } from './currencies.js';
import { identityDocumentKind, isIdentityDocumentKind, issuingCountry } from './identity-documents.js';
import { isUnit, unitName, units } from './units.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const LETTERS_AND_DIGITS = [...LETTERS, ...'0123456789'];
const pairs = LETTERS_AND_DIGITS.flatMap((a) => LETTERS_AND_DIGITS.map((b) => a + b));
const triples = LETTERS.flatMap((a) => LETTERS.flatMap((b) => LETTERS.map((c) => a + b + c)));

describe('countries', () => {
  const known = pairs.filter(isCountry);

  it('are the 249 of ISO 3166', () => expect(known).toHaveLength(249));

  it('have capital names that fit every document', () => {
    for (const alpha2 of known) expect(countryName(alpha2)).toMatch(/^[А-Я][А-Я '(),.-]{2,39}$/);
    expect([countryName('RU'), countryName('CN'), countryName('XX')]).toEqual(['РОССИЯ', 'КИТАЙ', undefined]);
  });
});

describe('currencies', () => {
  const known = triples.filter(isCurrency);

  it('have digits of their own', () => {
    expect(new Set(known.map(currencyDigits)).size).toBe(known.length);
    expect([currencyDigits('RUB'), currencyDigits('CNY'), currencyDigits('DZD'), currencyDigits('HRK')]).toEqual([
      '643',
      '156',
      '012',
      undefined,
    ]);
  });
});

describe('units', () => {
  it('have names within the 13 characters of MeasureUnitQualifierName', () => {
    for (const [code, name] of units) expect(`${code} ${name}`).toMatch(/^\d{3} .{1,13}$/);
    expect([unitName('796'), unitName('166'), unitName('715'), isUnit('000')]).toEqual(['ШТ', 'КГ', 'ПАР', false]);
  });
});

describe('airports', () => {
  const known = triples.filter(isAirport);

  it('stand in countries and have names within 50 characters', () => {
    for (const iata of known) {
      const { icao, name, country } = airport(iata)!;
      expect(isCountry(country)).toBe(true);
      expect(`${icao ?? 'NONE'} ${name}`).toMatch(/^[A-Z]{4} [ -~]{3,50}$/);
    }
  });

  it('have ICAO letters of their own', () => {
    const icao = known.map((iata) => airport(iata)?.icao).filter((letters) => letters !== undefined);
    expect(new Set(icao).size).toBe(icao.length);
    expect([airport('HGH')?.icao, airport('SVO')?.icao, airport('SVX')?.icao, airport('KJA')?.icao]).toEqual([
      'ZSHC',
      'UUEE',
      'USSS',
      'UNKL',
    ]);
  });
});

describe('carriers', () => {
  const known = pairs.filter(isCarrier);

  it('have prefixes of their own', () => {
    const prefixes = known.map((iata) => carrier(iata)?.prefix);
    expect(new Set(prefixes).size).toBe(known.length);
    for (const prefix of prefixes) expect(prefix).toMatch(/^\d{3}$/);
    expect([carrier('4B'), carrier('XX')]).toEqual([{ icao: 'TUP', name: 'AVIASTAR-TU', prefix: '210' }, undefined]);
  });
});

describe('identity documents', () => {
  it('know the Russian passport by both codes, and the country of an EAEU code', () => {
    expect(identityDocumentKind('RU01001')).toBe(identityDocumentKind('21'));
    expect([issuingCountry('21'), issuingCountry('KZ02014'), issuingCountry('10')]).toEqual(['RU', 'KZ', undefined]);
    expect(['RU01001', '21', '1', 'ru01001'].map(isIdentityDocumentKind)).toEqual([true, true, false, false]);
  });
});
