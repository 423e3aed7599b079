import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inSource } from './source-position.js';

describe('inSource', () => {
  const folder = mkdtempSync(join(tmpdir(), 'source-position-'));
  const compiled = pathToFileURL(join(folder, 'made.js')).href;
  afterAll(() => rmSync(folder, { recursive: true }));

  it('names the place in the source where there is a map', () => {
    // Line 1 of what was compiled is line 3 of the source.
    writeFileSync(join(folder, 'made.js.map'), JSON.stringify({ version: 3, sources: ['made.ts'], names: [], mappings: 'AAEA' }));
    expect(inSource(`at work (${compiled}:1:1)`)).toBe(`at work (${join(folder, 'made.ts')}:3:1)`);
  });

  it('leaves other lines as they are', () => {
    const lines = [`at work (${pathToFileURL(join(folder, 'none.js')).href}:1:1)`, 'at node:internal/timers:1:1', 'at src/made.ts:3:1'];
    expect(lines.map(inSource)).toEqual(lines);
  });
});
