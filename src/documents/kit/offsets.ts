/** An entry of the cross-reference table: `0000000015 00000 n` and two bytes that end the line. */
const ENTRY = 20;

/** Where the objects of a PDF begin, by their numbers. Numbers in an array of eight bytes each: a file may be longer than 4 GiB. */
export class Offsets {
  #places = new Float64Array(1024);

  set(number: number, place: number): void {
    if (number >= this.#places.length) {
      const larger = new Float64Array(2 * number);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[number] = place;
  }

  /** The table of the objects below `count`, without its heading. Source: PDF 32000-1, 7.5.4. */
  table(count: number): Uint8Array {
    const table = Buffer.alloc(count * ENTRY);
    table.write('0000000000 65535 f\r\n');
    for (let number = 1; number < count; number += 1) {
      table.write(`${String(this.#places[number]).padStart(10, '0')} 00000 n\r\n`, number * ENTRY);
    }
    return table;
  }
}
