import { customsContainerPaper } from './customs-containers/customs-containers.paper.js';
import { expressArrivalPaper } from './express-arrival/express-arrival.paper.js';
import { houseWaybillPaper } from './house-waybills/house-waybills.paper.js';
import { indpostPaper } from './indpost/indpost.paper.js';
import { addressLabelsPaper, bagLabelsPaper } from './labels/labels.papers.js';
import type { OnDemandPaper } from './on-demand-paper.js';
import { reconciliationPaper } from './reconciliation/reconciliation.paper.js';
import { registerPaper } from './register/register.paper.js';

/** Every paper that is made when it is asked for, in the order in which they are listed. */
export const onDemandPapers: readonly OnDemandPaper[] = [
  houseWaybillPaper,
  indpostPaper,
  customsContainerPaper,
  expressArrivalPaper,
  bagLabelsPaper,
  addressLabelsPaper,
  registerPaper,
  reconciliationPaper,
];
