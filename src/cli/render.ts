import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentTypes } from '../documents/registry.js';
import { POSTAL_UNDECLARED } from '../domain/manifest.js';
import { DomainError, isHolding } from '../domain/problem.js';
import { loadAssets } from '../publish/assets.js';
import { type Draft, draftsOf } from '../publish/drafts.js';
import { SelfCheck } from '../publish/self-check/self-check.js';
import type { RunContext } from '../store/run.store.js';
import { choosePapers } from './choose-papers.js';
import { composeSubject } from './compose-subject.js';
import { type PlannedFile, planFile } from './plan-file.js';
import { readFlight } from './read-flight.js';
import type { RenderOptions } from './render-options.js';
import { readDestinations, readRates, readTariffs } from './settings-files.js';
import { problemTable, progressBar, type TableFinding, type Terminal } from './terminal.js';

const MOSCOW_MS = 3 * 3_600_000;

/**
 * Makes every document of a manifest on disk: the same bytes as the service makes of the same flight, numbers and time.
 * Answers the exit status: 0, or 1 if problems were found and nothing was written.
 *
 * Errors: UsageError; `malformed-json`, `validation-failed` for faulty tariffs, `exchange-rate-missing`, `destination-not-set-up`, `waybill-stock-empty`,
 * `state-conflict` for a postal manifest, `document-check-failed`.
 */
export async function render(options: RenderOptions, terminal: Terminal): Promise<number> {
  const started = performance.now();
  const createdAt = moscowTime(options.at);
  const today = createdAt.slice(0, 10);
  const run: RunContext = {
    ...choosePapers(options),
    rates: { date: today, rates: readRates(options.rates) },
    destinations: readDestinations(options.destinations),
    regime: options.dutyRegime,
    personalFee: options.personalFee,
  };
  const tariffs = await readTariffs(options.tariffs);
  const file = await readFlight(options.manifest, { today, requireIdentity: options.requireIdentity });
  if (file.head === undefined || (file.findingCount > 0 && !options.isExcludingHeld)) {
    terminal.out.write(problemTable(file.findings, file.findingCount));
    return 1;
  }
  const { flight, channel } = file.head;
  if (channel === 'postal') throw new DomainError('state-conflict', POSTAL_UNDECLARED);
  const planned = planFile(flight, file.rows, run, { createdAt, stock: options.stock, tariffs });
  const problems = [...file.findings, ...planFindings(planned)];
  if (problems.length > 0) terminal.out.write(problemTable(problems, file.findingCount + planned.findings.length));
  if (planned.findings.some(isHolding) && !options.isExcludingHeld) return 1;

  const types = documentTypes.filter(({ type }) => options.only?.includes(type) ?? true);
  const drafts = draftsOf({ flightId: planned.context.flightId, flight, run }, planned, types);
  const written = await writeAll(drafts, planned, options, terminal);
  const counts = [
    `${planned.waybills.reduce((sum, { consignments }) => sum + consignments, 0)} consignments`,
    `${planned.waybills.length} master waybills`,
    `${planned.declarations.length} declarations`,
    `${written.files} files, ${(written.bytes / 1_000_000).toFixed(1)} MB, in ${options.out}`,
  ];
  terminal.out.write(`${planned.context.flightId}: ${counts.join(', ')}; ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  return 0;
}

async function writeAll(drafts: readonly Draft[], planned: PlannedFile, { out, schemaFolder }: RenderOptions, terminal: Terminal) {
  const assets = loadAssets();
  const selfCheck = new SelfCheck(schemaFolder);
  const progress = progressBar(terminal, drafts.length);
  const written = { files: 0, bytes: 0 };
  await mkdir(out, { recursive: true });
  progress(0);
  for (const [done, { type, version, index, subject, content }] of drafts.entries()) {
    const composed = composeSubject[type.subject](planned, index, content);
    for (const { rendering } of await selfCheck.passed(type, composed, subject, type.render(composed, assets, version))) {
      const { format, bytes, subject: part = subject } = rendering;
      await writeFile(join(out, `${type.type}-${part}.${format}`), bytes);
      written.files += 1;
      written.bytes += bytes.length;
    }
    progress(done + 1);
  }
  return written;
}

/** The plan's findings point into the consignment; here they point into the file. */
function planFindings({ findings }: PlannedFile): TableFinding[] {
  return findings.map((finding) => ({ ...finding, pointer: `/consignments/${finding.sequence}${finding.pointer ?? ''}` }));
}

/** RFC 3339 in the customs' time, which is Moscow's. */
function moscowTime(at: Date): string {
  return `${new Date(at.getTime() + MOSCOW_MS).toISOString().slice(0, 19)}+03:00`;
}
