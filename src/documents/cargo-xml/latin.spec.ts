import { LIMITS, latin, optionalLatin } from './latin.js';

describe('latin', () => {
  it.each([
    ['Щёлково', '<ram:CityName>SHCHELKOVO</ram:CityName>\n'],
    ['Юлия Цой', '<ram:CityName>IULIIA TSOI</ram:CityName>\n'],
    ['Ёлкин & Co.', '<ram:CityName>ELKIN AND CO.</ram:CityName>\n'],
    ['чехол, 2 шт.', '<ram:CityName>CHEKHOL 2 SHT.</ram:CityName>\n'],
    ['- «Химки»', '<ram:CityName>KHIMKI</ram:CityName>\n'],
  ])('writes %s as air-cargo 3.4 has it', (value, element) => {
    expect(latin('CityName', value, LIMITS.city)).toBe(element);
  });

  it('ends at a word where the text is too long, and inside a first word that is', () => {
    expect(latin('CityName', 'Moscow Sheremetyevo Cargo', LIMITS.city)).toContain('>MOSCOW<');
    expect(latin('CityName', 'Moscow Cargo East 2', LIMITS.city)).toContain('>MOSCOW CARGO EAST<');
    expect(latin('CountrySubDivisionName', 'Свердловская область', LIMITS.region)).toContain('>SVERDLOVS<');
  });

  it('names the element and not the value where nothing is left', () => {
    expect(() => latin('CityName', '杭州', LIMITS.city)).toThrow('Cargo-XML, CityName: nothing of it can be written in A-Z and digits');
    expect(() => optionalLatin('StreetName', '杭州路', LIMITS.street)).toThrow(/StreetName/);
  });

  it('leaves an optional element out that says nothing', () => {
    expect([undefined, '', ' / ', '—'].map((value) => optionalLatin('StreetName', value, LIMITS.street))).toEqual(['', '', '', '']);
  });
});
