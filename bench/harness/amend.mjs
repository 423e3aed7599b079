// What an amendment of ten consignments in a published flight costs, from the change to the new set of documents.
import { manifestOf } from '../subjects/manifest.mjs';
import { call, closeFlight, untilFlightReady } from './client.mjs';
import { keys } from './service.mjs';
import { rounded } from './statistics.mjs';
import { figure } from './verdict.mjs';

const TEN = 10;

/** Numbers of ten house waybills spread over a whole flight, and of ten of one bag. */
function choices(count, seed) {
  const items = [...manifestOf(count, seed).items].filter(({ consignee }) => consignee.kind === 'individual');
  const step = Math.floor(items.length / TEN);
  const spread = Array.from({ length: TEN }, (_, i) => items[i * step]);
  const bags = new Map();
  for (const item of items.filter(({ bag }) => bag !== undefined)) bags.set(item.bag, [...(bags.get(item.bag) ?? []), item]);
  const [oneBag] = [...bags.values()].filter(({ length }) => length >= TEN);
  return { 'spread over the flight': spread, 'of one bag': oneBag?.slice(0, TEN) };
}

/** Changes ten telephone numbers, which stand in XML and PDF, closes the flight again and waits for its new documents. */
async function amend(service, flight, chosen, phone) {
  const before = service.cpuSeconds();
  const started = performance.now();
  const request = { where: { houseWaybills: chosen.map(({ houseWaybill }) => houseWaybill) }, set: { patch: { consignee: { phone } } } };
  const headers = { 'content-type': 'application/json' };
  const report = await call(
    service.url,
    'POST',
    `/v1/flights/${flight}/consignments/edits`,
    keys.upstream,
    JSON.stringify(request),
    headers,
  );
  if (report.changed !== chosen.length) throw new Error(`${report.changed} of ${chosen.length} consignments were changed`);
  await closeFlight(service.url, keys.upstream, flight);
  await untilFlightReady(service.url, keys.admin, flight);
  return { cpuMs: (service.cpuSeconds() - before) * 1000, wallMs: performance.now() - started };
}

/** Verdicts in percent of the CPU of the full run. */
export async function amendVerdicts(service, flight, { consignments, seed, fullCpuMs }) {
  const verdicts = [];
  for (const [index, [where, chosen]] of Object.entries(choices(consignments, seed)).entries()) {
    if (chosen === undefined) continue;
    const { cpuMs, wallMs } = await amend(service, flight, chosen, `+7900000${String(1_000 + index)}`);
    const told = `amendment of 10 consignments ${where}, in ${rounded(wallMs / 1000)} s`;
    verdicts.push(figure(told, (100 * cpuMs) / fullCpuMs, { atMost: 3, isOfFullSize: true }, '% of the full CPU'));
  }
  return verdicts;
}
