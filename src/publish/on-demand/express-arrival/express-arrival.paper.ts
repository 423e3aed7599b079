import { isPublished, type OnDemandPaper } from '../on-demand-paper.js';

/** In archives there are those that were published. */
export const expressArrivalPaper: OnDemandPaper = {
  type: 'express-arrival',
  formats: ['xml'],
  what: 'That the goods of declarations have come: of those that customs has given a number since they were published',
  path: 'express-arrivals',
  roles: ['broker', 'admin'],
  isReady: isPublished,
};
