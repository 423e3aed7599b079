import { singleSpaced } from './text.js';

/** Postcode, region, city, street, house, apartment. */
export type AddressParts = readonly [
  postcode: string | undefined,
  region: string | undefined,
  city: string | undefined,
  street: string | undefined,
  house: string | undefined,
  apartment: string | undefined,
];

type PartName = 'postcode' | 'region' | 'city' | 'street' | 'house' | 'apartment';

const COUNTRY = /^(?:россия|российская федерация|рф|russia|russian federation)$/i;
const REGION = /(?:^|\s)(?:обл|область|край|респ|республика|ао|аобл|автономный округ|р-н|район|округ|oblast|region|krai|kray)(?:\.|\s|$)/i;
/** Signs of a town that are left out, because a city is its name. */
const CITY = /^(?:г|гор|город)(?:\.\s*|\s+)(?=\S)|\s+(?:г|город)\.?$/i;
/** Signs of lesser places, which stay, because they tell one place from another of the name. */
const PLACE = /^(?:пос|пгт|рп|р\.п|с|село|дер|деревня|ст-ца|станица|хутор|аул|снт|аал)(?:\.\s*|\s+)(?=\S)|^п\.\s*\D/i;
/** Cities that are regions: no sign stands before them. */
const CITY_NAME = /^(?:москва|санкт-петербург|севастополь|moscow|saint petersburg|st\.? petersburg)$/i;
const STREET =
  /(?:^|\s|\d-[йя]\s)(?:ул|улица|пр-т|пр-кт|просп|проспект|пер|переулок|ш|шоссе|наб|набережная|б-р|бульвар|проезд|пр-д|пл|площадь|мкр|мкрн|микрорайон|туп|тупик|аллея|тракт|линия|кв-л|квартал|street|st|ul|prospekt|pr)(?:\.|\s|$)/i;
const HOUSE = /^(?:дом|д|house|h)(?:\.\s*|\s+)(?=\S)|^д(?=\d)/i;
const OF_HOUSE = /^(?:корпус|корп|к|строение|стр|литера|лит|владение|вл|блок)(?:\.\s*|\s+|(?=\d))\S/i;
const APARTMENT = /^(?:квартира|кв|apartment|apt|flat)(?:\.\s*|\s+|(?=\d))(?=\S)/i;
/** An office or a room: its sign stays. */
const ROOM = /^(?:офис|оф|комната|ком|помещение|пом|room)(?:\.\s*|\s+|(?=\d))\S/i;
const NUMBER = /^\d+[а-яa-z]?(?:[/-]\d+[а-яa-z]?)?$/i;
const POSTCODE = /^(\d{6})(?:\s+(.+))?$/;

/** Where a part of an address without commas begins. */
const SIGN_BEHIND_BLANK = /\s+(?=(?:г|ул|пр-т|пер|пос|д|кв|корп|стр|оф)\.\s*\S)/i;

const DIGIT = /^\d/;

function partsOf(cell: string): string[] {
  const text = singleSpaced(cell).trim().replaceAll(';', ',');
  const parts: string[] = [];
  for (const piece of text.includes(',') ? text.split(',') : text.split(SIGN_BEHIND_BLANK)) {
    const part = piece.trim();
    const match = DIGIT.test(part) ? POSTCODE.exec(part) : null;
    if (match !== null) parts.push(...match.slice(1).filter((found) => found !== undefined));
    else if (part !== '') parts.push(part);
  }
  return parts;
}

/** Collects the parts of one address; every part lands somewhere, those that tell nothing of themselves in the street. */
class Sorting {
  readonly #found: Record<PartName, string[]> = { postcode: [], region: [], city: [], street: [], house: [], apartment: [] };
  #hasStreet = false;

  add(part: string): void {
    const [name, text] = this.#placeOf(part);
    this.#found[name].push(text);
  }

  #placeOf(part: string): readonly [PartName, string] {
    const found = this.#found;
    if (found.postcode.length === 0 && /^\d{6}$/.test(part)) return ['postcode', part];
    if (found.city.length === 0 && (CITY.test(part) || CITY_NAME.test(part))) return ['city', part.replace(CITY, '')];
    if (PLACE.test(part) && !this.#hasStreet) return found.city.length === 0 ? ['city', part] : this.#street(part);
    if (HOUSE.test(part) && found.house.length === 0) return ['house', part.replace(HOUSE, '')];
    if (APARTMENT.test(part) && found.apartment.length === 0) return ['apartment', part.replace(APARTMENT, '')];
    if (ROOM.test(part)) return ['apartment', part];
    if (OF_HOUSE.test(part) && found.house.length > 0) return ['house', part];
    if (NUMBER.test(part) && this.#hasStreet) {
      if (found.house.length === 0) return ['house', part];
      if (found.apartment.length === 0) return ['apartment', part];
    }
    if (STREET.test(part)) return this.#street(part);
    if (REGION.test(part) && !this.#hasStreet) return ['region', part];
    return found.city.length === 0 && !this.#hasStreet && !/\d/.test(part) ? ['city', part] : this.#street(part);
  }

  #street(part: string): readonly [PartName, string] {
    this.#hasStreet = true;
    return ['street', part];
  }

  of(name: PartName): string | undefined {
    const parts = this.#found[name];
    return parts.length === 0 ? undefined : parts.join(', ');
  }
}

/**
 * An address in one cell as its members. Parts are told by the signs that stand with them (`обл.`, `г.`, `ул.`, `д.`, `кв.`), numbers
 * behind a street as house and apartment; a name before the street that has no sign is the city. Left out are only the
 * signs of city, house and apartment, and the name of Russia; what is not known stays, in the street.
 */
export function address(cell: string): AddressParts {
  const sorting = new Sorting();
  for (const part of partsOf(cell)) if (!COUNTRY.test(part)) sorting.add(part);
  const of = (name: PartName): string | undefined => sorting.of(name);
  return [of('postcode'), of('region'), of('city'), of('street'), of('house'), of('apartment')];
}

/** Street, house, apartment. */
export type StreetParts = readonly [street: string | undefined, house: string | undefined, apartment: string | undefined];

/** What stands behind the city in one cell: house and apartment are told by their signs, all the rest is the street. */
export function streetAndHouse(cell: string): StreetParts {
  const street: string[] = [];
  const house: string[] = [];
  const apartment: string[] = [];
  for (const part of partsOf(cell)) {
    if (HOUSE.test(part) && house.length === 0) house.push(part.replace(HOUSE, ''));
    else if (OF_HOUSE.test(part) && house.length > 0) house.push(part);
    else if (APARTMENT.test(part) && apartment.length === 0) apartment.push(part.replace(APARTMENT, ''));
    else if (NUMBER.test(part) && street.length > 0 && house.length === 0) house.push(part);
    else if (NUMBER.test(part) && house.length > 0 && apartment.length === 0) apartment.push(part);
    else street.push(part);
  }
  const of = (parts: readonly string[]): string | undefined => (parts.length === 0 ? undefined : parts.join(', '));
  return [of(street), of(house), of(apartment)];
}
