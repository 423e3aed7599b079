/** What was found out about keys that come again and again. When it is full it starts anew, so that no sender can make it grow. */
export class BoundedMap<V> {
  readonly #values = new Map<string, V>();

  constructor(private readonly max: number) {}

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): V {
    if (this.#values.size >= this.max) this.#values.clear();
    // A part of a longer text would keep the whole of it alive: the key is copied.
    this.#values.set(Buffer.from(key, 'utf16le').toString('utf16le'), value);
    return value;
  }
}
