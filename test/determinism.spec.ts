import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Late in the evening of Moscow: another day in the zones of the second run, and another form of numbers and dates in its language. */
const AT = '2026-11-22T23:30:00+03:00';

const folder = mkdtempSync(join(tmpdir(), 'waybridge-determinism-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** SHA-256 of every document that the compiled program makes of the sample flight under an environment, by file name. */
function hashesUnder(name: string, env: Record<string, string>, cwd: string): Record<string, string> {
  const out = join(folder, name);
  const args = [resolve('dist/cli.js'), 'render', resolve('samples/manifest.json'), '--out', out, '--at', AT];
  const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH, ...env }, cwd, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return Object.fromEntries(
    readdirSync(out).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(out, file)))
        .digest('hex'),
    ]),
  );
}

describe('the documents of a flight', () => {
  it('are the same bytes in every time zone and language, and from every folder', () => {
    const here = hashesUnder('here', { TZ: 'UTC', LANG: 'C' }, resolve('.'));
    const there = hashesUnder('there', { TZ: 'Asia/Shanghai', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' }, folder);
    expect(Object.keys(here).length).toBeGreaterThan(20);
    expect(there).toEqual(here);
  });
});
