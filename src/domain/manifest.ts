import type { Flight } from './flight.js';

export type Channel = 'express' | 'postal';

/** Everything of a manifest but its consignments, which travel as a stream behind it. */
export interface ManifestHead {
  manifestId: string;
  revision: number;
  channel: Channel;
  flight: Flight;
}
