import { isItemNumber, isReceptacle, itemCheckDigit } from './postal-number.js';

describe('S10 item number', () => {
  it.each([
    ['P1', '47312482', 9],
    ['P2', '00000000', 5],
    ['P2', '00000008', 0],
    ['P3', '12345678', 5],
    ['P3', '10000003', 4],
    ['P3', '30000000', 9],
    ['UPU', '11112222', 9],
  ])('%s: check digit of %s is %i', (_vector, serial, digit) => expect(itemCheckDigit(serial)).toBe(digit));

  it.each([
    ['RB473124829CN', true],
    ['RB473124828CN', false],
    ['rb473124829cn', false],
    ['LP00675043231560', false],
  ])('%s is %s', (number, valid) => expect(isItemNumber(number)).toBe(valid));
});

describe('S9 receptacle', () => {
  it.each([
    ['CNCANARUMOWAAUN60123001190215', true],
    ['CNCANARUMOWAAUN6012300119021', false],
    ['CNCANARUMOWAXUN60123001190215', false],
    ['HGHSVO2611220017', false],
  ])('%s is %s', (bag, valid) => expect(isReceptacle(bag)).toBe(valid));
});
