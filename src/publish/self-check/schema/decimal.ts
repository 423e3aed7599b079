const [PLUS, MINUS, DOT, ZERO, NINE] = [...Buffer.from('+-.09')];

/** A decimal by where its digits stand, without leading zeros and without zeros behind the last digit of the fraction. */
export class Decimal {
  bytes: Uint8Array = new Uint8Array();
  isNegative = false;
  /** The whole digits stand from here … */
  from = 0;
  /** … to here; the fraction begins one behind. */
  point = 0;
  to = 0;

  /** Reads over what was read before, as one object serves all values. False for what is no decimal. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    let at = from;
    this.bytes = bytes;
    this.isNegative = bytes[at] === MINUS;
    if (this.isNegative || bytes[at] === PLUS) at += 1;
    const whole = at;
    while (at < to && bytes[at] >= ZERO && bytes[at] <= NINE) at += 1;
    const point = at;
    if (at < to && bytes[at] === DOT) {
      at += 1;
      while (at < to && bytes[at] >= ZERO && bytes[at] <= NINE) at += 1;
    }
    // A digit on both sides of a point: what has one on one side only is left to another program.
    if (at < to || point === whole || at === point + 1) return false;
    this.#trim(whole, point, at);
    return true;
  }

  #trim(from: number, point: number, to: number): void {
    const { bytes } = this;
    let first = from;
    while (first < point && bytes[first] === ZERO) first += 1;
    let last = to;
    while (last > point + 1 && bytes[last - 1] === ZERO) last -= 1;
    this.from = first;
    this.point = point;
    this.to = Math.max(last, point + 1);
  }

  get wholeDigits(): number {
    return this.point - this.from;
  }

  get fractionDigits(): number {
    return this.to - this.point - 1;
  }

  get isZero(): boolean {
    return this.wholeDigits + this.fractionDigits === 0;
  }

  /** Below 0 if this is less than another, above 0 if it is more. */
  compare(other: Decimal): number {
    const [sign, otherSign] = [this.#sign(), other.#sign()];
    return sign === otherSign ? sign * this.#compareSize(other) : sign - otherSign;
  }

  #sign(): number {
    if (this.isZero) return 0;
    return this.isNegative ? -1 : 1;
  }

  #compareSize(other: Decimal): number {
    if (this.wholeDigits !== other.wholeDigits) return this.wholeDigits - other.wholeDigits;
    for (let i = 0; i < this.wholeDigits; i += 1) {
      if (this.bytes[this.from + i] !== other.bytes[other.from + i]) return this.bytes[this.from + i] - other.bytes[other.from + i];
    }
    const shared = Math.min(this.fractionDigits, other.fractionDigits);
    for (let i = 1; i <= shared; i += 1) {
      if (this.bytes[this.point + i] !== other.bytes[other.point + i]) return this.bytes[this.point + i] - other.bytes[other.point + i];
    }
    return this.fractionDigits - other.fractionDigits;
  }
}

/** Errors: RangeError for a text that is no decimal. */
export function decimalOf(text: string): Decimal {
  const bytes = Buffer.from(text);
  const decimal = new Decimal();
  if (!decimal.read(bytes, 0, bytes.length)) throw new RangeError('no decimal');
  return decimal;
}
