import { defineDocument } from '../document-type.js';
import { priorNoticeXml } from './prior-notice.xml.js';

/** Prior information for customs on what flies under one master waybill, due four hours before arrival. */
export const priorNotice = defineDocument<'consolidation'>({
  type: 'prior-notice',
  subject: 'consolidation',
  audience: 'customs',
  formats: ['xml'],
  render: (consolidation, assets) => [{ format: 'xml', bytes: priorNoticeXml(consolidation, assets) }],
});
