import { defineDocument } from '../document-type.js';
import { statedNotice } from './notice-figures.js';
import { priorNoticeXml } from './prior-notice.xml.js';

/** Tells customs beforehand what goods come under a master waybill. None while the airport's settings have no number of its structure. */
export const priorNotice = defineDocument<'consolidation'>({
  type: 'prior-notice',
  subject: 'consolidation',
  audience: 'customs',
  formats: ['xml'],
  render: (consolidation, assets) => {
    const bytes = priorNoticeXml(consolidation, assets);
    return bytes === undefined ? [] : [{ format: 'xml', bytes }];
  },
  figures: { xml: statedNotice },
});
