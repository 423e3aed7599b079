import { withBuiltIn } from './built-in-lists.js';

describe('built-in lists', () => {
  it('stand in for lists that are left out, and for no other', () => {
    const lists = withBuiltIn({ brands: [], nomenclature: undefined });
    expect(lists.brands).toEqual([]);
    expect(lists.nomenclature).toHaveLength(96);
    expect(lists.nomenclature.map(({ code }) => code)).not.toContain('77');
  });

  it('name the source of every row that bars, holds or doubts', () => {
    const { 'stop-words': stop, 'barred-goods': barred, plausibility } = withBuiltIn({});
    for (const row of [...stop, ...barred, ...plausibility]) expect(row.source).toMatch(/\S{3}/);
    for (const { match, phrase } of stop) expect(phrase.includes(' ')).toBe(match === 'phrase');
  });

  it('say nothing twice', () => {
    const { 'stop-words': stop, 'barred-goods': barred, 'vague-words': vague } = withBuiltIn({});
    const keys = [stop.map(({ phrase }) => phrase), barred.map((row) => JSON.stringify(row)), vague.map(({ word }) => word)];
    for (const list of keys) expect(new Set(list).size).toBe(list.length);
  });
});
