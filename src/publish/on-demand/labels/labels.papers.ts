import { isPublished, type OnDemandPaper } from '../on-demand-paper.js';

export const bagLabelsPaper: OnDemandPaper = {
  type: 'bag-labels',
  formats: ['pdf', 'zpl'],
  what: 'Cargo labels of the pieces, by IATA Resolution 606',
  path: 'bag-labels',
  roles: ['upstream', 'broker', 'airline', 'admin'],
  isReady: isPublished,
};

/** They hold personal data: for who sent the consignments and who represents them. */
export const addressLabelsPaper: OnDemandPaper = {
  type: 'address-labels',
  formats: ['pdf', 'zpl'],
  what: 'Address labels of the consignments',
  path: 'address-labels',
  roles: ['upstream', 'broker'],
  isReady: isPublished,
};
