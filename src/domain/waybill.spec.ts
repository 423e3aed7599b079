import { isWaybillNumber, readWaybillNumber, waybillCheckDigit, waybillNumber, waybillParts } from './waybill.js';

describe('air waybill numbers, air-cargo 1.1', () => {
  it.each([
    [1234567, '12345675'],
    [8114074, '81140743'],
    [6854834, '68548340'],
    [1111111, '11111111'],
    [1, '00000011'],
    [7, '00000070'],
    [9999999, '99999992'],
    [1002003, '10020032'],
  ])('serial %i becomes %s', (serial, digits) => {
    expect(waybillNumber('210', serial)).toBe(`210-${digits}`);
    expect(isWaybillNumber(`210-${digits}`)).toBe(true);
  });

  it.each(['12345670', '10020033', '1234567', '81140747'])('%s is invalid', (digits) => {
    expect(isWaybillNumber(`210-${digits}`)).toBe(false);
  });

  it('derives 2 for serial 2789950', () => {
    expect(waybillCheckDigit(2789950)).toBe(2);
  });

  it('A1 222-40333075 is valid', () => expect(isWaybillNumber('222-40333075')).toBe(true));
  it('A1 141-70382023 is valid', () => expect(isWaybillNumber('141-70382023')).toBe(true));
  it('A2 222-40333074 is not valid', () => expect(isWaybillNumber('222-40333074')).toBe(false));

  it.each([
    ['with a stray dot', '222-.40333075', true],
    ['with a space', '222 4033 3075', true],
    ['without a hyphen', '22240333075', true],
    ['without a prefix', '40333075', false],
    ['with letters', '222-4033307A', false],
  ])('C20 %s: %s', (_name, number, valid) => {
    expect(isWaybillNumber(number)).toBe(valid);
    expect(readWaybillNumber(number)).toBe(valid ? number.replace(/\D/g, '').replace(/^.../, '$&-') : undefined);
  });

  it.each(['21010020032', '210-10020032', '210-1002 0032', ' 210.1002.0032 '])('%j is read as one number', (written) => {
    expect(readWaybillNumber(written)).toBe('210-10020032');
  });

  it('of the next serial is 11 further, and 4 where the check digit is 6', () => {
    for (const serial of [0, 1_002_003, 1_002_005, 1_002_006, 9_999_998]) {
      const [number, next] = [serial, serial + 1].map((one) => Number(waybillParts(waybillNumber('210', one)).serial));
      expect([serial, next - number]).toEqual([serial, waybillCheckDigit(serial) === 6 ? 4 : 11]);
    }
  });

  it.each([
    ['21', 1],
    ['2100', 1],
    ['21A', 1],
    ['210', -1],
    ['210', 10_000_000],
    ['210', 1.5],
  ])('prefix %s and serial %d make no number', (prefix, serial) => {
    expect(() => waybillNumber(prefix, serial)).toThrow('three-digit prefix');
  });

  it('come apart', () => {
    expect(waybillParts('210-10020032')).toEqual({ prefix: '210', serial: '10020032' });
  });
});
