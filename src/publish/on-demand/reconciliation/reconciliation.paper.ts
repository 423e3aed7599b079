import type { OnDemandPaper } from '../on-demand-paper.js';

export const reconciliationPaper: OnDemandPaper = {
  type: 'reconciliation',
  formats: ['json', 'xlsx'],
  what: 'Manifests, plan, waybills, declarations and the published documents side by side, with what differs',
  path: 'reconciliation',
  roles: ['broker', 'admin'],
  isReady: ({ planRunId }) => planRunId !== null,
};
