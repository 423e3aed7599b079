import { loadAssets } from '../../assets.js';
import { isPublished, type OnDemandPaper } from '../on-demand-paper.js';
import { containerFiles } from './made-containers.js';

export const customsContainerPaper: OnDemandPaper = {
  type: 'customs-container',
  formats: ['xml'],
  what: 'Declarations with what customs has answered since they were published, and with their house waybills if these are asked for',
  path: 'customs-containers',
  roles: ['broker', 'admin'],
  isReady: isPublished,
  archived: {
    xml: async ({ plans, declared }, { caller, flight }) => {
      const planned = await plans.of(caller, flight);
      const registered = await declared.of(caller, planned);
      const declarations = await plans.declarations(planned, {}, (id) => registered.registrations.get(id));
      const files = containerFiles(declarations, { hasHouseWaybills: false, registered }, loadAssets());
      return { made: new Date(planned.run.closedAt), files };
    },
  },
};
