import { findingsOf, goodsOf, judged } from '../../../../test/fixtures/judged.js';
import type { StopWord } from '../../../domain/trade-lists.js';

const TEXT = '/goods/0/description';
const EN = '/goods/0/descriptionEn';
const BRAND = '/goods/0/brand';

const stop = (phrase: string, match: StopWord['match'], more: Partial<StopWord> = {}): StopWord => ({
  phrase,
  match,
  severity: 'hold',
  ...more,
});
const by = (...words: StopWord[]) => ({ lists: { 'stop-words': words } });
const held = (...members: string[]) => members.map((member) => `hold stop_word ${member}`);

describe('C12 stop words', () => {
  it.each([
    ['word as written', stop('нож', 'word'), 'Нож кухонный', true],
    ['word in another form', stop('нож', 'word'), 'Набор ножей', false],
    ['word within another', stop('нож', 'word'), 'Ножницы', false],
    ['word in capitals', stop('Нож', 'word'), 'НОЖ КУХОННЫЙ', true],
    ['form', stop('петарда', 'form'), 'Набор петард', true],
    ['form in capitals', stop('ПЕТАРДА', 'form'), 'петардами', true],
    ['form of another word', stop('петарда', 'form'), 'Петрушка', false],
    ['ё as е', stop('ёлка', 'form'), 'Гирлянда для елки', true],
    ['е as ё', stop('елка', 'word'), 'Ёлка', true],
    ['Latin word', stop('vape', 'word'), 'Держатель Vape', true],
    ['Latin form, which is the word', stop('vape', 'form'), 'Держатель vapes', false],
    ['phrase in other forms', stop('электронная сигарета', 'phrase'), 'Чехол для электронных сигарет, черный', true],
    ['phrase over a hyphen', stop('нож бабочка', 'phrase'), 'Ножи-бабочки', true],
    ['phrase with a word between', stop('электронная сигарета', 'phrase'), 'электронная модная сигарета', false],
    ['phrase cut off', stop('электронная сигарета', 'phrase'), 'Книга электронная', false],
    ['hyphen in a word', stop('пневмо-пистолет', 'word'), 'Пневмо-пистолет', true],
    ['number in a phrase', stop('калибр 9', 'phrase'), 'Муляж калибра 9', true],
  ])('%s', (_what, row, description, isFound) => {
    expect(judged({ [TEXT]: description }, by(row))).toEqual(isFound ? held(TEXT) : []);
  });

  it('are looked for in the English description as well, and told once for a line', () => {
    const words = by(stop('vape', 'word'));
    expect(judged({ [EN]: 'Vape holder' }, words)).toEqual(held(EN));
    expect(judged({ [TEXT]: 'Держатель vape, vape', [EN]: 'vape' }, words)).toEqual(held(TEXT));
    const lines = goodsOf({ description: 'Держатель vape' }, { descriptionEn: 'vape' });
    expect(judged(lines, words)).toEqual(held('/goods/0/description', '/goods/1/descriptionEn'));
  });

  it('are each told that are met, as heavy as their rows say', () => {
    const words = by(
      stop('нож', 'form'),
      stop('охотничий нож', 'phrase', { severity: 'warning' }),
      stop('чехол', 'form', { severity: 'info' }),
    );
    expect(judged({ [TEXT]: 'Чехол для охотничьего ножа' }, words)).toEqual([
      `info stop_word ${TEXT}`,
      `warning stop_word ${TEXT}`,
      `hold stop_word ${TEXT}`,
    ]);
  });

  it("name the list's phrase and reason, never the description", () => {
    const words = by(stop('Петарда', 'form', { reason: 'пиротехника' }), stop('набор', 'word'));
    expect(findingsOf({ [TEXT]: 'Тайный набор петард' }, words).map(({ detail, values }) => ({ detail, values }))).toEqual([
      { detail: 'Stop word “{0}”', values: ['набор'] },
      { detail: 'Stop word “{0}”: {1}', values: ['Петарда', 'пиротехника'] },
    ]);
  });

  it('are found again after many other words', () => {
    const many = Array.from({ length: 300 }, (_, index) => `слово${index}`)
      .join(' ')
      .slice(0, 900);
    expect(judged({ [TEXT]: `${many} петарды` }, by(stop('петарда', 'form')))).toEqual(held(TEXT));
  });

  it('come built in', () => {
    expect(judged({ [TEXT]: 'Фейерверки новогодние' })).toEqual(held(TEXT));
    expect(judged({ [TEXT]: 'Клеевой пистолет, бокалы для виски, патрон для лампы' })).toEqual([]);
  });

  it('are not looked for in what is no text', () => {
    expect(judged({ [TEXT]: 5, [EN]: ['vape'] }, by(stop('vape', 'word')))).toEqual([`error type ${TEXT}`, `error type ${EN}`]);
  });
});

describe('C22 registered trade marks', () => {
  const lists = { brands: [{ brand: 'Louis Vuitton' }, { brand: 'ADIDAS' }] };

  it.each([
    [{ [BRAND]: 'Adidas' }, [`info brand_registered ${BRAND}`]],
    [{ [BRAND]: 'LOUIS VUITTON' }, [`info brand_registered ${BRAND}`]],
    [{ [BRAND]: 'LOUIS' }, []],
    [{ [TEXT]: 'Кроссовки adidas' }, [`info brand_registered ${TEXT}`]],
    [{ [TEXT]: 'Кроссовки adidas', [BRAND]: 'ADIDAS' }, [`info brand_registered ${TEXT}`]],
    [{ [TEXT]: 'Кроссовки adidasy' }, []],
  ])('%j', (changes, expected) => expect(judged(changes, { lists })).toEqual(expected));

  it('are not held as stop words', () => expect(judged({ [BRAND]: 'VAPE' }, by(stop('vape', 'word')))).toEqual([]));
});
