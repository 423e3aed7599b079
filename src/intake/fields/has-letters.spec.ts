import { hasLetters } from './has-letters.js';
import { Inspection } from './inspection.js';

function found(value: Record<string, unknown>): string[] {
  const inspection = new Inspection('2026-11-22');
  hasLetters('name', 'city')(value, inspection);
  return inspection.finish().map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('hasLetters', () => {
  it.each(['***', '— …', '&', 'ь', '№'])('finds the name %s, of which no message could write anything', (name) => {
    expect(found({ name, city: 'YIWU' })).toEqual(['/name script']);
  });

  it.each(['A', '7', 'Ә', 'Ærø', 'α', '- ЩЁЛКОВО'])('takes %s', (name) => expect(found({ name })).toEqual([]));

  // What the text itself is faulted for is not said twice.
  it.each([' ', '', '手机壳', 5, undefined])('leaves %j to the check of the text', (name) => expect(found({ name })).toEqual([]));
});
