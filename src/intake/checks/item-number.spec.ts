import { judged } from '../../../test/fixtures/judged.js';

describe('C20 house waybills in the form of S10', () => {
  it.each([
    ['RB473124829CN', []],
    ['RB473124828CN', ['warning item_number /houseWaybill']],
    ['LP00675043231560', []],
    ['RB47312482ACN', []],
  ])('%s of express goods', (houseWaybill, expected) => expect(judged({ '/houseWaybill': houseWaybill })).toEqual(expected));

  it('is a fault by post', () => {
    const bag = 'CNCANARUMOWAAUN60123001190215';
    expect(judged({ '/houseWaybill': 'RB473124828CN', '/bag': bag }, { channel: 'postal' })).toEqual(['error format /houseWaybill']);
    expect(judged({ '/houseWaybill': 'RB473124829CN', '/bag': bag }, { channel: 'postal' })).toEqual([]);
  });
});
