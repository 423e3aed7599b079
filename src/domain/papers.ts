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

/** The choices of a flight over those of its tenant, member by member. */
export function papersOver(tenant: Papers, flight: Papers): Papers {
  const types = new Set([...Object.keys(tenant), ...Object.keys(flight)]);
  return Object.fromEntries([...types].sort().map((type) => [type, { ...tenant[type], ...given(flight[type]) }]));
}

const given = (choice: PaperChoice | undefined): PaperChoice =>
  Object.fromEntries(Object.entries(choice ?? {}).filter(([, value]) => value !== undefined));
