import type { Flight } from './flight.js';

export type Channel = 'express' | 'postal';

/** Why postal items are in no document. Their messages are MPO_Declaration, MPOReestr and what follows. Source: customs-rules 0, rule 10, and 5.1. */
export const POSTAL_UNDECLARED =
  'Postal items enter customs by the post’s own register, not by express declarations: no document is made of them';

/** Everything of a manifest but its consignments, which travel as a stream behind it. */
export interface ManifestHead {
  manifestId: string;
  revision: number;
  channel: Channel;
  flight: Flight;
}
