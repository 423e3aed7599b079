import { defineDocument } from '../../document-type.js';
import { messageRenderings } from '../message.js';
import { statedHouses } from '../message-figures.js';
import { type FhlSettings, fhlHouse, fhlLists } from './fhl-message.js';

/**
 * What flies under a master waybill, by the houses that the airline sees: one list, cut into several messages where it is long; a single
 * house with its parties.
 *
 * Version 5 unless one chooses, because its lines name themselves and hold two lines of name and address; 4 is for older systems.
 * `templates/fhl/form.json` says the form of many houses: `list`, or `parties` for customs regimes that want the parties of each house.
 */
export const fhl = defineDocument<'consolidation', '5' | '4'>({
  type: 'fhl',
  subject: 'consolidation',
  audience: 'carriage',
  formats: ['txt'],
  versions: ['5', '4'],
  render: (consolidation, assets, chosen = '5') => {
    const { form } = assets.template<FhlSettings>('fhl/form');
    const version = chosen === '5' ? 5 : 4;
    const { waybill, airlineHouses } = consolidation;
    const isAlone = form === 'parties' || airlineHouses.length === 1;
    const messages = isAlone
      ? airlineHouses.map(({ number }) => fhlHouse(consolidation, number, version))
      : fhlLists(consolidation, version);
    return messageRenderings(waybill.number, messages);
  },
  figures: { txt: statedHouses },
});
