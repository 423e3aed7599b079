import { findingsOf, judged } from '../../../../test/fixtures/judged.js';
import type { NomenclatureCode } from '../../../domain/trade-lists.js';

const CODE = '/goods/0/commodityCode';
const unknown = [`error unknown_code ${CODE}`];
const short = [`warning code_not_full ${CODE}`];

const nomenclature: readonly NomenclatureCode[] = [
  { code: '3926909709' },
  { code: '6404' },
  { code: '9503004100', to: '2026-11-21' },
  { code: '9503004200', from: '2026-11-22' },
  { code: '9503004300', from: '2026-11-23' },
];

describe('C14 commodity codes: in the nomenclature of the day, and full', () => {
  it.each([
    ['3926909709', []],
    ['3926909708', unknown],
    ['6404110000', []],
    ['6403110000', unknown],
    ['9503004100', unknown],
    ['9503004200', []],
    ['9503004300', unknown],
    // Beginnings of a code that is there, and of codes that all are.
    ['39269097', short],
    ['392690', short],
    ['640411', short],
    ['392610', [...unknown, ...short]],
    // The form is told by itself.
    ['39269', [`error format ${CODE}`]],
    [3926909709, [`error type ${CODE}`]],
  ])('%s', (code, expected) => expect(judged({ [CODE]: code }, { lists: { nomenclature } })).toEqual(expected));

  it('goes by the chapters without a list', () => {
    expect(judged({ [CODE]: '0101000000' })).toEqual([]);
    expect(judged({ [CODE]: '7700000000' })).toEqual(unknown);
    expect(judged({ [CODE]: '9801000000' })).toEqual(unknown);
  });

  it('names the day', () => expect(findingsOf({ [CODE]: '7700000000' })[0].values).toEqual(['2026-11-22']));
});
