type Groups = (string | undefined)[];

const MESSAGE = 3_500;

/**
 * Reads messages back by the patterns of the dictionaries, apart from the code that writes them.
 *
 * Errors: RangeError, which names the line and what is due there, never what it says.
 * Source: formats/dictionary/FWB.md, FHL.md, FFM.md; air-cargo 3.3.
 */
export class LineReader {
  #next = 0;

  private constructor(private readonly lines: readonly string[]) {}

  /** Holds the rules of all messages against the bytes: length, line ends, characters, lines of at most 69. */
  static open(bytes: Uint8Array): LineReader {
    const message = new TextDecoder('ascii').decode(bytes);
    if (message.length > MESSAGE) throw new RangeError(`a message has more than ${MESSAGE} characters`);
    if (!/^(?:[A-Z0-9 ./-]{1,69}\r\n)+$/.test(message))
      throw new RangeError('a line of a message has other than 1 to 69 characters of the set');
    return new LineReader(message.split('\r\n').slice(0, -1));
  }

  /** The groups of the next line, which must be of this form. */
  take(form: RegExp): Groups {
    const found = this.maybe(form);
    if (found === undefined) throw this.fault(`is not ${form.source}`);
    return found;
  }

  /** The same, or undefined where the next line is of another form, which then stays the next one. */
  maybe(form: RegExp): Groups | undefined {
    const match = wholeLine(form).exec(this.lines[this.#next] ?? '');
    if (match === null) return undefined;
    this.#next += 1;
    return match.slice(1);
  }

  /** One line of the first form and those of the second that follow it; their first groups. */
  many(first: RegExp, more: RegExp, limit: number): string[] {
    const head = this.maybe(first);
    if (head === undefined) return [];
    const found = [head[0] ?? ''];
    for (let next = this.maybe(more); next !== undefined; next = this.maybe(more)) found.push(next[0] ?? '');
    if (found.length > limit) throw this.fault(`follows more than ${limit} of its kind`);
    return found;
  }

  end(): void {
    if (this.#next < this.lines.length) throw this.fault('is too much');
  }

  /** An error at the line that is next. */
  fault(what: string): RangeError {
    return new RangeError(`line ${this.#next + 1} ${what}`);
  }
}

const forms = new Map<string, RegExp>();

/** A form that a line has from end to end; compiled once. */
function wholeLine({ source }: RegExp): RegExp {
  let form = forms.get(source);
  if (form === undefined) {
    form = new RegExp(`^(?:${source})$`);
    forms.set(source, form);
  }
  return form;
}

/** Kilograms as grams, with no more than seven characters. Errors: RangeError. */
export function gramsOf(weight = ''): number {
  if (!/^(?=.{1,7}$)\d+(?:\.\d{1,3})?$/.test(weight)) throw new RangeError('a weight is no number of at most seven characters');
  const [whole, decimals = ''] = weight.split('.');
  return Number(whole) * 1_000 + Number(decimals.padEnd(3, '0'));
}

/** An amount with two decimals as hundredths, with no more than twelve characters. Errors: RangeError. */
export function hundredthsOf(amount = ''): number {
  if (!/^(?=.{1,12}$)\d+\.\d\d$/.test(amount)) throw new RangeError('an amount is no number of at most twelve characters');
  return Number(amount.replace('.', ''));
}
