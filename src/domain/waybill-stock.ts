/** What became of a number: in stock, given to a waybill, never to be used. */
export type NumberState = 'free' | 'used' | 'void';

/** Serials without check digit that follow each other and have met the same; `reason` of void ones. */
export interface Stretch {
  carrier: string;
  prefix: string;
  state: NumberState;
  reason?: string;
  from: number;
  to: number;
}

/** Serials of a prefix that follow each other in stock, whatever became of them. `gaps` counts the gaps within. */
export interface StockRange {
  from: number;
  to: number;
  free: number;
  used: number;
  void: number;
  gaps: number;
}

/**
 * Serials that no waybill bears though others around them do: void ones, free ones that were passed over, and those between two ranges
 * that never came into stock.
 */
export interface Gap {
  carrier: string;
  prefix: string;
  from: number;
  to: number;
  kind: 'void' | 'skipped' | 'not-in-stock';
  reason?: string;
}

/** How fast numbers go: `recent` of them were given to waybills within the last `days`. */
export interface Pace {
  recent: number;
  days: number;
}

/** How far a carrier's stock reaches. */
export interface Cover extends Pace {
  carrier: string;
  free: number;
  used: number;
  void: number;
}

/**
 * Serials that came into stock together, and the last of them that is used. Up to that all are used and behind it all are free,
 * but for the odd ones, which are listed by serial.
 */
export interface UsedRange {
  carrier: string;
  prefix: string;
  from: number;
  to: number;
  lastUsed: number | null;
  odd: { serial: number; state: NumberState; reason: string | null }[];
}

/** Below which a stock is told to be low: numbers, and days that they last. */
export interface StockLimits {
  lowCount: number;
  lowDays: number;
}

/** A serial as ranges are written in: seven digits. */
export const serialText = (serial: number): string => String(serial).padStart(7, '0');

const lengthOf = ({ from, to }: { from: number; to: number }): number => to - from + 1;

/** Whole days that the free numbers last at the pace of late; undefined where none was used. */
export function daysOfCover({ free, recent, days }: Cover): number | undefined {
  return recent === 0 ? undefined : Math.floor((free * days) / recent);
}

/** Numbers used a day, to a tenth: `17.5`. */
export function perDay({ recent, days }: Pace): string {
  const tenths = Math.round((10 * recent) / days);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** Whether a stock wants filling: too few numbers, or too few for the days to come. Source: air-cargo 1.3. */
export function isLow(cover: Cover, { lowCount, lowDays }: StockLimits): boolean {
  return cover.free < lowCount || (daysOfCover(cover) ?? lowDays) < lowDays;
}

/** How many free numbers a stock has at least that is not low. */
export function enoughFor({ recent, days }: Pace, { lowCount, lowDays }: StockLimits): number {
  return Math.max(lowCount, Math.ceil((lowDays * recent) / days));
}

/** Ranges by carrier, prefix and serial as stretches in that order. */
export function stretchesOf(ranges: readonly UsedRange[]): Stretch[] {
  return ranges.flatMap(stretchesWithin).reduce(addStretch, []);
}

function stretchesWithin({ carrier, prefix, from, to, lastUsed, odd }: UsedRange): Stretch[] {
  const frontier = lastUsed ?? from - 1;
  let next = from;
  const before = (end: number): Stretch[] => [
    { carrier, prefix, state: 'used', from: next, to: Math.min(end, frontier) },
    { carrier, prefix, state: 'free', from: Math.max(next, frontier + 1), to: end },
  ];
  const found = odd.flatMap(({ serial, state, reason }): Stretch[] => {
    const place = { carrier, prefix, state, ...(reason === null ? {} : { reason }), from: serial, to: serial };
    const stretches = [...before(serial - 1), place];
    next = serial + 1;
    return stretches;
  });
  return [...found, ...before(to)].filter((stretch) => stretch.from <= stretch.to);
}

/** Adds a stretch to those before it, or lengthens the last of them if it goes on with it. */
function addStretch(stretches: Stretch[], stretch: Stretch): Stretch[] {
  const last = stretches.at(-1);
  if (last !== undefined && last.to + 1 === stretch.from && isAlike(last, stretch)) last.to = stretch.to;
  else stretches.push(stretch);
  return stretches;
}

const isAlike = (a: Stretch, b: Stretch): boolean =>
  a.carrier === b.carrier && a.prefix === b.prefix && a.state === b.state && a.reason === b.reason;

/** Stretches of one carrier and prefix, by serial, as ranges without a hole. */
function islandsOf(stretches: readonly Stretch[]): Stretch[][] {
  const islands: Stretch[][] = [];
  let next: number | undefined;
  for (const stretch of stretches) {
    if (stretch.from === next) islands.at(-1)?.push(stretch);
    else islands.push([stretch]);
    next = stretch.to + 1;
  }
  return islands;
}

/** Numbers are given in their order, so that a free one below a used one was passed over. */
function gapsWithin(island: readonly Stretch[]): Gap[] {
  const lastUsed = island.findLast(({ state }) => state === 'used')?.to ?? -1;
  return island.flatMap(({ state, ...place }): Gap[] => {
    if (state === 'void') return [{ ...place, kind: 'void' }];
    return state === 'free' && place.to < lastUsed ? [{ ...place, kind: 'skipped' }] : [];
  });
}

const sumOf = (island: readonly Stretch[], state: NumberState): number =>
  island.reduce((sum, stretch) => sum + (stretch.state === state ? lengthOf(stretch) : 0), 0);

/** How many numbers of stretches are free, used and void. */
export function countsOf(stretches: readonly Stretch[]): Record<NumberState, number> {
  return { free: sumOf(stretches, 'free'), used: sumOf(stretches, 'used'), void: sumOf(stretches, 'void') };
}

/** The ranges that stretches of one carrier and prefix, by serial, make up. */
export function rangesOf(stretches: readonly Stretch[]): StockRange[] {
  return islandsOf(stretches).map((island) => ({
    from: island[0].from,
    to: island[island.length - 1].to,
    ...countsOf(island),
    gaps: gapsWithin(island).length,
  }));
}

/** Stretches by carrier and prefix, each group as it came. */
export function byPrefix(stretches: readonly Stretch[]): Stretch[][] {
  const groups = new Map<string, Stretch[]>();
  for (const stretch of stretches) {
    const name = `${stretch.carrier} ${stretch.prefix}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [stretch]);
    else group.push(stretch);
  }
  return [...groups.values()];
}

/** All gaps, by carrier, prefix and serial; `stretches` in that order. */
export function gapsOf(stretches: readonly Stretch[]): Gap[] {
  return byPrefix(stretches).flatMap((group) => {
    const islands = islandsOf(group);
    return islands.flatMap((island, index): Gap[] => {
      const before = islands[index - 1]?.at(-1);
      if (before === undefined) return gapsWithin(island);
      const { carrier, prefix, from } = island[0];
      return [{ carrier, prefix, from: before.to + 1, to: from - 1, kind: 'not-in-stock' }, ...gapsWithin(island)];
    });
  });
}
