import { stopWords as builtIn } from '../checks/built-in/stop-words.js';
import { oneOf } from '../fields/code.js';
import { described } from '../fields/field.js';
import { optional, type Rule, required } from '../fields/object.js';
import { defineList, present } from './list-definition.js';
import { folded, plainText, searched, source } from './list-fields.js';

const isOneWord = (phrase: string): boolean => !/\s/.test(phrase);

/** A word with a space in it would never be found. */
const oneWordUnlessPhrase: Rule = ({ phrase, match }, inspection) => {
  if ((match === 'word' || match === 'form') && typeof phrase === 'string' && !isOneWord(phrase)) {
    inspection.add('format', 'One word; several are a `phrase`', 'phrase');
  }
};

/** Source: customs-rules 3, C12. */
export const stopWords = defineList({
  name: 'stop-words',
  summary: 'Words of descriptions that a consignment is held for until a person approves it',
  columns: {
    phrase: required(described(searched(200), 'A word, or several with spaces between them')),
    match: optional(
      described(
        oneOf('word', 'form', 'phrase'),
        '`word` as written, `form` any form of the word, `phrase` several words, each in any form; by the number of words if left out',
      ),
    ),
    severity: optional(described(oneOf('hold', 'warning', 'info'), '`hold` if left out')),
    reason: optional(described(plainText(500), 'What the reader is told')),
    source: optional(source),
  },
  rules: [oneWordUnlessPhrase],
  key: ({ phrase }) => folded(phrase),
  row: ({ phrase, match = isOneWord(phrase) ? 'form' : 'phrase', severity = 'hold', reason, source: from }) => ({
    phrase,
    match,
    severity,
    ...present({ reason, source: from }),
  }),
  builtIn: builtIn.map((row) => ({ ...row })),
  example: 'phrase,match,severity,reason,source\nнаркотик,form,hold,Оборот ограничен,\nгазовый баллон,phrase,hold,Опасный груз,\n',
});
