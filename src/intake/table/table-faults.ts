import { type Finding, isError } from '../../domain/problem.js';
import type { CheckedConsignment } from '../checks/check-consignment.js';
import { inDocumentOrder } from '../fields/document-order.js';
import { placeInRows } from './place-in-file.js';
import type { RowGroup } from './row-group.js';
import type { TablePlan } from './table-plan.js';

/**
 * A consignment with row and column for each finding, and with the faults of its cells. A cell's own fault stands for what the
 * check finds at the same place, since that follows from it.
 */
export function withFaults(
  checked: CheckedConsignment,
  value: unknown,
  pointer: string,
  group: RowGroup,
  apart: Finding | undefined,
  plan: TablePlan,
): CheckedConsignment {
  const { faults, faultCount, rows } = group;
  if (checked.findingCount === 0 && faults.length === 0 && apart === undefined) return checked;
  const own = [...faults.map((fault) => ({ ...fault, pointer: pointer + (fault.pointer ?? '') })), ...(apart === undefined ? [] : [apart])];
  const replaced = new Set(own.filter(isError).map((fault) => fault.pointer));
  const found = checked.findings.filter((finding) => !replaced.has(finding.pointer));
  const placed = found.map((finding) => ({ ...finding, ...placeInRows(plan, rows, finding.pointer ?? pointer) }));
  const ownCount = faultCount + (apart === undefined ? 0 : 1);
  const isGood = checked.consignment !== undefined && !own.some(isError);
  const wrongNumber = (member: string): boolean => replaced.has(`${pointer}/${member}`);
  const orderNumber = checked.consignment?.orderNumber ?? checked.orderNumber;
  return {
    ...checked,
    consignment: isGood ? checked.consignment : undefined,
    houseWaybill: wrongNumber('houseWaybill') ? undefined : checked.houseWaybill,
    orderNumber: wrongNumber('orderNumber') ? undefined : orderNumber,
    findings: inDocumentOrder(pointer, value, [...placed, ...own]),
    findingCount: checked.findingCount - (checked.findings.length - found.length) + ownCount,
  };
}
