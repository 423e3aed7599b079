import { NotCompiled } from './not-compiled.js';

/** What may stand in an element: another, or a group of such. */
export type Particle<T> =
  | { kind: 'element'; name: number; type: T; min: number; max: number }
  | { kind: 'sequence' | 'choice'; parts: readonly Particle<T>[]; min: number; max: number };

/** Some positions of a model: whether none is enough, which may come first and which last. */
interface Part {
  isOptional: boolean;
  first: readonly number[];
  last: readonly number[];
}

/** So many elements may be named in one model. */
const MOST = 1_000;

/**
 * The order of elements as an automaton: each element that a model names is a state, in which it is counted. State 0 is before the first.
 *
 * Errors: NotCompiled for a model in which a name does not tell the next state, or that repeats a group a certain number of times.
 * Source: Glushkov's construction.
 */
export class ContentModel<T> {
  /** By state: the names that may come next, each followed by its state. */
  readonly next: Int32Array[] = [];
  /** By state: where in `next` the last one was found. Documents leave out the same elements again and again. */
  readonly hints: number[] = [];
  /** By state. */
  readonly names: number[] = [-1];
  readonly types: (T | undefined)[] = [undefined];
  readonly min: number[] = [0];
  readonly max: number[] = [0];
  readonly isEnd: boolean[];

  constructor(particle: Particle<T>) {
    const follow: Set<number>[] = [new Set()];
    const whole = this.#part(particle, follow);
    for (const state of whole.first) follow[0].add(state);
    this.isEnd = this.names.map((_, state) => (state === 0 ? whole.isOptional : whole.last.includes(state)));
    for (const [state, states] of follow.entries()) this.#connect(state, [...states]);
  }

  #connect(state: number, after: readonly number[]): void {
    const names = after.map((next) => this.names[next]);
    const canStay = this.max[state] > this.min[state];
    if (new Set(names).size < names.length || (canStay && names.includes(this.names[state]))) {
      throw new NotCompiled('a content model that is not deterministic');
    }
    this.hints[state] = 0;
    this.next[state] = Int32Array.from(after.flatMap((next) => [this.names[next], next]));
  }

  /** The state that a name leads to, -1 if none. */
  after(state: number, name: number): number {
    const next = this.next[state];
    const hint = this.hints[state];
    if (next[hint] === name) return next[hint + 1];
    for (let i = 0; i < next.length; i += 2) {
      if (next[i] !== name) continue;
      this.hints[state] = i;
      return next[i + 1];
    }
    return -1;
  }

  #part(particle: Particle<T>, follow: Set<number>[]): Part {
    if (particle.max === 0) return { isOptional: true, first: [], last: [] };
    if (particle.kind === 'element') return this.#element(particle, follow);
    const parts = particle.parts.map((part) => this.#part(part, follow));
    const { isOptional, first, last } = particle.kind === 'sequence' ? sequence(parts, follow) : choice(parts);
    if (particle.max === Number.POSITIVE_INFINITY) connect(last, first, follow);
    else if (particle.max !== 1) throw new NotCompiled(`maxOccurs of xs:${particle.kind}`);
    if (particle.min > 1) throw new NotCompiled(`minOccurs of xs:${particle.kind}`);
    return { isOptional: isOptional || particle.min === 0, first, last };
  }

  #element({ name, type, min, max }: Extract<Particle<T>, { kind: 'element' }>, follow: Set<number>[]): Part {
    const state = this.names.length;
    if (state > MOST) throw new NotCompiled('a content model of too many elements');
    this.names.push(name);
    this.types.push(type);
    this.min.push(Math.max(min, 1));
    this.max.push(max);
    follow.push(new Set());
    return { isOptional: min === 0, first: [state], last: [state] };
  }
}

function sequence(parts: readonly Part[], follow: Set<number>[]): Part {
  return parts.reduce(
    (before, part) => {
      connect(before.last, part.first, follow);
      return {
        isOptional: before.isOptional && part.isOptional,
        first: before.isOptional ? [...before.first, ...part.first] : before.first,
        last: part.isOptional ? [...before.last, ...part.last] : part.last,
      };
    },
    { isOptional: true, first: [], last: [] },
  );
}

function choice(parts: readonly Part[]): Part {
  if (parts.length === 0) throw new NotCompiled('a choice of nothing');
  return {
    isOptional: parts.some(({ isOptional }) => isOptional),
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
  };
}

function connect(from: readonly number[], to: readonly number[], follow: Set<number>[]): void {
  for (const state of from) for (const next of to) follow[state].add(next);
}
