// The product's own check of a consignment: form, check digits and sums; the tenant's lists apart, which no peer has.
import { ConsignmentCheck } from '../../dist/intake/checks/check-consignment.js';
import { today } from '../subjects/manifest.mjs';
import { openCheck } from '../subjects/parsed-batches.mjs';

export function openProduct(given) {
  const check = new ConsignmentCheck({ today: today() });
  return openCheck(given, (value) => check.check(value, '/consignments/0', 'express').consignment !== undefined);
}
