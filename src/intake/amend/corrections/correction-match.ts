import type { Sentence } from '../../../domain/wording/wording.js';
import type { AmendableRow } from '../../../store/amendable-row.js';
import type { CorrectionRow } from '../../../store/correction.store.js';
import { isSame } from '../merge-patch.js';
import { groupValue, type Headings, namedPlace, readSource } from './source-rows.js';

/** Which row a correction is of. */
export interface Match {
  row?: AmendableRow;
  /** Why it is of none, or changes nothing. */
  refusedFor?: Sentence;
}

const firstRowOf = (source: string | null): string | number | undefined => readSource(source)?.rows[0]?.[0];

/**
 * The row that a correction replaces: the one that a file of problems named in it; else the held one of its house waybill; if the number itself was at fault, that of its order or of its
 * first row in the file. A row that says the same already is meant before another of its number. `isTaken`: rows that an earlier
 * correction of the same file has replaced.
 */
export function matchOf(
  correction: CorrectionRow,
  candidates: readonly AmendableRow[],
  headings: { mended: Headings | undefined; stored: Headings | undefined },
  isTaken: (row: AmendableRow) => boolean,
): Match {
  const free = candidates.filter((row) => !isTaken(row));
  const value: unknown = JSON.parse(correction.body);
  const named = namedPlace(readSource(correction.source), headings.mended);
  const inPlace = named && free.find((row) => row.manifestKey === named.manifestKey && row.sequence === named.sequence);
  if (inPlace !== undefined) {
    const isChanged = !inPlace.isHeld && !isSame(JSON.parse(inPlace.body), value);
    return isChanged ? { refusedFor: 'It is not held any more' } : { row: inPlace };
  }
  const ofNumber = free.filter(({ houseWaybill }) => houseWaybill !== null && houseWaybill === correction.houseWaybill);
  const same = ofNumber.find(({ body }) => isSame(JSON.parse(body), value));
  if (same !== undefined) return { row: same };
  const held = ofNumber.filter(({ isHeld }) => isHeld);
  if (held.length === 1) return { row: held[0] };
  if (held.length > 1) {
    const row = held.find(({ source }) => correction.source !== null && firstRowOf(source) === firstRowOf(correction.source));
    return row === undefined ? { refusedFor: 'Several held consignments have this number' } : { row };
  }
  if (ofNumber.length > 0) return { refusedFor: 'It is not held any more' };
  const row = ofFaultyNumber(correction, free, headings);
  return row === undefined ? { refusedFor: 'It is not in this manifest' } : { row };
}

function ofFaultyNumber(
  { orderNumber, source }: CorrectionRow,
  candidates: readonly AmendableRow[],
  { mended, stored }: { mended: Headings | undefined; stored: Headings | undefined },
): AmendableRow | undefined {
  const atFault = candidates.filter(({ isHeld, houseWaybill, problems, sequence }) => {
    if (!isHeld) return false;
    return houseWaybill === null || problems.some(({ pointer }) => pointer === `/consignments/${sequence}/houseWaybill`);
  });
  const ofOrder = atFault.filter((row) => orderNumber !== null && row.orderNumber === orderNumber);
  if (ofOrder.length === 1) return ofOrder[0];
  const cells = readSource(source);
  const group = groupValue(cells, mended);
  if (cells === undefined || group === undefined) return undefined;
  return atFault.find((row) => firstRowOf(row.source) === cells.rows[0]?.[0] && groupValue(readSource(row.source), stored) === group);
}
