import { equalVerdicts } from '../equal/verdicts.mjs';

export const row = {
  name: 'check',
  title: 'manifest check',
  by: 'cpu',
  limitSeconds: 90,
  sizes: {
    full: { consignments: 2_000, rounds: 7, sampleMs: 250, warmMs: 1_500 },
    quick: { consignments: 200, rounds: 5, sampleMs: 80, warmMs: 800 },
  },
  sides: [
    { name: 'product', role: 'product', module: 'product/check.mjs', open: 'openProduct' },
    { name: 'zod', role: 'peer', module: 'peers/zod.mjs', open: 'openZod' },
    { name: 'class-validator', role: 'peer', module: 'peers/consignment-dto.mjs', open: 'openClassValidator' },
    { name: 'JSON.parse', role: 'floor', module: 'subjects/parsed-batches.mjs', open: 'openParse' },
  ],
  goals: [
    { against: 'zod', faster: 5 },
    { against: 'class-validator', faster: 60 },
    { against: 'JSON.parse', atMost: 0.5 },
  ],
  equal: equalVerdicts,
};
