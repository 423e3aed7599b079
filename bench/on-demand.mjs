// Consignments a second and peak memory of what is made on demand, each in a process of its own, without database and network:
//   node bench/on-demand.mjs [--consignments 50000] [--json]
// A consignment is parsed from its JSON as the database gives it. `npm run build` comes first.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ExchangeRates } from '../dist/domain/exchange-rates.js';
import { loadAssets } from '../dist/publish/assets.js';
import { composeDeclaration } from '../dist/publish/compose.js';
import { mergedPdf, zippedXml } from '../dist/publish/on-demand/house-waybills/made-waybills.js';
import { zippedIndpost } from '../dist/publish/on-demand/indpost/made-indpost.js';

const { values: options } = parseArgs({
  options: { consignments: { type: 'string', default: '50000' }, json: { type: 'boolean', default: false }, case: { type: 'string' } },
});

const sample = (file) => JSON.parse(readFileSync(new URL(`../samples/${file}`, import.meta.url), 'utf8'));
const manifest = sample('manifest.json');
const settings = sample('destinations.json').SVO;

const HOUSES = 500;
const MADE = new Date('2026-11-22T09:15:00Z');
const rates = { date: '2026-11-22', rates: sample('exchange-rates.json').rates };
const name = { title: 'House waybills', flightId: '4B8101-20261122-HGH', createdAt: '2026-11-22T12:15:00+03:00' };

const context = {
  flightId: name.flightId,
  flight: manifest.flight,
  createdAt: name.createdAt,
  album: '5.27.0',
  rates: new ExchangeRates(rates.date, rates.rates),
  settingsOf: () => settings,
};

const bodies = manifest.consignments.map((consignment) => JSON.stringify(consignment));

async function* declarations(count) {
  for (let from = 0; from < count; from += HOUSES) {
    const rows = Array.from({ length: Math.min(HOUSES, count - from) }, (_, i) => ({
      ordinal: i + 1,
      firstGoodsNumeric: i + 1,
      consignment: { ...JSON.parse(bodies[(from + i) % bodies.length]), houseWaybill: `LP${String(from + i).padStart(14, '0')}` },
    }));
    await new Promise(setImmediate);
    yield composeDeclaration(context, { slot: `SVO-1-P${from}`, kind: 'ptdeg', destination: 'SVO' }, '210-10020032', rows, 'fingerprint');
  }
}

const cases = {
  'merged PDF': (count) => mergedPdf(declarations(count), name, loadAssets()),
  'house waybills, XML': (count) => zippedXml(declarations(count), MADE, loadAssets()),
  indpost: (count) => zippedIndpost(declarations(count), MADE, rates),
};

async function measure(label) {
  const count = Number(options.consignments);
  const started = performance.now();
  let bytes = 0;
  for await (const block of cases[label](count)) bytes += block.length;
  const seconds = (performance.now() - started) / 1000;
  return {
    case: label,
    perSecond: Math.round(count / seconds),
    seconds: Number(seconds.toFixed(1)),
    megabytes: Math.round(bytes / 1e6),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (options.case === undefined) {
  const results = Object.keys(cases).map((label) => {
    const script = fileURLToPath(import.meta.url);
    const { stdout } = spawnSync(process.execPath, [script, '--case', label, '--consignments', options.consignments], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    });
    return JSON.parse(String(stdout));
  });
  if (options.json) console.log(JSON.stringify(results));
  else console.table(results);
} else console.log(JSON.stringify(await measure(options.case)));
