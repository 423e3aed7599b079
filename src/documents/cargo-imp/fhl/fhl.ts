import { defineDocument } from '../../document-type.js';
import { messageRenderings } from '../message.js';
import { type FhlSettings, fhlHouse, fhlLists } from './fhl-message.js';

/**
 * What flies under a master waybill, by the houses that the airline sees: one list, cut into several messages where it is long; a single
 * house with its parties.
 *
 * `templates/fhl/version.json` says the version, 5, because its lines name themselves and hold two lines of name and address, or 4
 * for older systems; and the form of many houses, `list`, or `parties` for customs regimes that want the parties of each house.
 */
export const fhl = defineDocument({
  type: 'fhl',
  subject: 'consolidation',
  audience: 'carriage',
  formats: ['txt'],
  render: (consolidation, assets) => {
    const { version, form } = assets.template<FhlSettings>('fhl/version');
    const { waybill, airlineHouses } = consolidation;
    const isAlone = form === 'parties' || airlineHouses.length === 1;
    const messages = isAlone
      ? airlineHouses.map(({ number }) => fhlHouse(consolidation, number, version))
      : fhlLists(consolidation, version);
    return messageRenderings(waybill.number, messages);
  },
});
