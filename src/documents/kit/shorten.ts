/** Stands where words have been left out. */
const MARK = '…';
/** What does not stand before it, nor at the end of a shortened text. */
const BETWEEN_WORDS = ' ,;.-';

/**
 * A text for an element that may be too short for it: whole, or as many whole words as fit and `…` behind them. A first word that
 * alone is too long is cut inside. Length counts characters, as XML schemas do.
 */
export function shortened(text: string, limit: number): string {
  return cut(text, limit, MARK);
}

/** As `shortened` without the mark, for short names beside which the full text stands. */
export function firstWords(text: string, limit: number): string {
  return cut(text, limit, '');
}

function cut(text: string, limit: number, mark: string): string {
  if (text.length <= limit || unitsOf(text, limit) === text.length) return text;
  const room = limit - mark.length;
  // One more, so that a word that ends exactly at the limit stays.
  const space = text.lastIndexOf(' ', unitsOf(text, room + 1) - 1);
  let end = space > 0 ? space : unitsOf(text, room);
  while (end > 0 && BETWEEN_WORDS.includes(text[end - 1])) end -= 1;
  return text.slice(0, end) + mark;
}

/** How many UTF-16 units the first so many characters take: all there are, if there are no more. */
function unitsOf(text: string, characters: number): number {
  let units = 0;
  for (let left = characters; left > 0 && units < text.length; left -= 1) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

/** Limits of `AddressType` in CommonAggregateTypesCust.xsd; declarations, which use another type, take 120 of each. */
export const SHORT_CITY = 35;
export const SHORT_REGION = 50;
const SHORT_STREET = 50;

/**
 * Street, house and flat in the one short element that waybills and manifests have for them: `ул. Мясницкая, 10, 5`.
 *
 * Rule: above 50 characters it is the street that loses words, marked `…`; house and flat stay whole, because mail is delivered by them.
 */
export function streetHouse({ street, house, apartment }: { street?: string; house?: string; apartment?: string }): string | undefined {
  const rest = joined(house, apartment);
  const whole = joined(street, rest);
  if (whole === undefined || whole.length <= SHORT_STREET) return whole;
  const room = SHORT_STREET - [...whole].length + [...(street ?? '')].length;
  return street === undefined || room < 2 ? shortened(whole, SHORT_STREET) : joined(shortened(street, room), rest);
}

function joined(before: string | undefined, behind: string | undefined): string | undefined {
  if (before === undefined) return behind;
  return behind === undefined ? before : `${before}, ${behind}`;
}
