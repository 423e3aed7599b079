import { DomainError } from '../../domain/problem.js';
import { lengthOf, MESSAGE_LIMIT, messageBytes, messageRenderings, packed } from './message.js';

const block = (characters: number): string[] => ['A'.repeat(characters - 2)];

describe('packed', () => {
  it('fills a message to its last character and not further', () => {
    expect(packed([block(60), block(40)], 100)).toHaveLength(1);
    expect(packed([block(60), block(41)], 100)).toHaveLength(2);
  });

  it('keeps blocks whole and in their order', () => {
    expect(packed([['1', '2'], ['3'], ['4', '5', '6']], 9)).toEqual([
      ['1', '2', '3'],
      ['4', '5', '6'],
    ]);
  });

  it('refuses a block that is longer than a message', () => expect(() => packed([block(101)], 100)).toThrow(DomainError));
});

describe('messageBytes', () => {
  it('ends every line with CR LF', () => expect(new TextDecoder().decode(messageBytes(['FFM/8', 'LAST']))).toBe('FFM/8\r\nLAST\r\n'));

  it.each(['', 'A'.repeat(70), 'a', 'A,B', 'Щ', 'A\nB', ' A'])('refuses the line %j', (line) => {
    expect(() => messageBytes([line])).toThrow(RangeError);
  });

  it('refuses a message that is too long', () => {
    const lines = Array.from({ length: 50 }, () => 'A'.repeat(68));
    expect(lengthOf(lines)).toBe(MESSAGE_LIMIT);
    expect(messageBytes(lines)).toHaveLength(MESSAGE_LIMIT);
    expect(() => messageBytes([...lines, 'A'])).toThrow(RangeError);
  });
});

describe('messageRenderings', () => {
  it('numbers several messages and does not number one', () => {
    expect(messageRenderings('210-10020032', [['A']])[0]).not.toHaveProperty('subject');
    expect(messageRenderings('210-10020032', [['A'], ['B']]).map(({ subject }) => subject)).toEqual(['210-10020032-1', '210-10020032-2']);
  });
});
