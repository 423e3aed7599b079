import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Archive, DamagedObject } from './archive.js';

const bytesOf = (text: string) => Buffer.from(text);
const keyOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('Archive', () => {
  let folder: string;
  let archive: Archive;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-'));
    archive = new Archive(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);

  it('gives back what was put, below the first two digits of its hash', async () => {
    const bytes = bytesOf('a declaration');
    const key = keyOf(bytes);
    await archive.put(key, bytes);
    expect(await archive.read(key)).toEqual(bytes);
    expect(await readdir(join(folder, key.slice(0, 2)))).toEqual([key]);
  });

  it('keeps an empty object', async () => {
    await archive.put(keyOf(bytesOf('')), bytesOf(''));
    expect(await archive.read(keyOf(bytesOf('')))).toHaveLength(0);
  });

  it('takes the same object twice, and many at once', async () => {
    const bytes = bytesOf('twice');
    const key = keyOf(bytes);
    await Promise.all(Array.from({ length: 8 }, () => archive.put(key, bytes)));
    await archive.put(key, bytes);
    expect(await archive.read(key)).toEqual(bytes);
    expect(await readdir(join(folder, key.slice(0, 2)))).toEqual([key]);
  });

  it('refuses a name that is not the hash', async () => {
    await expect(archive.put(keyOf(bytesOf('a')), bytesOf('b'))).rejects.toThrow(RangeError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('never serves an object that was changed or cut off, and mends it when it is put again', async () => {
    const bytes = bytesOf('sound bytes');
    const key = keyOf(bytes);
    await archive.put(key, bytes);
    for (const damage of ['Sound bytes', 'sound', '']) {
      await writeFile(pathOf(key), damage);
      await expect(archive.read(key)).rejects.toEqual(new DamagedObject(key, 'changed'));
      await archive.put(key, bytes);
      expect(await archive.read(key)).toEqual(bytes);
    }
  });

  it('tells a missing object from a missing folder', async () => {
    const key = keyOf(bytesOf('never put'));
    await archive.put(keyOf(bytesOf('put')), bytesOf('put'));
    await expect(archive.read(key)).rejects.toEqual(new DamagedObject(key, 'missing'));
    await expect(archive.read('../../etc/passwd')).rejects.toBeInstanceOf(DamagedObject);
    await rename(folder, `${folder}-away`);
    await expect(archive.read(key)).rejects.toMatchObject({ code: 'ENOENT' });
    // What a disk leaves behind that was taken away: the folder at which it was to be found.
    await mkdir(folder);
    await expect(archive.read(key)).rejects.toMatchObject({ code: 'ENODEV' });
    await rm(folder, { recursive: true });
    await rename(`${folder}-away`, folder);
  });

  it('writes nothing where its folder is away', async () => {
    const away = new Archive(join(folder, 'away'));
    await expect(away.put(keyOf(bytesOf('x')), bytesOf('x'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves no part behind when the disk refuses the bytes', async () => {
    const bytes = bytesOf('refused');
    const key = keyOf(bytes);
    await mkdir(join(pathOf(key), 'in the way'), { recursive: true }); // a folder of the object's name: it can be neither read nor replaced
    await expect(archive.put(key, bytes)).rejects.toThrow();
    expect(await readdir(join(folder, key.slice(0, 2)))).toEqual([key]);
  });

  describe('hold', () => {
    const bytes = bytesOf('a declaration to be sent');
    const key = keyOf(bytes);
    const around = { before: bytesOf('head,'), after: bytesOf(',tail'), isHashed: true };
    beforeEach(() => archive.put(key, bytes));

    it('gives an object between others, with the hash of the whole', async () => {
      const { whole, sha256 } = await archive.hold(key, bytes.length, around);
      expect(whole.toString()).toBe('head,a declaration to be sent,tail');
      expect(sha256).toBe(createHash('sha256').update(whole).digest('base64'));
      expect((await archive.hold(key, bytes.length)).whole).toEqual(bytes);
    });

    it('gives no object that was changed, cut off, made longer or removed, nor one of another length', async () => {
      await expect(archive.hold(key, bytes.length - 1)).rejects.toThrow(DamagedObject);
      const damages = [Buffer.from(bytes).fill('x', 3, 4), bytes.subarray(1), Buffer.concat([bytes, bytesOf('x')])];
      for (const damaged of damages) {
        await writeFile(pathOf(key), damaged);
        await expect(archive.hold(key, bytes.length)).rejects.toThrow(DamagedObject);
      }
      await rm(pathOf(key));
      await expect(archive.hold(key, bytes.length)).rejects.toThrow(DamagedObject);
    });
  });

  it('drops an object that is old, unless it is put again meanwhile', async () => {
    const bytes = bytesOf('nobody reads it');
    const key = keyOf(bytes);
    const long = new Date(Date.now() - 100_000);
    await archive.put(key, bytes);
    await utimes(pathOf(key), long, long);
    await archive.put(key, bytes); // found sound, and young from now on
    expect(await archive.drop(key, 60_000)).toBe(false);
    expect(await archive.read(key)).toEqual(bytes);
    await utimes(pathOf(key), long, long);
    expect(await archive.drop(key, 60_000)).toBe(true);
    expect(await readdir(join(folder, key.slice(0, 2)))).toEqual([]);
  });

  it('tells of every object that a reader was refused, of all of a group', async () => {
    const told: string[] = [];
    const telling = new Archive(folder, (key) => told.push(key));
    const keys = ['one', 'two', 'three'].map((text) => keyOf(bytesOf(text)));
    await telling.put(keys[1], bytesOf('two'));
    const before = new Uint8Array(0);
    await expect(telling.holdAll(keys.map((key) => ({ key, size: 3, before })))).rejects.toThrow(DamagedObject);
    expect(told).toEqual([keys[0], keys[2]]);
  });

  it('sweeps parts that a killed process left, and only those', async () => {
    const bytes = bytesOf('whole');
    const key = keyOf(bytes);
    await archive.put(key, bytes);
    const shelf = join(folder, key.slice(0, 2));
    await writeFile(join(shelf, `${key}.old.part`), 'who');
    await utimes(join(shelf, `${key}.old.part`), new Date(0), new Date(0));
    await writeFile(join(shelf, `${key}.young.part`), 'who');
    expect(await archive.sweep(600_000)).toEqual([`${key}.old.part`]);
    expect((await readdir(shelf)).sort()).toEqual([key, `${key}.young.part`]);
    expect(await readFile(pathOf(key))).toEqual(bytes);
  });
});
