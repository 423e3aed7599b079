import { hundredths, money } from '../../domain/units.js';
import { plausibility as builtIn } from '../checks/built-in/plausibility.js';
import { described } from '../fields/field.js';
import { decimal, decimalOf } from '../fields/number.js';
import { optional, type Rule, required } from '../fields/object.js';
import { defineList, present } from './list-definition.js';
import { codePrefix, source, wholeNumber } from './list-fields.js';

/** Euros, as whole ones. */
const MAX_EUR = 9_999_999;

const euros = decimal(2, MAX_EUR);

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const cents = (text: string | undefined): number | undefined => (text === undefined ? undefined : hundredths(text));
const text = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
const amount = (value: number | undefined): string | undefined => (value === undefined ? undefined : money(value));

const inOrder: Rule = ({ minUnitG, maxUnitG, minUnitEur, maxUnitEur }, inspection) => {
  if (Number(maxUnitG) < Number(minUnitG)) inspection.add('range', 'Not less than the minimum', 'maxUnitG');
  if (decimalOf(maxUnitEur, 2, MAX_EUR) < decimalOf(minUnitEur, 2, MAX_EUR)) {
    inspection.add('range', 'Not less than the minimum', 'maxUnitEur');
  }
  if ([minUnitG, maxUnitG, minUnitEur, maxUnitEur].every((limit) => limit === undefined)) {
    inspection.add('required_if', 'At least one limit');
  }
};

/** Source: customs-rules 3, C16, C17. */
export const plausibility = defineList({
  name: 'plausibility',
  summary: 'What a piece of goods plausibly weighs and costs, by the beginning of its commodity code',
  columns: {
    prefix: required(codePrefix),
    minUnitG: optional(described(wholeNumber, 'Least weight of a piece, grams')),
    maxUnitG: optional(described(wholeNumber, 'Greatest weight of a piece, grams')),
    minUnitEur: optional(described(euros, 'Least price of a piece, euros')),
    maxUnitEur: optional(described(euros, 'Greatest price of a piece, euros')),
    source: optional(source),
  },
  rules: [inOrder],
  key: ({ prefix }) => prefix,
  row: ({ prefix, minUnitG, maxUnitG, minUnitEur, maxUnitEur, source: origin }) => ({
    prefix,
    ...present({
      minUnitG: number(minUnitG),
      maxUnitG: number(maxUnitG),
      minUnitEur: cents(minUnitEur),
      maxUnitEur: cents(maxUnitEur),
      source: origin,
    }),
  }),
  builtIn: builtIn.map(({ minUnitG, maxUnitG, minUnitEur, maxUnitEur, ...row }) => ({
    ...row,
    minUnitG: text(minUnitG),
    maxUnitG: text(maxUnitG),
    minUnitEur: amount(minUnitEur),
    maxUnitEur: amount(maxUnitEur),
  })),
  example: 'prefix,minUnitG,maxUnitG,minUnitEur,maxUnitEur,source\n8517,50,3000,5.00,3000.00,\n',
});
