import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { check } from './check.js';
import { type CheckOptions, checkOptions } from './check-options.js';

const sample = (name: string): string => resolve('samples/registers', name);

describe('waybridge check', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybridge-check-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(args: readonly string[], more: Partial<CheckOptions> = {}) {
    const out = new PassThrough();
    const printed = text(out);
    const status = await check({ ...checkOptions(args), ...more }, { out, err: new PassThrough() });
    out.end();
    return { status, printed: await printed };
  }

  /** The sample of a register with one cell changed. */
  function changed(name: string, from: string, to: string): string {
    const content = readFileSync(sample(name), 'utf8');
    expect(content).toContain(from);
    const path = join(folder, name);
    writeFileSync(path, content.replace(from, to));
    return path;
  }

  it.each(['register-a.csv', 'register-b.csv', 'waybridge.csv'])('finds nothing in %s', async (name) => {
    expect(await run([sample(name)])).toEqual({ status: 0, printed: expect.stringMatching(/^1\d consignments\n$/) });
  });

  it('names row, column and reason in the language asked for, and exits 1', async () => {
    const { status, printed } = await run([changed('register-b.csv', '774006103437', '774006103438'), '--language', 'ru']);
    expect(status).toBe(1);
    expect(printed).toMatch(/row 2, ИНН +error +inn_checksum +Контрольные цифры не сходятся/);
    expect(printed).not.toContain('774006103438');
  });

  it('goes by the lists of a folder', async () => {
    writeFileSync(join(folder, 'stop-words.csv'), 'phrase,match,severity,reason,source\nчехлы,form,hold,подделки,\n');
    const { status, printed } = await run([sample('register-b.csv'), '--lists', folder]);
    expect(status).toBe(0);
    expect(printed).toMatch(/row 2, Описание на русском +hold +stop_word/);
  });

  it('names a number that stands twice', async () => {
    const manifest: { consignments: { houseWaybill: string }[] } = JSON.parse(
      readFileSync(resolve('test/fixtures/individuals/manifest.json'), 'utf8'),
    );
    manifest.consignments[1].houseWaybill = manifest.consignments[0].houseWaybill;
    const path = join(folder, 'twice.json');
    writeFileSync(path, JSON.stringify(manifest));
    const { status, printed } = await run([path]);
    expect(status).toBe(1);
    expect(printed).toContain('Same value as /consignments/0/houseWaybill');
  });

  it('says what it cannot read', async () => {
    await expect(run([join(folder, 'nothing.csv')])).rejects.toThrow('cannot be read: ENOENT');
    await expect(run([join(folder, 'manifest')])).rejects.toThrow('no ending');
  });
});
