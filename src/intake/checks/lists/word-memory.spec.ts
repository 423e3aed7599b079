import { hashOn, WordMemory } from './word-memory.js';

const hashOf = (word: string) => [...word].reduce((hash, letter) => hashOn(hash, letter.charCodeAt(0)), 0);

describe('memory of words', () => {
  it('finds a word by its place in a text', () => {
    const memory = new WordMemory();
    const known = memory.set({ word: 'чехол', hash: hashOf('чехол') });
    expect(memory.get('мой чехол тут', 4, 5, hashOf('чехол'))).toBe(known);
    expect(memory.get('мой чехол тут', 4, 4, hashOf('чехо'))).toBeUndefined();
    expect(memory.get('мой чехёл тут', 4, 5, hashOf('чехол'))).toBeUndefined();
  });

  it('keeps apart words of one hash', () => {
    const memory = new WordMemory();
    expect(hashOf('Aa')).toBe(hashOf('BB'));
    memory.set({ word: 'Aa', hash: hashOf('Aa') });
    expect(memory.get('BB', 0, 2, hashOf('BB'))).toBeUndefined();
    const other = memory.set({ word: 'BB', hash: hashOf('BB') });
    expect(memory.get('BB', 0, 2, hashOf('BB'))).toBe(other);
    expect(memory.get('Aa', 0, 2, hashOf('Aa'))?.word).toBe('Aa');
  });

  it('gives way to new words where it is full', () => {
    const memory = new WordMemory();
    for (let i = 0; i < 10; i++) memory.set({ word: `w${i}`, hash: 7 });
    expect(memory.get('w9', 0, 2, 7)?.word).toBe('w9');
    expect(memory.get('w0', 0, 2, 7)?.word).toBe('w0');
    expect(memory.get('w5', 0, 2, 7)).toBeUndefined();
  });
});
