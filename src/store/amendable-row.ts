import type { Channel } from '../domain/manifest.js';
import type { Finding } from '../domain/problem.js';
import type { Caller } from './access.store.js';
import type { ConsignmentPlace } from './consignment-read.store.js';
import { visibleManifests, withRoles } from './visible-manifests.js';

/** A hold that a person let pass. */
export interface Approval {
  /** Within the consignment: `/goods/0/description`. */
  pointer: string;
  code: string;
  /** A hash of the value that was approved: another value is held again. */
  value: string;
  reason: string;
  /** Id of the organisation. */
  by: string;
  /** RFC 3339, UTC. */
  at: string;
}

/** A consignment of a current manifest, with all that mending it takes. */
export interface AmendableRow extends ConsignmentPlace {
  manifestId: string;
  revision: number;
  channel: Channel;
  houseWaybill: string | null;
  orderNumber: string | null;
  bag: string | null;
  grossWeightG: number | null;
  isHeld: boolean;
  problems: Finding[];
  approvals: Approval[];
  /** Hex. */
  contentHash: string;
  version: number;
  /** JSON text, as it was sent or mended. */
  body: string;
  source: string | null;
  /** False if the caller sees it as the carrier only: number, bag, weight and waybill. */
  isWhole: boolean;
  /** True if the caller's organisation sent it: it sees what it sent. */
  isOwn: boolean;
}

/** How one consignment is named: by its number, or by its place. */
export type RowAddress = { houseWaybill: string } | ConsignmentPlace;

/** The columns of `consignment c` and `manifest m` that make an amendable row. */
export const AMENDABLE = `c.manifest_key AS "manifestKey", c.sequence, m.manifest_id AS "manifestId", m.revision, m.channel,
  c.house_waybill AS "houseWaybill", c.order_number AS "orderNumber", c.bag, c.gross_weight_g AS "grossWeightG", c.held AS "isHeld",
  coalesce(c.problems, '[]') AS problems, coalesce(c.approvals, '[]') AS approvals, encode(c.content_hash, 'hex') AS "contentHash",
  c.version, c.body, c.source`;

/** The columns that depend on who asks, over the parameters from `$first` on. */
export function accessColumns(caller: Caller, first: number): { columns: string; values: unknown[] } {
  const whole = visibleManifests(withRoles(caller, ['upstream', 'broker', 'admin']), first);
  const own = visibleManifests(withRoles(caller, ['upstream']), first + whole.values.length);
  return { columns: `${whole.sql} AS "isWhole", ${own.sql} AS "isOwn"`, values: [...whole.values, ...own.values] };
}
