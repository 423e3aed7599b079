import { NotCompiled } from './not-compiled.js';
import { patternOf } from './pattern.js';

describe('a pattern of a schema', () => {
  it.each<[string, string[], string[]]>([
    ['\\d{2}', ['12'], ['1', '123', '1a', 'x12', '12\n']],
    ['(\\d{2})|([A-Z]{2}\\d{5})', ['12', 'AB12345'], ['AB', '1234567', '12AB12345']],
    ['[A-Z]{3}|[А-Я]{3}', ['ABC', 'АБВ'], ['abc', 'AБC', 'ABCD']],
    ['R(\\.[A-Z]{2})?\\.[0-9]{3}', ['R.001', 'R.RU.001'], ['Rx001', 'R.RU001']],
    ['[ -~]{1,9}', ['a b~', '-'], ['', 'Ж', '1234567890']],
    ['\\D{3}', ['abc', 'АБ!'], ['ab1', 'ab']],
    ['a-b/c^d$', ['a-b/c^d$'], ['a-b/cd']],
    ['[\\d\\-.]+', ['1-2.3'], ['1_2']],
    ['a.c', ['abc', 'a𠀀c'], ['a\nc', 'ac']],
  ])('%s takes what it says', (pattern, good, bad) => {
    for (const text of good) expect([text, patternOf(pattern).test(text)]).toEqual([text, true]);
    for (const text of bad) expect([text, patternOf(pattern).test(text)]).toEqual([text, false]);
  });

  it.each(['[a-z-[aeiou]]', '\\i\\c*', '\\p{L}', '(?:a)', 'a+?', '[\\D]', '\\W', 'a{2}{3}', '[', 'a]', '('])(
    '%s is not taken',
    (pattern) => {
      expect(() => patternOf(pattern)).toThrow(NotCompiled);
    },
  );
});
