import { decimalSum, type Reading, type StatedFigures } from '../../documents/figures.js';
import { CheckFailed, eachPart } from './check-failed.js';

/**
 * Holds what was read of a document, in all its parts, against what it must say.
 *
 * Returns how many totals there were. Errors: CheckFailed.
 */
export function compare(parts: readonly Reading[], { numbers, totals, sums }: StatedFigures): number {
  sameNumbers(
    parts.flatMap((part) => part.numbers),
    numbers,
  );
  for (const [place, due] of Object.entries(totals)) {
    eachPart(parts, ({ texts }) => {
      const found = texts[place] ?? [];
      if (found.length !== 1) throw new CheckFailed(`${place} is there ${found.length} times`);
      if (found[0] !== due) throw new CheckFailed(`${place} is another than planned`);
    });
  }
  for (const [place, due] of Object.entries(sums)) {
    const texts = parts.flatMap((part) => part.texts[place] ?? []);
    if (sumOf(texts, place, due) !== due) throw new CheckFailed(`the sum of ${place} is another than planned`);
  }
  return Object.keys(totals).length + Object.keys(sums).length;
}

/** Errors: CheckFailed, with the place of the first number that differs. */
export function sameNumbers(found: readonly string[], due: readonly string[]): void {
  const odd = due.findIndex((number, index) => found[index] !== number);
  if (odd >= 0) throw new CheckFailed(`number ${odd + 1} of ${due.length} is missing or another`);
  if (found.length > due.length) throw new CheckFailed(`it lists ${found.length} numbers where ${due.length} are due`);
}

function sumOf(texts: readonly string[], place: string, due: string): string {
  const dot = due.indexOf('.');
  try {
    return decimalSum(texts, dot < 0 ? 0 : due.length - dot - 1);
  } catch (error) {
    if (error instanceof RangeError) throw new CheckFailed(`${place} is no number`);
    throw error;
  }
}
