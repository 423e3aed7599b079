import { moscowDay } from '../domain/calendar.js';
import { ExchangeRates } from '../domain/exchange-rates.js';
import type { Finding } from '../domain/problem.js';
import { isError } from '../domain/problem.js';
import { tradeRules } from '../intake/checks/trade-rules.js';
import type { CheckOptions } from './check-options.js';
import { withManifest } from './open-file.js';
import { RepeatedNumbers } from './repeated-numbers.js';
import { readLists, readRates } from './settings-files.js';
import { problemTable, type TableFinding, type Terminal } from './terminal.js';

/** Findings that are printed; all are counted. */
const PRINTED = 1_000;

/** A head that is good: a file of rows tells nothing of its flight, and none is asked for here. */
const headOn = (today: string, channel: CheckOptions['channel']) => ({
  manifestId: 'CHECK',
  revision: 1,
  channel,
  flight: { carrier: '4B', number: '1', date: today, origin: 'HGH', destination: 'SVO' },
});

/**
 * Prints what the rules find in a manifest on disk. Answers the exit status: 1 if any of it is an error.
 *
 * Errors: UsageError; `malformed-json`, `too-large`, `validation-failed` for a file that cannot be understood.
 */
export async function check(options: CheckOptions, { out }: Terminal): Promise<number> {
  const { file, language, channel, requireIdentity, charset, delimiter, mapping } = options;
  const today = moscowDay(new Date());
  const rates = options.rates === undefined ? undefined : new ExchangeRates(today, readRates(options.rates));
  const trade = tradeRules(options.lists === undefined ? {} : await readLists(options.lists), {
    today,
    ...(rates === undefined ? {} : { rates }),
  });
  const body = {
    head: headOn(today, channel),
    ...(charset === undefined ? {} : { charset }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(mapping === undefined ? {} : { mapping }),
  };
  return withManifest(file, { today, requireIdentity, trade }, body, async (source) => {
    const found: TableFinding[] = [];
    const counts = { all: 0, errors: 0, consignments: 0 };
    const repeated = new RepeatedNumbers();
    const add = (findings: readonly Finding[], houseWaybill?: string): void => {
      for (const finding of findings)
        if (found.length < PRINTED) found.push({ ...finding, ...(houseWaybill === undefined ? {} : { houseWaybill }) });
    };
    for await (const batch of source) {
      for (const entry of batch) {
        const all = [...entry.findings, ...repeated.of(entry)];
        add(all, entry.houseWaybill);
        counts.all += all.length;
        counts.errors += all.filter(isError).length;
      }
    }
    const late = [...source.head.findings.map(({ finding }) => finding), ...[...source.late()].flatMap(({ findings }) => findings)];
    add(late);
    counts.all += late.length;
    counts.errors += late.length;
    out.write(`${source.count} consignments\n`);
    if (counts.all > 0) out.write(problemTable(found, counts.all, language));
    return counts.errors > 0 ? 1 : 0;
  });
}
