import { readFileSync } from 'node:fs';
import { readCsvRows } from '../../files/csv/read-csv.js';
import { builtInMappings } from './built-in-mappings.js';
import { headFromQuery } from './head-from-query.js';
import { previewOf } from './preview.js';
import { readTable } from './read-table.js';

const FOLDER = new URL('../../../samples/registers/', import.meta.url);

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(new URL(file, FOLDER));
}

const open = (file: string) =>
  readTable(readCsvRows(bytesOf(file)), {
    today: '2026-11-22',
    head: headFromQuery({ manifestId: 'M1', revision: '1', channel: 'express', flight: '4B8101-20261122-HGH', destination: 'SVO' }),
    mappings: builtInMappings,
  });

describe('the samples of registers', () => {
  it.each([
    ['register-a', 13],
    ['register-b', 12],
    ['waybridge', 11],
  ])('%s is read without a fault', async (name, count) => {
    const reader = open(`${name}.csv`);
    let goods = 0;
    for await (const batch of reader) for (const { consignment } of batch) goods += consignment?.goods.length ?? 0;
    expect(reader.findings.list).toEqual([]);
    expect(reader.layout).toMatchObject({ format: 'csv', mapping: { name } });
    expect(reader.count).toBe(count);
    const lines =
      readFileSync(new URL(`${name}.csv`, FOLDER), 'utf8')
        .trimEnd()
        .split('\r\n').length - 1;
    expect(goods).toBe(lines);
  });

  it('are shown before they are sent', async () => {
    const preview = await previewOf(open('register-b.csv'));
    expect(preview.mapping).toBe('register-b');
    expect(preview.unread).toEqual(['ID отправления', 'Штрих код', 'Артикул', 'ЦМН', 'ID ЦМН', 'IMEI', 'IMEI 2', 'Комментарий']);
    expect(preview.missing).toEqual([]);
    expect(preview.consignments).toHaveLength(10);
    expect(preview.consignments[0]).toMatchObject({ consignment: { houseWaybill: 'LP00675043241560' }, findings: [] });
    expect((await previewOf(open('waybridge.csv'))).missing).toContain('dimensionsCm.length');
  });
});
