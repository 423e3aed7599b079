import { vagueWords as builtIn } from '../checks/built-in/vague-words.js';
import { described } from '../fields/field.js';
import { required } from '../fields/object.js';
import { defineList } from './list-definition.js';
import { folded, searched } from './list-fields.js';

/** Source: customs-rules 3, C15. */
export const vagueWords = defineList({
  name: 'vague-words',
  summary: 'Words that describe nothing by themselves',
  columns: { word: required(described(searched(100), 'In any form')) },
  key: ({ word }) => folded(word),
  row: ({ word }) => ({ word }),
  builtIn: builtIn.map((row) => ({ ...row })),
  example: 'word\nподарок\nзапчасти\ngift\n',
});
