import type { FlightPlan } from '../domain/flight-plan.js';
import { assignNumbers } from './assign-numbers.js';

const waybill = (slot: string) => ({
  slot,
  destination: 'SVO',
  pieces: 1,
  consignments: 1,
  consignmentPieces: 1,
  grossWeightG: 432,
  volumeCm3: 0,
  chargeableHalfKg: 1,
});
const plan: FlightPlan = { waybills: [waybill('SVO-1'), waybill('SVO-3')], declarations: [], placements: [], findings: [] };

describe('assigning air waybill numbers', () => {
  it('puts each number in its slot', () => {
    const numbers = new Map([
      ['SVO-3', '210-10020043'],
      ['SVO-1', '210-10020032'],
      ['SVO-2', '210-10020054'],
    ]);
    expect(assignNumbers(plan, numbers).waybills.map(({ slot, number }) => [slot, number])).toEqual([
      ['SVO-1', '210-10020032'],
      ['SVO-3', '210-10020043'],
    ]);
  });

  it.each([
    ['without a number', [['SVO-1', '210-10020032']], 'SVO-3 has no air waybill number'],
    [
      'with that of another',
      [
        ['SVO-1', '210-10020032'],
        ['SVO-3', '210-10020032'],
      ],
      'SVO-3 has the number of another slot',
    ],
  ] as const)('refuses a slot %s', (_name, numbers, message) => {
    expect(() => assignNumbers(plan, new Map(numbers))).toThrow(message);
  });
});
