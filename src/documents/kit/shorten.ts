/** Stands where words have been left out. */
const MARK = '…';

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
  if (text.length <= limit) return text;
  const characters = [...text];
  if (characters.length <= limit) return text;
  const room = limit - mark.length;
  // One more, so that a word that ends exactly at the limit stays.
  const space = characters.slice(0, room + 1).lastIndexOf(' ');
  const kept = characters.slice(0, space > 0 ? space : room).join('');
  return kept.replace(/[ ,;.-]+$/, '') + mark;
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
  const parts = [street, house, apartment].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const whole = parts.join(', ');
  if (whole.length <= SHORT_STREET) return whole;
  const room = SHORT_STREET - [...whole].length + [...(street ?? '')].length;
  return street === undefined || room < 2 ? shortened(whole, SHORT_STREET) : [shortened(street, room), ...parts.slice(1)].join(', ');
}
