import type { Rule } from '../../fields/object.js';

/**
 * C21: a Russian address has a postcode, and a street or a house: villages have houses without a street, and a street may tell the
 * house with it. Warnings. Source: customs-rules 3, C21.
 */
export const addressIsComplete: Rule = ({ country, postcode, street, house }, inspection) => {
  if (country !== 'RU' || inspection.trade === undefined) return;
  if (postcode === undefined) inspection.note('warning', 'address_incomplete', 'A Russian address needs a postcode', 'postcode');
  if (street === undefined && house === undefined) {
    inspection.note('warning', 'address_incomplete', 'A Russian address needs a street or a house', 'street');
  }
};
