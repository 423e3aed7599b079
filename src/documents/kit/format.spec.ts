import { printedAmount, printedDate, printedWeight, putMoney, putQuantity, putWeight } from './format.js';
import { type TextSink, TextString } from './text-sink.js';

function textOf(put: (out: TextSink) => void): string {
  const out = new TextString();
  put(out);
  return out.text;
}

describe('format', () => {
  it('prints the day as written, of a date and of an instant', () => {
    expect(printedDate('2026-11-22')).toBe('22.11.2026');
    expect(printedDate('2026-11-22T23:50:00-08:00')).toBe('22.11.2026');
  });

  it('pads weights and amounts, and never rounds', () => {
    expect(['0.4', '12', '0.432'].map(printedWeight)).toEqual(['0.400', '12.000', '0.432']);
    expect(['35', '35.5', '35.05'].map(printedAmount)).toEqual(['35.00', '35.50', '35.05']);
    expect(() => printedWeight('0.4321')).toThrow(RangeError);
    expect(() => printedAmount('1.234')).toThrow(RangeError);
  });

  it('prints quantities, weights and money by the grammars of the forms', () => {
    expect(textOf((out) => putQuantity(out, '1', '796'))).toBe('1 ШТ (796)');
    expect(textOf((out) => putQuantity(out, '2', '000'))).toBe('2 (000)');
    expect(textOf((out) => putWeight(out, 432))).toBe('0.432 КГ (166)');
    expect(textOf((out) => putMoney(out, 318_000, 'CNY'))).toBe('3180.00 (CNY)');
  });
});
