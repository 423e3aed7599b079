import { loadAssets } from '../../assets.js';
import { isPublished, type OnDemandPaper, type PaperRequest, type PaperSources } from '../on-demand-paper.js';
import { only } from '../zipped-files.js';
import { mergedName, mergedPdf, xmlFiles } from './made-waybills.js';

/** In an archive: an XML each, or one PDF of all. */
export const houseWaybillPaper: OnDemandPaper = {
  type: 'house-waybill',
  formats: ['pdf', 'xml'],
  what: 'Individual waybills of the flight, of a declaration or of a bag: one PDF, or a ZIP of XML; one alone stands under its consignment',
  path: 'house-waybills',
  roles: ['broker', 'admin'],
  isReady: isPublished,
  archived: {
    xml: async (sources, request) => {
      const { made, declarations } = await published(sources, request);
      return { made, files: xmlFiles(declarations, loadAssets()) };
    },
    pdf: async (sources, request) => {
      const { flight } = request;
      const { run, made, declarations } = await published(sources, request);
      const content = mergedPdf(declarations, mergedName(run, flight, flight), loadAssets());
      return { made, files: only({ name: `house-waybills-${flight}.pdf`, format: 'pdf', subject: flight, content }) };
    },
  },
};

async function published({ plans }: PaperSources, { caller, flight }: PaperRequest) {
  const planned = await plans.of(caller, flight);
  const { run } = planned;
  return { run, made: new Date(run.closedAt), declarations: await plans.declarations(planned, {}) };
}
