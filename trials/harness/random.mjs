// Chance that can be repeated: the same numbers for the same seed.

/** Numbers from 0 to 1, exclusive; mulberry32. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed that `--seed` gives, or a new one; told to whoever has to repeat the run. */
export const seedOf = (given) => (given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given));

export const between = (random, least, most) => least + random() * (most - least);

export const pick = (random, list) => list[Math.floor(random() * list.length)];
