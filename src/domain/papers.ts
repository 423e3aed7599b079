import type { AirlineHouses } from './airline-house.js';

/** Which readers a document is for: what customs gets, or what the carrier gets. `http/` knows the roles behind it. */
export const audiences = ['customs', 'carriage'] as const;
export type Audience = (typeof audiences)[number];

/** What a tenant or a flight wants of one type of document; what is left out is as the type itself says. */
export interface PaperChoice {
  made?: boolean | undefined;
  audience?: Audience | undefined;
  /** One of the versions that the type can be written in. */
  version?: string | undefined;
}

/** Choices by type of document; types that are not named are made, for whom and in which version they say themselves. */
export type Papers = Readonly<Record<string, PaperChoice>>;

/** All that a tenant or a flight chose of its papers; what is left out is as the service's own settings say. */
export interface ChosenPapers {
  /** Version of the customs' album of formats: `5.27.0`. */
  album?: string | undefined;
  airlineHouses?: AirlineHouses | undefined;
  types?: Papers | undefined;
}

/** The choices of a flight over those of its tenant, member by member. */
export function papersOver(tenant: Papers, flight: Papers): Papers {
  const types = new Set([...Object.keys(tenant), ...Object.keys(flight)]);
  return Object.fromEntries([...types].sort().map((type) => [type, { ...tenant[type], ...given(flight[type]) }]));
}

/** The same of all that was chosen. `types` is left out where neither names one. */
export function chosenOver(tenant: ChosenPapers, flight: ChosenPapers): ChosenPapers {
  const types = papersOver(tenant.types ?? {}, flight.types ?? {});
  return {
    album: flight.album ?? tenant.album,
    airlineHouses: flight.airlineHouses ?? tenant.airlineHouses,
    types: Object.keys(types).length === 0 ? undefined : types,
  };
}

const given = (choice: PaperChoice | undefined): PaperChoice =>
  Object.fromEntries(Object.entries(choice ?? {}).filter(([, value]) => value !== undefined));

/** What a type of document says of itself. */
export interface PaperType {
  type: string;
  audience: Audience;
  /** The one that is taken where nobody chooses stands first; none where the customs' album decides. */
  versions?: readonly string[] | undefined;
}

/** How a type of document is made. */
export interface Paper {
  isMade: boolean;
  audience: Audience;
  /** Undefined where the type has no versions of its own. */
  version: string | undefined;
}

/**
 * Types that come to a document for each of the airline's houses. Where every consignment is such a house those are as many as
 * consignments, and they are made only where somebody says so.
 */
const ONE_A_HOUSE: ReadonlySet<string> = new Set(['xfzb']);

/** What is made of a type, for whom and in which version: as was chosen, and else as everybody gets it. */
export function paperOf(type: PaperType, { airlineHouses, papers }: { airlineHouses?: AirlineHouses; papers?: Papers }): Paper {
  const isMadeUnasked = !(airlineHouses === 'each' && ONE_A_HOUSE.has(type.type));
  const { made = isMadeUnasked, audience = type.audience, version = type.versions?.[0] } = papers?.[type.type] ?? {};
  return { isMade: made, audience, version };
}
