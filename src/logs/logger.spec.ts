import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from './logger.js';

describe('the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybridge-log-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;

  function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
    const logFile = join(folder, `${files++}.log`);
    log(createLogger({ logLevel: 'info', logFile }));
    return readFileSync(logFile, 'utf8');
  }

  it('writes the members it knows and no others, at any depth', () => {
    const line = JSON.parse(
      written((logger) => logger.warn({ msg: 'done', run: 7, lastName: 'secret', cause: { code: '23505', row: 'secret' } }, 'RunGuard')),
    );
    expect(line).toMatchObject({ of: 'RunGuard', msg: 'done', run: 7, cause: { code: '23505' } });
    expect(JSON.stringify(line)).not.toContain('secret');
  });

  it('writes where an error was thrown and not its words, also where they come with their stack', () => {
    const error = new Error('invalid input syntax for type integer: "secret"');
    for (const text of [
      written((logger) => logger.error(error)),
      written((logger) => logger.error(error.message, error.stack, 'Library')),
    ]) {
      expect(text).toContain('logger.spec');
      expect(text).not.toContain('secret');
    }
  });
});
