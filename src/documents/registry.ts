import { arrivalNotice } from './arrival-notice/arrival-notice.js';
import { ffm } from './cargo-imp/ffm/ffm.js';
import { fhl } from './cargo-imp/fhl/fhl.js';
import { fwb } from './cargo-imp/fwb/fwb.js';
import { cargoManifest } from './cargo-manifest/cargo-manifest.js';
import { xffm } from './cargo-xml/xffm/xffm.js';
import { xfhl } from './cargo-xml/xfhl/xfhl.js';
import { xfwb } from './cargo-xml/xfwb/xfwb.js';
import { xfzb } from './cargo-xml/xfzb/xfzb.js';
import type { DocumentType } from './document-type.js';
import { expressDeclaration } from './express-declaration/express-declaration.js';
import { houseManifest } from './house-manifest/house-manifest.js';
import { masterWaybill } from './master-waybill/master-waybill.js';
import { parcelRegister } from './parcel-register/parcel-register.js';
import { priorNotice } from './prior-notice/prior-notice.js';

/** Every document a flight gets, in the order in which they are made. */
export const documentTypes: readonly DocumentType[] = [
  expressDeclaration,
  masterWaybill,
  houseManifest,
  parcelRegister,
  priorNotice,
  cargoManifest,
  arrivalNotice,
  fwb,
  fhl,
  ffm,
  xfwb,
  xfhl,
  xfzb,
  xffm,
];
