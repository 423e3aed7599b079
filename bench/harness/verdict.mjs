// Holds what was measured against the goals of a row.
import { rounded } from './statistics.mjs';

/**
 * Ratios by goal. `faster` goals: the peer's figure over the product's is to be at least so much. `atMost` goals: the product's
 * over the floor's is to be at most so much. A comparison without either is there to be seen.
 */
export function verdictsOf({ goals, by }, sides) {
  const key = by === 'cpu' ? 'cpuMs' : 'wallMs';
  const product = sides.find(({ role }) => role === 'product')[key];
  return goals.flatMap((goal) => {
    const other = sides.find(({ side }) => side === goal.against);
    if (other === undefined) return [{ ...goal, skipped: true }];
    const isFloor = other.role === 'floor';
    const ratioOf = (own, against) => (isFloor ? own / against : against / own);
    const theirs = other[key];
    return [
      {
        against: goal.against,
        what: isFloor ? 'of the floor' : 'times faster',
        ratio: rounded(ratioOf(product.median, theirs.median)),
        // Between the worst and the best samples of both sides.
        from: rounded(Math.min(ratioOf(product.max, theirs.min), ratioOf(product.min, theirs.max))),
        to: rounded(Math.max(ratioOf(product.max, theirs.min), ratioOf(product.min, theirs.max))),
        ...metOf(ratioOf(product.median, theirs.median), goal),
      },
    ];
  });
}

/**
 * A figure of its own against its goal: `atLeast`, `faster` and `atMost`. `isOfFullSize` marks a goal that a small flight misses by
 * what every flight costs, whatever its size.
 */
function metOf(value, { faster, atLeast = faster, atMost, isOfFullSize }) {
  if (atLeast !== undefined) return { goal: `≥ ${atLeast}`, met: value >= atLeast, halfMet: value >= atLeast / 2, isOfFullSize };
  if (atMost !== undefined) return { goal: `≤ ${atMost}`, met: value <= atMost, halfMet: value <= atMost * 2, isOfFullSize };
  return { goal: '', met: undefined, halfMet: undefined };
}

/** A figure that is no ratio of two sides, such as a latency, as a line of the table. */
export function figure(against, value, goal = {}, unit = '') {
  return { against, what: unit, ratio: rounded(value), ...metOf(value, goal) };
}
