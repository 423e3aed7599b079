/**
 * Reads messages back by the patterns of the dictionaries, apart from the program's own code.
 *
 * Source: formats/dictionary/FWB.md, FHL.md, FFM.md; air-cargo 3.3.
 */

type Groups = (string | undefined)[];

export class LineReader {
  #next = 0;

  private constructor(private readonly lines: readonly string[]) {}

  /** Holds the rules of all messages against the bytes: length, line ends, characters, lines of at most 69. */
  static open(bytes: Uint8Array): LineReader {
    const message = new TextDecoder('ascii').decode(bytes);
    expect(message.length).toBe(bytes.length);
    expect(message.length).toBeLessThanOrEqual(3_500);
    expect(message).toMatch(/^(?:[A-Z0-9 ./-]{1,69}\r\n)+$/);
    return new LineReader(message.split('\r\n').slice(0, -1));
  }

  /** The groups of the next line, which must be of this form. */
  take(form: RegExp): Groups {
    const found = this.maybe(form);
    if (found === undefined) throw new Error(`line ${this.#next + 1} is ${this.lines[this.#next]}, due is ${form.source}`);
    return found;
  }

  /** The same, or undefined where the next line is of another form, which then stays the next one. */
  maybe(form: RegExp): Groups | undefined {
    const match = this.lines[this.#next]?.match(new RegExp(`^(?:${form.source})$`));
    if (match === null || match === undefined) return undefined;
    this.#next += 1;
    return match.slice(1);
  }

  /** One line of the first form and those of the second that follow it; their first groups. */
  many(first: RegExp, more: RegExp, limit: number): string[] {
    const head = this.maybe(first);
    if (head === undefined) return [];
    const found = [head[0] ?? ''];
    for (let next = this.maybe(more); next !== undefined; next = this.maybe(more)) found.push(next[0] ?? '');
    expect(found.length).toBeLessThanOrEqual(limit);
    return found;
  }

  end(): void {
    if (this.#next < this.lines.length) throw new Error(`line ${this.#next + 1} is too much: ${this.lines[this.#next]}`);
  }
}

/** Kilograms as grams, with no more than seven characters. */
export function gramsOf(weight: string | undefined): number {
  expect(weight).toMatch(/^(?=.{1,7}$)\d+(?:\.\d{1,3})?$/);
  const [whole, decimals = ''] = (weight ?? '').split('.');
  return Number(whole) * 1_000 + Number(decimals.padEnd(3, '0'));
}

/** An amount with two decimals as hundredths, with no more than twelve characters. */
export function hundredthsOf(amount: string | undefined): number {
  expect(amount).toMatch(/^(?=.{1,12}$)\d+\.\d\d$/);
  return Number((amount ?? '').replace('.', ''));
}
