/** Where `total` stands that was spread over `count` thousandths of a piece: below a limit for a piece, above it, or at it. */
function compareUnit(total: number, count: number, limit: number): number {
  const left = total * 1_000;
  const right = limit * count;
  if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return left - right;
  return Number(BigInt(total) * 1_000n - BigInt(limit) * BigInt(count));
}

/**
 * True if a piece of `count` thousandths, which are `total` together, lies between two limits; both belong, either may be missing.
 *
 * Units: those of the limits, in whole numbers; the comparison is exact.
 */
export function isUnitWithin(total: number, count: number, min: number | undefined, max: number | undefined): boolean {
  return (min === undefined || compareUnit(total, count, min) >= 0) && (max === undefined || compareUnit(total, count, max) <= 0);
}
