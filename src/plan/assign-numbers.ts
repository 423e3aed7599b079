import type { FlightPlan, WaybillSlot } from '../domain/flight-plan.js';

/** A plan whose waybills have their air waybill numbers: `210-10020032`. */
export interface NumberedPlan extends FlightPlan {
  waybills: (WaybillSlot & { number: string })[];
}

/**
 * Puts the allotted numbers, by slot, into the plan's waybills.
 *
 * Errors: RangeError if a slot has no number or two slots have the same; the store allots one for each, once.
 */
export function assignNumbers(plan: FlightPlan, numbers: ReadonlyMap<string, string>): NumberedPlan {
  const given = new Set<string>();
  const waybills = plan.waybills.map((waybill) => {
    const number = numbers.get(waybill.slot);
    if (number === undefined) throw new RangeError(`slot ${waybill.slot} has no air waybill number`);
    if (given.has(number)) throw new RangeError(`slot ${waybill.slot} has the number of another slot`);
    given.add(number);
    return { ...waybill, number };
  });
  return { ...plan, waybills };
}
