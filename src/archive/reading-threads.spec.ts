import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a process of the compiled service finds: objects read one after another and at once, then each with one bit turned. */
const PROGRAM = `
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { ReadingThreads } from '${pathToFileURL(resolve('dist/archive/reading-threads.js'))}';
const awake = setInterval(() => {}, 1_000);
const objects = Array.from({ length: 100 }, (_, i) => {
  const bytes = randomBytes(1 + i * 997);
  const path = process.argv[1] + '/' + i;
  writeFileSync(path, bytes);
  return { path, key: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
});
const threads = new ReadingThreads(() => {});
const read = async (object) => {
  const memory = new SharedArrayBuffer(object.size + 3);
  const { isSound, sha256 } = await threads.read({ ...object, at: 3, memory, hashed: memory.byteLength });
  const isSame = createHash('sha256').update(Buffer.from(memory)).digest('base64') === sha256;
  return isSound && isSame && Buffer.from(memory, 3).equals(readFileSync(object.path));
};
const count = async () => (await Promise.all(objects.map(read))).filter(Boolean).length;
const whole = await count();
for (const { path, size } of objects) {
  const bytes = readFileSync(path);
  bytes[Math.floor(Math.random() * size)] ^= 1 << Math.floor(Math.random() * 8);
  writeFileSync(path, bytes);
}
const changed = await count();
const isMissingSound = await read({ ...objects[0], path: objects[0].path + '.missing' });
clearInterval(awake);
console.log(JSON.stringify({ whole, changed, isMissingSound }));
`;

describe('ReadingThreads', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'objects-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('find 100 of 100 objects sound, none of them after one bit was turned, and let the process end', () => {
    const found = execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM, folder], { encoding: 'utf8', timeout: 20_000 });
    expect(JSON.parse(found)).toEqual({ whole: 100, changed: 0, isMissingSound: false });
  });
});
