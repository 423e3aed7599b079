import { isPublished, type OnDemandPaper } from '../on-demand-paper.js';

/** In archives there are those that were published. */
export const customsContainerPaper: OnDemandPaper = {
  type: 'customs-container',
  formats: ['xml'],
  what: 'Declarations with what customs has answered since they were published, and with their house waybills if these are asked for',
  path: 'customs-containers',
  roles: ['broker', 'admin'],
  isReady: isPublished,
};
