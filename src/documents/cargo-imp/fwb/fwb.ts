import { defineDocument } from '../../document-type.js';
import type { WaybillWords } from '../../master-waybill/waybill-values.js';
import { messageRenderings } from '../message.js';
import { statedWaybill } from '../message-figures.js';
import { fwbLines } from './fwb-message.js';

/**
 * Air waybill data for the carrier's own system, one message a master waybill; its words are those of the printed waybill.
 *
 * Version 17 unless one chooses, because its two lines each for name and address hold what 16 has to shorten, and because its lines
 * name themselves; 16 is for a carrier whose system is older. Otherwise the two are the same.
 */
export const fwb = defineDocument<'master-waybill', '17' | '16'>({
  type: 'fwb',
  subject: 'master-waybill',
  audience: 'carriage',
  formats: ['txt'],
  versions: ['17', '16'],
  render: (waybill, assets, version = '17') => {
    const { words } = assets.template<{ words: WaybillWords }>('master-waybill/form');
    return messageRenderings(waybill.number, [fwbLines(waybill, words, version === '17' ? 17 : 16)]);
  },
  figures: { txt: statedWaybill },
});
