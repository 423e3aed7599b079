import { isItemNumber, looksLikeItemNumber } from '../../domain/postal-number.js';
import type { Rule } from '../fields/object.js';

/**
 * C20: a house waybill of express goods that has the form of a UPU S10 item number has its check digit too; a warning. By post the
 * number is one, which is a rule of the channel.
 *
 * Source: customs-rules 3, C20 and 5.2.
 */
export const itemNumberIsRight: Rule = ({ houseWaybill }, inspection) => {
  if (inspection.trade === undefined || inspection.channel === 'postal' || typeof houseWaybill !== 'string') return;
  if (looksLikeItemNumber(houseWaybill) && !isItemNumber(houseWaybill)) {
    inspection.note('warning', 'item_number', 'Written like a UPU S10 item number, but its check digit is wrong', 'houseWaybill');
  }
};
