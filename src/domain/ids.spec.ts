import { uuidOf } from './ids.js';

describe('ids that follow from what they name', () => {
  it('are UUIDs of version 8 in capitals', () => {
    expect(uuidOf('4B8101-20261122-HGH', 'LP00675043231560')).toMatch(
      /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
    );
  });

  it('are the same for the same parts and differ for others', () => {
    expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'));
    expect(new Set([uuidOf('a', 'b'), uuidOf('b', 'a'), uuidOf('ab'), uuidOf('a', 'b', ''), uuidOf('', 'ab')]).size).toBe(5);
  });
});
