import { isPublished, type OnDemandPaper } from '../on-demand-paper.js';
import { indpostFiles } from './made-indpost.js';

export const indpostPaper: OnDemandPaper = {
  type: 'indpost',
  formats: ['xml'],
  what: 'The consignments of the flight or of a declaration as AltaIndPost, a file each in a ZIP with a report of what was changed',
  path: 'indpost',
  roles: ['broker', 'admin'],
  isReady: isPublished,
  archived: {
    xml: async ({ plans }, { caller, flight }) => {
      const planned = await plans.of(caller, flight);
      const declarations = await plans.declarations(planned, {});
      return { made: new Date(planned.run.closedAt), files: indpostFiles(declarations, planned.run.context.rates) };
    },
  },
};
