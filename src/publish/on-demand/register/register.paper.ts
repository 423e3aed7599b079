import type { OnDemandPaper, PaperFiles, PaperRequest, PaperSources } from '../on-demand-paper.js';
import { only } from '../zipped-files.js';
import type { RegisterRequest } from './registers.js';

/** In an archive a file alone with its index. */
export const registerPaper: OnDemandPaper = {
  type: 'flight-register',
  formats: ['xlsx', 'csv'],
  what: 'Every consignment with its papers, values, duty and problems',
  path: 'register',
  roles: ['upstream', 'broker', 'airline', 'admin'],
  isReady: () => true,
  archived: {
    xlsx: (sources, request) => register('xlsx', sources, request),
    csv: (sources, request) => register('csv', sources, request),
  },
};

/** As of now, unlike what shows a published plan. */
async function register(
  format: RegisterRequest['format'],
  { registers }: PaperSources,
  { caller, flight, language }: PaperRequest,
): Promise<PaperFiles> {
  const content = await registers.of(caller, flight, { format, language });
  return { made: new Date(), files: only({ name: `${flight}-register.${format}`, format, subject: flight, content }) };
}
