import { equalVerdicts } from '../equal/verdicts.mjs';
import { hasXmllint } from '../peers/xmllint.mjs';
import { hasSchemas } from '../subjects/schemas.mjs';

export const row = {
  name: 'schema',
  title: 'schema validation of every XML',
  by: 'cpu',
  limitSeconds: 120,
  sizes: {
    full: { documents: 4, houses: 500, rounds: 7, sampleMs: 400, warmMs: 1_200 },
    quick: { documents: 2, houses: 500, rounds: 4, sampleMs: 100, warmMs: 500 },
  },
  sides: [
    { name: 'product', role: 'product', module: 'product/schema-check.mjs', open: 'openValidation' },
    { name: 'xmllint', role: 'peer', module: 'peers/xmllint.mjs', open: 'openXmllint' },
    { name: 'writing XML and PDF', role: 'floor', module: 'product/schema-check.mjs', open: 'openWriting' },
  ],
  goals: [
    { against: 'xmllint', faster: 2 },
    { against: 'writing XML and PDF', atMost: 1 },
  ],
  equal: equalVerdicts,
  prepare: () => {
    if (!hasSchemas()) return { skip: 'the official schemas are not there: set SCHEMA_DIR' };
    return hasXmllint() ? {} : { left: { xmllint: 'no `xmllint` on the path' } };
  },
};
