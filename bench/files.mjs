// Rows a second and peak memory of the readers and writers of src/files, each in a process of its own:
//   node bench/files.mjs [--csv 200000] [--xlsx 50000] [--empty 1048576] [--json]
// CSV has 36 short columns as register B, XLSX 45 as register A. `npm run build` comes first.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ZipFile } from 'yazl';
import { readCsvRows } from '../dist/files/csv/read-csv.js';
import { csvBytes } from '../dist/files/csv/write-csv.js';
import { readXlsxRows } from '../dist/files/xlsx/read-xlsx.js';
import { xlsxBytes } from '../dist/files/xlsx/write-xlsx.js';

const { values: options } = parseArgs({
  options: {
    csv: { type: 'string', default: '200000' },
    xlsx: { type: 'string', default: '50000' },
    empty: { type: 'string', default: '1048576' },
    json: { type: 'boolean', default: false },
    case: { type: 'string' },
    folder: { type: 'string' },
  },
});

const words = [
  'Чехол для телефона',
  'Анна',
  'Москва',
  'NO BRAND',
  '3926909709',
  '0.432',
  '35.00',
  'CNY',
  '1',
  'https://shop.example/item/1005006',
];
const headings = (columns) => Array.from({ length: columns }, (_, at) => `Столбец ${at + 1}`);

function* rowsOf(count, columns) {
  for (let row = 0; row < count; row++) {
    yield Array.from({ length: columns }, (_, at) =>
      at === 0 ? `LP${String(row).padStart(12, '0')}` : at % 11 === 7 ? `${row * at}` : words[at % 10],
    );
  }
}

const sheetOf = (count) => ({ name: 'Реестр', columns: headings(45).map((heading) => ({ heading })), rows: rowsOf(count, 45) });

/** A workbook as spreadsheet programs write it: texts that cells share. */
async function writeShared(path, count) {
  const indexes = new Map();
  const indexOf = (text) => {
    if (!indexes.has(text)) indexes.set(text, indexes.size);
    return indexes.get(text);
  };
  const column = (at) => (at < 26 ? '' : 'A') + String.fromCharCode(65 + (at % 26));
  function* sheet() {
    yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
    let number = 0;
    for (const row of rowsOf(count, 45)) {
      number += 1;
      yield `<row r="${number}" spans="1:45">${row.map((cell, at) => `<c r="${column(at)}${number}" s="0" t="s"><v>${indexOf(cell)}</v></c>`).join('')}</row>`;
    }
    yield '</sheetData></worksheet>';
  }
  function* strings() {
    yield '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
    for (const text of indexes.keys()) yield `<si><t>${text}</t></si>`;
    yield '</sst>';
  }
  await writeParts(path, sheet, strings);
}

/** Rows that a format was once given to and nothing else. */
async function writeEmpty(path, count) {
  function* sheet() {
    yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>';
    for (let row = 2; row <= count; row++)
      yield `<row r="${row}" spans="1:45" ht="15" customHeight="1"><c r="A${row}" s="0"/><c r="B${row}" s="0"/></row>`;
    yield '</sheetData></worksheet>';
  }
  await writeParts(path, sheet, () => ['<sst/>']);
}

/** Texts in pieces that are worth handing on. */
function* joined(texts) {
  let text = '';
  for (const part of texts) {
    text += part;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

async function writeParts(path, sheet, strings) {
  const zip = new ZipFile();
  const relation = (id, type, target) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  zip.addBuffer(Buffer.from('<Types/>'), '[Content_Types].xml');
  zip.addBuffer(Buffer.from(`<Relationships>${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`), '_rels/.rels');
  zip.addBuffer(Buffer.from('<workbook><sheets><sheet name="1" id="a"/></sheets></workbook>'), 'xl/workbook.xml');
  const parts = relation('a', 'worksheet', 'sheet1.xml') + relation('b', 'sharedStrings', 'sharedStrings.xml');
  zip.addBuffer(Buffer.from(`<Relationships>${parts}</Relationships>`), 'xl/_rels/workbook.xml.rels');
  zip.addReadStreamLazy('xl/sheet1.xml', (opened) => opened(null, Readable.from(joined(sheet()), { objectMode: false })));
  zip.addReadStreamLazy('xl/sharedStrings.xml', (opened) => opened(null, Readable.from(joined(strings()), { objectMode: false })));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

const path = (name) => join(options.folder, name);

async function readAll(source) {
  let rows = 0;
  for await (const batch of source) rows += batch.length;
  return rows;
}

const write = (bytes, name) => pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path(name)));

const cases = {
  'write CSV': [() => options.csv, () => write(csvBytes(headings(36), rowsOf(Number(options.csv), 36)), 'a.csv')],
  'read CSV': [() => options.csv, () => readAll(readCsvRows(createReadStream(path('a.csv'))))],
  'write quoted CSV': [() => options.csv, () => write(quotedCsv(), 'b.csv')],
  'read quoted CSV': [() => options.csv, () => readAll(readCsvRows(createReadStream(path('b.csv'))))],
  'write XLSX': [() => options.xlsx, () => write(xlsxBytes([sheetOf(Number(options.xlsx))]), 'a.xlsx')],
  'read XLSX, own': [() => options.xlsx, () => readAll(readXlsxRows(path('a.xlsx')))],
  'make XLSX, shared texts': [() => options.xlsx, () => writeShared(path('b.xlsx'), Number(options.xlsx))],
  'read XLSX, shared texts': [() => options.xlsx, () => readAll(readXlsxRows(path('b.xlsx')))],
  'make XLSX, empty rows': [() => options.empty, () => writeEmpty(path('c.xlsx'), Number(options.empty))],
  'read XLSX, empty rows': [() => options.empty, () => readAll(readXlsxRows(path('c.xlsx')))],
};

/** As databases export: every cell between quotes. */
async function* quotedCsv() {
  for (const row of rowsOf(Number(options.csv), 36)) yield `${row.map((cell) => `"${cell}"`).join(',')}\n`;
}

async function measure(name) {
  const [rows, run] = cases[name];
  const started = performance.now();
  await run();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage();
  return {
    case: name,
    rows: Number(rows()),
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round(Number(rows()) / seconds),
    cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
    peakMib: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

if (options.case !== undefined) console.log(JSON.stringify(await measure(options.case)));
else {
  const folder = mkdtempSync(join(tmpdir(), 'waybridge-bench-'));
  const results = [];
  try {
    for (const name of Object.keys(cases)) {
      const arguments_ = [fileURLToPath(import.meta.url), '--case', name, '--folder', folder];
      for (const size of ['csv', 'xlsx', 'empty']) arguments_.push(`--${size}`, options[size]);
      const { stdout, status } = spawnSync(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
      if (status !== 0) process.exit(1);
      results.push(JSON.parse(stdout));
    }
    const bytes = Object.fromEntries(
      ['a.csv', 'b.csv', 'a.xlsx', 'b.xlsx', 'c.xlsx'].map((name) => [name, statSync(join(folder, name)).size]),
    );
    if (options.json) console.log(JSON.stringify({ results, bytes }, null, 2));
    else {
      console.table(results);
      console.table(bytes);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
