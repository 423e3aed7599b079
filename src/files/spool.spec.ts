import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spool } from './spool.js';

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('spooled bytes', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'waybridge-spool-')), 'incoming');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('lie in a file that only their owner reads, until it is removed', async () => {
    const file = await spool(pieces('one ', 'two'), folder);
    expect(await readFile(file.path, 'utf8')).toBe('one two');
    expect(file.size).toBe(7);
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    await file.remove();
    await file.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave nothing when their source fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one');
      throw new RangeError('cut off');
    }
    await expect(spool(failing(), folder)).rejects.toThrow('cut off');
    expect(await readdir(folder)).toEqual([]);
  });
});
