import { nomenclature as builtIn } from '../checks/built-in/nomenclature.js';
import { optional, required } from '../fields/object.js';
import { defineList, present } from './list-definition.js';
import { codePrefix, endsAfterItBegins, firstDay, lastDay } from './list-fields.js';

/** Source: customs-rules 3, C14. */
export const nomenclature = defineList({
  name: 'nomenclature',
  summary: 'Commodity codes that exist, whole or by the beginning of codes that all exist',
  columns: { code: required(codePrefix), from: optional(firstDay), to: optional(lastDay) },
  rules: [endsAfterItBegins],
  key: ({ code, from = '' }) => `${code} ${from}`,
  row: ({ code, from, to }) => ({ code, ...present({ from, to }) }),
  builtIn: builtIn.map((row) => ({ ...row })),
  example: 'code,from,to\n3926909709,2022-01-01,\n8517,,\n',
});
