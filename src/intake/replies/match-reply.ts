import type { CustomsMark } from '../../domain/customs-mark.js';
import { uuidOf } from '../../domain/ids.js';
import type { Finding, FindingCode } from '../../domain/problem.js';
import { say, type Words } from '../../domain/wording/wording.js';
import type { DeclarationPlace, DeclaredNumber, PlacedMark } from '../../store/customs-reply.store.js';

/** `WayBillID` of a house waybill on a flight, the same in every revision. */
const waybillIdOf = (flight: string, houseWaybill: string): string => uuidOf(flight, houseWaybill);

/** How much speaks for a declaration. */
interface Evidence {
  place: DeclarationPlace;
  date: string;
  /** House waybills by their ids, which nothing else has. */
  ids: number;
  /** House waybills by their numbers alone, as where the broker's own software gave the ids. */
  numbers: number;
}

/**
 * The declaration that most of the marks are about: by the ids of the house waybills, then by their numbers, then the later flight,
 * because a consignment that came back may fly again under its number. Undefined if nothing speaks for any.
 */
export function declarationOf(marks: readonly CustomsMark[], declared: readonly DeclaredNumber[]): DeclarationPlace | undefined {
  const ids = new Set(marks.map(({ waybillId }) => waybillId));
  const found = new Map<string, Evidence>();
  for (const { houseWaybill, date, ...place } of declared) {
    const name = `${place.flightId} ${place.slot}`;
    const evidence = found.get(name) ?? { place, date, ids: 0, numbers: 0 };
    found.set(name, evidence);
    evidence.numbers += 1;
    if (ids.has(waybillIdOf(place.flight, houseWaybill))) evidence.ids += 1;
  }
  return [...found.values()].sort(byEvidence).at(0)?.place;
}

function byEvidence(a: Evidence, b: Evidence): number {
  return b.ids - a.ids || b.numbers - a.numbers || compareText(b.date, a.date) || compareText(a.place.slot, b.place.slot);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The marks on house waybills of a declaration, and what is wrong with the others, by their rows. */
export function placedMarks(
  marks: readonly CustomsMark[],
  { flight, slot }: DeclarationPlace,
  houseWaybills: readonly string[],
): { placed: PlacedMark[]; findings: Finding[] } {
  const byId = new Map(houseWaybills.map((houseWaybill) => [waybillIdOf(flight, houseWaybill), houseWaybill]));
  const numbers = new Set(houseWaybills);
  const placed: PlacedMark[] = [];
  const findings: Finding[] = [];
  for (const mark of marks) {
    const { row, waybillId, houseWaybill: number } = mark;
    const known = byId.get(waybillId);
    if (known !== undefined && number !== undefined && number !== known) {
      findings.push(fault(row, 'PrDocumentNumber', 'mismatch', 'The number is not that of the house waybill with this id'));
    } else if (known !== undefined) placed.push({ ...mark, houseWaybill: known });
    else if (number !== undefined && numbers.has(number)) placed.push({ ...mark, houseWaybill: number });
    else findings.push(fault(row, 'WayBillID', 'mismatch', say('No such house waybill stands in declaration {0}', `${flight}-${slot}`)));
  }
  return { placed, findings };
}

const fault = (row: number, element: string, code: FindingCode, words: Words): Finding => ({
  row,
  column: `IndividualWayBill/${element}`,
  code,
  ...(typeof words === 'string' ? { detail: words } : words),
});
