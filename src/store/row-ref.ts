import type { ConsignmentPlace } from './consignment-read.store.js';

/**
 * A consignment's own address within its flight, for rows whose number is missing or shared: `~12.345`, the manifest as it is stored
 * and the place in it. It holds for one revision of the manifest.
 */
export const rowRef = ({ manifestKey, sequence }: ConsignmentPlace): string => `~${manifestKey}.${sequence}`;

/** The place that a ref names; undefined for text that is none. */
export function placeOfRef(ref: string): ConsignmentPlace | undefined {
  const match = /^~(\d{1,15})\.(\d{1,9})$/.exec(ref);
  return match === null ? undefined : { manifestKey: Number(match[1]), sequence: Number(match[2]) };
}
