import { randomBytes } from 'node:crypto';
import { bytesOf, withFile, workbookParts, zipOf } from '../../../test/fixtures/workbook.js';
import { sniff } from '../sniff.js';
import { openZip } from './open-zip.js';

const MIB = 1_048_576;

/** What a ZIP holds and the text of its file. */
const opened = (bytes: Uint8Array, limits?: Parameters<typeof openZip>[1]) =>
  withFile(bytes, async (path) => {
    const zip = await openZip(path, limits);
    return zip.kind === 'xlsx' ? zip : { kind: zip.kind, name: zip.name, text: (await bytesOf(zip.bytes())).toString() };
  });

const finding = (code: string, detail: string, values?: readonly unknown[]) =>
  expect.objectContaining({ code: 'validation-failed', findings: [values === undefined ? { code, detail } : { code, detail, values }] });

const damaged = finding('truncated', 'The file is cut off or damaged: send it again');
const noWorkbook = finding('format', 'This is no XLSX workbook: save it as .xlsx');

describe('what a ZIP holds', () => {
  it('one file, by its name', async () => {
    expect(await opened(await zipOf({ 'реестр.csv': 'a;b\n' }))).toEqual({ kind: 'file', name: 'реестр.csv', text: 'a;b\n' });
  });

  it('one file beside what systems put in unasked', async () => {
    const bytes = await zipOf({ '__MACOSX/._a.csv': 'x', 'folder/.DS_Store': 'x', 'folder/a.csv': 'a', 'folder/Thumbs.db': 'x' });
    expect(await opened(bytes)).toEqual({ kind: 'file', name: 'folder/a.csv', text: 'a' });
  });

  it('a workbook', async () => {
    expect(await opened(await zipOf(workbookParts({ sheets: [{ rows: '' }] })))).toEqual({ kind: 'xlsx' });
  });

  it.each([
    ['no file', {}, 0],
    ['two files', { 'a.csv': '', 'b.csv': '' }, 2],
  ])('%s', async (_name, files, count) => {
    const fault = finding('format', 'A ZIP holds exactly one file; this one holds {0}', [count]);
    await expect(zipOf(files).then((bytes) => opened(bytes))).rejects.toEqual(fault);
  });

  it.each([
    ['a Word document', { '[Content_Types].xml': '', 'word/document.xml': '' }],
    ['a binary workbook', { '[Content_Types].xml': '', 'xl/workbook.bin': '' }],
    ['an OpenDocument table', { mimetype: '', 'content.xml': '' }],
  ])('%s', async (_name, files) => {
    await expect(zipOf(files).then((bytes) => opened(bytes))).rejects.toEqual(noWorkbook);
  });
});

describe('bad ZIPs', () => {
  it('text, and an old or locked workbook', async () => {
    await expect(opened(Buffer.from('a;b\n1;2\n'))).rejects.toEqual(noWorkbook);
    const old = finding('format', 'This is an old .xls workbook or one with a password: save it as .xlsx without a password');
    await expect(opened(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).rejects.toEqual(old);
  });

  it('truncated anywhere', async () => {
    const bytes = await zipOf({ 'a.csv': randomBytes(5_000) });
    for (const end of [10, 100, 3_000, bytes.length - 30, bytes.length - 1]) {
      await expect(opened(bytes.subarray(0, end))).rejects.toEqual(damaged);
    }
  });

  it('damaged inside', async () => {
    const bytes = await zipOf({ 'a.csv': 'many words '.repeat(1_000) });
    for (const at of [50, 60, 70]) {
      const broken = Buffer.from(bytes);
      broken[at] ^= 0xff;
      await expect(opened(broken)).rejects.toEqual(damaged);
    }
  });

  it('with a password', async () => {
    const bytes = await zipOf({ 'a.csv': 'a'.repeat(100) });
    // The bit that says so, in the header of the file and in the list.
    bytes[6] |= 1;
    bytes[bytes.indexOf('PK\u0001\u0002') + 8] |= 1;
    await expect(opened(bytes)).rejects.toEqual(finding('format', 'The file has a password: save it without one'));
  });

  it('a bomb: too much for one packed byte, or too much', async () => {
    const bomb = await zipOf({ 'a.csv': Buffer.alloc(20 * MIB) });
    await expect(opened(bomb)).rejects.toMatchObject({ code: 'too-large' });
    const limits = { decodedBytes: 1_000, ratio: 10_000, ratioGraceBytes: 0 };
    await expect(opened(await zipOf({ 'a.csv': randomBytes(1_001) }), limits)).rejects.toMatchObject({ code: 'too-large' });
    expect(await opened(await zipOf({ 'a.csv': 'x'.repeat(1_000) }), limits)).toMatchObject({ kind: 'file' });
  });

  it('more files than a workbook ever has', async () => {
    const files = Object.fromEntries(Array.from({ length: 4_097 }, (_, at) => [`${at}`, '']));
    await expect(zipOf(files).then((bytes) => opened(bytes))).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('the first bytes of a file', () => {
  it.each([
    ['gzip', '1f8b08', 'gzip'],
    ['ZIP', '504b0304', 'zip'],
    ['empty ZIP', '504b0506', 'zip'],
    ['OLE', 'd0cf11e0a1b11ae1', 'ole'],
    ['text', '613b62', 'text'],
    ['nothing', '', 'text'],
  ])('tell %s', (_name, hex, form) => {
    expect(sniff(Buffer.from(hex, 'hex'))).toBe(form);
  });
});
