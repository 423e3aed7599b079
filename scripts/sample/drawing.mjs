/** Numbers, choices and check digits that are the same for the same seed (Mulberry32). */
export class Drawing {
  #state;

  constructor(seed) {
    this.#state = seed | 0;
  }

  /** A whole number from `first` to `last`, both included. */
  between(first, last) {
    return first + Math.floor(this.#next() * (last - first + 1));
  }

  /** As `between`, but small numbers are more frequent. */
  low(first, last) {
    const share = this.#next();
    return first + Math.floor(share * share * (last - first + 1));
  }

  /** True once in `count` times, on average. */
  oneIn(count) {
    return this.#next() * count < 1;
  }

  from(items) {
    return items[Math.floor(this.#next() * items.length)];
  }

  /** As `from`, but the first ones are more frequent. */
  lowOf(items) {
    return items[this.low(0, items.length - 1)];
  }

  digits(count) {
    let text = '';
    while (text.length < count) text += this.between(0, 9);
    return text;
  }

  /** A day from the first year to the last, `YYYY-MM-DD`; the 29th to 31st are never drawn. */
  day(firstYear, lastYear) {
    const two = (number) => String(number).padStart(2, '0');
    return `${this.between(firstYear, lastYear)}-${two(this.between(1, 12))}-${two(this.between(1, 28))}`;
  }

  #next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

const checkDigit = (digits, weights) => (weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11) % 10;

/** An invented tax number of a person: region, the office 99, six digits, two check digits. */
export function personInn(draw, regionCode) {
  const ten = `${regionCode}99${draw.digits(6)}`;
  const eleven = ten + checkDigit(ten, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
  return eleven + checkDigit(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
}

/** An invented tax number of a firm: region, the office 99, five digits, a check digit. */
export function firmInn(draw, regionCode) {
  const nine = `${regionCode}99${draw.digits(5)}`;
  return nine + checkDigit(nine, [2, 4, 10, 3, 5, 9, 4, 6, 8]);
}

/** An invented register number of a firm: 1, year, region, seven digits, a check digit. */
export function firmOgrn(draw, regionCode) {
  const twelve = `1${String(draw.between(3, 24)).padStart(2, '0')}${regionCode}${draw.digits(7)}`;
  return twelve + ((Number(twelve) % 11) % 10);
}
