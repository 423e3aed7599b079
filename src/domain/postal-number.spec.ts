import { isItemNumber, isReceptacle, itemCheckDigit, looksLikeItemNumber, readDispatch, readReceptacle } from './postal-number.js';

describe('C20 S10 item number', () => {
  it('P1 47312482 has check digit 9', () => expect(itemCheckDigit('47312482')).toBe(9));
  it('P2 00000000 has check digit 5', () => expect(itemCheckDigit('00000000')).toBe(5));
  it('P2 00000008 has check digit 0', () => expect(itemCheckDigit('00000008')).toBe(0));
  it('P3 12345678 has check digit 5', () => expect(itemCheckDigit('12345678')).toBe(5));
  it('P3 10000003 has check digit 4', () => expect(itemCheckDigit('10000003')).toBe(4));
  it('P3 30000000 has check digit 9', () => expect(itemCheckDigit('30000000')).toBe(9));
  it('11112222 has check digit 9, as the UPU shows it', () => expect(itemCheckDigit('11112222')).toBe(9));

  it.each([
    ['RB473124829CN', true],
    ['RB473124828CN', false],
    ['rb473124829cn', false],
    ['LP00675043231560', false],
  ])('%s is %s', (number, valid) => expect(isItemNumber(number)).toBe(valid));
});

describe('the form of an S10 item number', () => {
  it.each([
    ['RB473124828CN', true],
    ['RB47312482CN', false],
    ['RB47312482ACN', false],
    ['LP00675043231560', false],
  ])('%s: %s', (number, expected) => expect(looksLikeItemNumber(number)).toBe(expected));
});

const dispatch = { origin: 'CNCANA', destination: 'RUMOWA', category: 'A', mailClass: 'UN', yearDigit: 6, number: '0123' };

describe('S8 dispatch', () => {
  it('P4 CNCANARUMOWAAUN60123 is read', () => expect(readDispatch('CNCANARUMOWAAUN60123')).toEqual(dispatch));

  it.each(['CNCANARUMOWAAUN6012', 'CNCANARUMOWAEUN60123', '12CANARUMOWAAUN60123', 'CNCANARUMOWAAUN60123001190215'])(
    '%s is none',
    (text) => {
      expect(readDispatch(text)).toBeUndefined();
    },
  );
});

describe('S9 receptacle', () => {
  it('P5 CNCANARUMOWAAUN60123001190215 is read', () => {
    expect(readReceptacle('CNCANARUMOWAAUN60123001190215')).toEqual({
      dispatch,
      number: '001',
      isLast: true,
      hasRegisteredItems: undefined,
      grossWeightG: 21_500,
    });
  });

  it.each([
    ['CNCANARUMOWAAUN60123002019999', { isLast: false, hasRegisteredItems: true, grossWeightG: undefined }],
    ['CNCANARUMOWAAUN60123003900001', { isLast: undefined, hasRegisteredItems: false, grossWeightG: 100 }],
  ])('%s is read', (text, expected) => expect(readReceptacle(text)).toMatchObject(expected));

  it('is read of nothing else', () => expect(readReceptacle('HGHSVO2611220017')).toBeUndefined());

  it.each([
    ['CNCANARUMOWAAUN60123001190215', true],
    ['CNCANARUMOWAAUN6012300119021', false],
    ['CNCANARUMOWAXUN60123001190215', false],
    ['HGHSVO2611220017', false],
  ])('%s is %s', (bag, valid) => expect(isReceptacle(bag)).toBe(valid));
});
