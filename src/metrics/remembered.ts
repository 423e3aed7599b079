/** The answer to a question that is asked more often than it changes: asked once in so long, and by one at a time. */
export class Remembered<T> {
  #last: { at: number; answer: Promise<T> } | undefined;

  constructor(
    private readonly forMs: number,
    private readonly ask: () => Promise<T>,
  ) {}

  /** A question that failed is asked again the next time, though not before its time either. */
  get(): Promise<T> {
    const now = performance.now();
    if (this.#last === undefined || now - this.#last.at > this.forMs) this.#last = { at: now, answer: this.ask() };
    return this.#last.answer;
  }
}
