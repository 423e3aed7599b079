import { judged } from '../../../../test/fixtures/judged.js';

const LAST = '/consignee/lastName';
const FIRST = '/consignee/firstName';

describe('C6 names are in Cyrillic at a Russian address', () => {
  it.each([
    ['Иванова', 'Анна', []],
    ['Римская-Корсакова', 'Анна Мария', []],
    ['Ivanova', 'Anna', [`warning name_script ${LAST}`, `warning name_script ${FIRST}`]],
    ['Иванова', 'Anna', [`warning name_script ${FIRST}`]],
    // The last letter is a Latin one that looks alike.
    ['Ивановa', 'Анна', [`warning name_script ${LAST}`]],
  ])('%s %s', (last, first, expected) => expect(judged({ [LAST]: last, [FIRST]: first })).toEqual(expected));

  it('asks nothing at an address elsewhere', () => {
    expect(judged({ [LAST]: 'Ivanova', [FIRST]: 'Anna', '/consignee/address/country': 'KZ' })).toEqual([]);
  });

  it('says nothing of what is no text', () => expect(judged({ [LAST]: 5 })).toEqual([`error type ${LAST}`]));
});
