import type { ConsignmentFacts } from '../domain/flight-plan.js';
import type { Finding } from '../domain/problem.js';
import { say } from '../domain/wording/wording.js';
import { compareText } from './bags.js';

/** Bags with goods for more than one airport, each with its airports in order. */
type TornBags = ReadonlyMap<string, readonly string[]>;

/**
 * Bags whose consignments name several airports. A bag is one piece and is unloaded at one of them: it can stand under one master
 * waybill only, and which of its airports is the right one nobody here can tell.
 */
export function tornBags(facts: Iterable<Pick<ConsignmentFacts, 'bag' | 'destination'>>): TornBags {
  const first = new Map<string, string>();
  const torn = new Map<string, Set<string>>();
  for (const { bag, destination } of facts) {
    if (bag === undefined) continue;
    const known = first.get(bag);
    if (known === undefined) first.set(bag, destination);
    else if (known !== destination) torn.set(bag, (torn.get(bag) ?? new Set([known])).add(destination));
  }
  return new Map([...torn].map(([bag, airports]) => [bag, [...airports].sort(compareText)]));
}

/**
 * That a consignment flies in such a bag: it is held, with all that is in the bag, until their airports are one. Undefined for others.
 * Names the airports and not the bag, which is the sender's word.
 */
export function inTornBag({ bag }: Pick<ConsignmentFacts, 'bag'>, torn: TornBags): Finding | undefined {
  const airports = bag === undefined ? undefined : torn.get(bag);
  if (airports === undefined) return undefined;
  return {
    pointer: '/bag',
    code: 'duplicate',
    severity: 'hold',
    ...say(
      'The bag holds goods for {0} and {1}: a bag is unloaded at one airport',
      airports.slice(0, -1).join(', '),
      airports.slice(-1)[0],
    ),
  };
}
