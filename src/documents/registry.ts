import { cargoManifest } from './cargo-manifest/cargo-manifest.js';
import type { DocumentType } from './document-type.js';
import { expressDeclaration } from './express-declaration/express-declaration.js';
import { houseManifest } from './house-manifest/house-manifest.js';
import { masterWaybill } from './master-waybill/master-waybill.js';

/** Every document a flight gets, in the order in which they are made. */
export const documentTypes: readonly DocumentType[] = [expressDeclaration, masterWaybill, houseManifest, cargoManifest];
