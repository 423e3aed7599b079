import type { Consignment } from '../src/domain/consignment.js';
import type { ManifestHead } from '../src/domain/manifest.js';

export function manifestHead(options: {
  date: string;
  carrier?: string;
  number?: string;
  origin?: string;
  destination?: string;
  revision?: number;
}): ManifestHead;

export function consignments(
  count: number,
  options?: { seed?: number; number?: string; origin?: string; companies?: number; first?: number },
): Generator<Consignment, void>;

export function manifestText(head: ManifestHead, items: Iterable<Consignment>): Generator<string, void>;
