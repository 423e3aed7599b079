import { defineDocument } from '../document-type.js';
import { parcelRegisterPdf } from './parcel-register.pdf.js';
import { printedRegister } from './register-figures.js';

/** The individual waybills under each of the airline's houses. It names consignees and what they ordered, so it is not for the carrier. */
export const parcelRegister = defineDocument({
  type: 'parcel-register',
  subject: 'consolidation',
  audience: 'customs',
  formats: ['pdf'],
  render: (consolidation, assets) => [{ format: 'pdf', bytes: parcelRegisterPdf(consolidation, assets) }],
  figures: { pdf: printedRegister },
});
