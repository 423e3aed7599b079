import { brands as builtIn } from '../checks/built-in/brands.js';
import { described } from '../fields/field.js';
import { optional, required } from '../fields/object.js';
import { defineList, present } from './list-definition.js';
import { folded, searched, source } from './list-fields.js';

/** Source: customs-rules 3, C22. */
export const brands = defineList({
  name: 'brands',
  summary: 'Trade marks of the customs’ register of intellectual property',
  columns: { brand: required(described(searched(200), 'As it is registered')), source: optional(source) },
  key: ({ brand }) => folded(brand),
  row: ({ brand, source: origin }) => ({ brand, ...present({ source: origin }) }),
  builtIn: builtIn.map((row) => ({ ...row })),
  example: 'brand,source\nEXAMPLE,ТРОИС 00000/00000-001\n',
});
