import { judged } from '../../../../test/fixtures/judged.js';
import { faults, hostileTexts } from '../../../../test/flow/bad-input.cases.js';

const TEXT = '/goods/0/description';
const foundIn = (description: string) => judged({ [TEXT]: description }).map((found) => found.replace(` ${TEXT}`, ''));

describe('C15 descriptions are in Russian', () => {
  it.each([
    ['Чехол для телефона', []],
    ['Телефон Samsung Galaxy', ['info brand_registered']],
    ['Phone case', ['error description_script']],
    ['Case (black), 2 pcs.', ['error description_script']],
    ['USB-C to HDMI', ['error description_script']],
    ['35 mm', ['warning description_script', 'warning description_vague']],
    ['A5 No. 17', ['warning description_script']],
    ['<b>bold</b>', ['warning description_script']],
    ['=HYPERLINK("http://example.com";"x")', ['warning description_script']],
    ['{{7*7}}', ['warning description_script', 'warning description_vague']],
    ["'; DROP TABLE consignment; --", ['warning description_script']],
    ['../../etc/passwd', ['warning description_script']],
    ['Tom & Jerry', ['warning description_script']],
  ])('%s', (description, expected) => expect(foundIn(description)).toEqual(expected));

  it.each(hostileTexts)('take %s for text', (description) => {
    expect(foundIn(description).filter((found) => found.startsWith('error'))).toEqual([]);
  });

  it.each(faults.text.filter(([, at]) => at.endsWith('/description')))('have one fault if they are %s', (_what, _at, value, code) => {
    const description = String(value);
    expect(foundIn(description).filter((found) => found.startsWith('error'))).toEqual([`error ${code}`]);
  });
});

describe('C15 descriptions tell the goods', () => {
  it.each([
    ['Подарок', ['error description_vague']],
    ['ПОДАРКИ', ['error description_vague']],
    ['товар', ['error description_vague']],
    ['запасные запчасти', []],
    ['Разное, аксессуары', ['error description_vague']],
    ['Подарок 2 шт', ['error description_vague']],
    ['Товары из Китая', []],
    ['Подарочная коробка', []],
    ['gift', ['error description_script', 'error description_vague']],
    ['Чай', ['warning description_vague']],
    ['ЛБ', ['warning description_vague']],
    ['л б', ['warning description_vague']],
    ['Зонт', []],
    ['17', ['warning description_script', 'warning description_vague']],
  ])('%s', (description, expected) => expect(foundIn(description)).toEqual(expected));

  it('by the words of the list', () => {
    const lists = { 'vague-words': [{ word: 'Чехол' }, { word: 'ёлка' }] };
    expect(judged({ [TEXT]: 'Чехлы' }, { lists })).toEqual([`error description_vague ${TEXT}`]);
    expect(judged({ [TEXT]: 'чехола' }, { lists })).toEqual([`error description_vague ${TEXT}`]);
    expect(judged({ [TEXT]: 'Елки' }, { lists })).toEqual([`error description_vague ${TEXT}`]);
    expect(judged({ [TEXT]: 'Подарок' }, { lists })).toEqual([]);
  });
});
