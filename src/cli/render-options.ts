import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Settings } from '../config.js';
import { documentTypes } from '../documents/registry.js';
import { UsageError } from './usage.js';

/** What `waybridge render` was asked to do. */
export interface RenderOptions {
  manifest: string;
  out: string;
  /** Left out, that of the choice of papers or of the environment. */
  album: string | undefined;
  /** File with a choice of papers. */
  papers: string | undefined;
  /** Types of documents that alone are made; left out, all that are chosen. */
  only: readonly string[] | undefined;
  /** What holds where nobody chooses. */
  configured: Pick<Settings, 'album' | 'airlineHouses'>;
  /** Range of air waybill numbers: prefix, first and last serial without check digit. */
  stock: { prefix: string; from: number; to: number };
  /** Files with rates and destinations; left out, those of the sample flight. */
  rates: string | undefined;
  destinations: string | undefined;
  /** Tariffs as CSV, likewise. */
  tariffs: string | undefined;
  /** When the documents are made: stands in them, and decides which rules hold. */
  at: Date;
  /** Leaves out consignments with faults instead of refusing the manifest. */
  isExcludingHeld: boolean;
  requireIdentity: boolean;
  dutyRegime: Settings['dutyRegime'];
  personalFee: boolean;
  /** Of the official schemas, by which XML is checked; undefined if there are none. */
  schemaFolder: string | undefined;
}

export const RENDER_USAGE = `waybridge render MANIFEST --out FOLDER [options]

Makes every document of a flight from a manifest on disk, without a server and without a database.

  MANIFEST               .json or .ndjson, also with .gz behind it
  --out FOLDER           where the documents go
  --album VERSION        album of the customs' formats
  --papers FILE          which documents are made, for whom and in which version, as for PUT /v1/papers
  --only TYPES           these types of documents and no other: fwb,fhl
  --stock RANGE          air waybill numbers, 210:1002003-1012002: prefix, first and last serial without check digit
  --rates FILE           exchange rates, as for PUT /v1/exchange-rates/{date}
  --destinations FILE    settings by airport, as for PUT /v1/destinations/{iata}
  --tariffs FILE         import duty and VAT as CSV, as for PUT /v1/tariffs
  --at INSTANT           when the documents are made, 2026-11-22T10:00:00+03:00; now if left out
  --held exclude         leaves out consignments with problems; otherwise they stop the command

Left out, stock, rates, tariffs and destinations are those of the sample flight: good to look at, not to file.
Each document is read back before it is written; one that is not what was planned ends the command.
Exit status: 0 documents made, 1 the manifest has problems or a document failed its check, 2 the command was called wrongly.
`;

const SAMPLE_STOCK = '210:1002003-1012002';

/** Reads the arguments behind `render`. Errors: UsageError. */
export function renderOptions(args: readonly string[]): RenderOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw new UsageError('Name one manifest');
  if (values.out === undefined) throw new UsageError('--out is missing');
  if (values.held !== undefined && values.held !== 'exclude') throw new UsageError('--held can only be exclude');
  const { album, airlineHouses, requireIdentity, dutyRegime, personalFee, schemaFolder } = readConfig();
  return {
    manifest: positionals[0],
    out: values.out,
    album: values.album === undefined ? undefined : albumOf(values.album),
    papers: values.papers,
    only: values.only === undefined ? undefined : typesOf(values.only),
    configured: { album, airlineHouses },
    stock: stockOf(values.stock ?? SAMPLE_STOCK),
    rates: values.rates,
    destinations: values.destinations,
    tariffs: values.tariffs,
    at: instantOf(values.at),
    isExcludingHeld: values.held === 'exclude',
    requireIdentity,
    dutyRegime,
    personalFee,
    schemaFolder,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: text,
        album: text,
        papers: text,
        only: text,
        stock: text,
        rates: text,
        destinations: text,
        tariffs: text,
        at: text,
        held: text,
      },
    });
  } catch (error) {
    throw new UsageError(String(error).replace(/^TypeError[^:]*: /, ''));
  }
}

function albumOf(album: string): string {
  try {
    return readConfig({ ALBUM: album }).album;
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError('--album is not a version this program knows');
    throw error;
  }
}

function typesOf(list: string): string[] {
  const named = list.split(',');
  const types = documentTypes.map(({ type }) => type);
  if (named.some((name) => !types.includes(name))) throw new UsageError(`--only names some of ${types.join(', ')}`);
  return named;
}

function stockOf(range: string): RenderOptions['stock'] {
  const match = /^(\d{3}):(\d{1,7})-(\d{1,7})$/.exec(range);
  if (match === null) throw new UsageError('--stock reads PREFIX:FROM-TO, such as 210:1002003-1012002');
  const [, prefix, from, to] = match;
  if (Number(from) > Number(to)) throw new UsageError('--stock ends before it begins');
  return { prefix, from: Number(from), to: Number(to) };
}

function instantOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const at = new Date(text);
  if (!/T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(at.getTime())) {
    throw new UsageError('--at reads 2026-11-22T10:00:00+03:00');
  }
  return at;
}
