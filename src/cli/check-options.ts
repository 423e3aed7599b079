import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { type Language, languages } from '../domain/wording/wording.js';
import { UsageError } from './usage.js';

/** What `waybridge check` was asked to do. */
export interface CheckOptions {
  file: string;
  language: Language;
  channel: 'express' | 'postal';
  mapping: string | undefined;
  delimiter: string | undefined;
  charset: 'utf-8' | 'windows-1251' | undefined;
  /** Folder with lists as CSV, each under its name: `stop-words.csv`. */
  lists: string | undefined;
  rates: string | undefined;
  requireIdentity: boolean;
}

export const CHECK_USAGE = `waybridge check FILE [options]

Checks a manifest on disk by every rule that needs no database, and prints what it finds.

  FILE                   .json, .ndjson, .csv, .tsv or .xlsx, also with .gz behind it, or one of them in a .zip
  --language LANG        en, ru or zh
  --channel CHANNEL      of a file of rows: express or postal; express if left out
  --mapping NAME         of a file of rows: the mapping of its columns; else the headings choose it
  --delimiter NAME       of a CSV: comma, semicolon, tab or pipe; else it is found out
  --charset NAME         of a CSV: utf-8 or windows-1251; else it is found out
  --lists FOLDER         lists in the place of the built-in ones: stop-words.csv, barred-goods.csv, nomenclature.csv, ...
  --rates FILE           exchange rates, as for PUT /v1/exchange-rates/{date}; without them nothing is said of values

Exit status: 0 no errors, 1 errors, 2 the command was called wrongly.
`;

const delimiters: Record<string, string> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };

/** Reads the arguments behind `check`. Errors: UsageError. */
export function checkOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw new UsageError('Name one file');
  const { delimiter, mapping, lists, rates } = values;
  if (delimiter !== undefined && delimiters[delimiter] === undefined) {
    throw new UsageError('--delimiter is one of comma, semicolon, tab, pipe');
  }
  return {
    file: positionals[0],
    language: oneOf('--language', values.language ?? 'en', languages),
    channel: oneOf('--channel', values.channel ?? 'express', ['express', 'postal'] as const),
    mapping,
    delimiter: delimiter === undefined ? undefined : delimiters[delimiter],
    charset: values.charset === undefined ? undefined : oneOf('--charset', values.charset, ['utf-8', 'windows-1251'] as const),
    lists,
    rates,
    requireIdentity: readConfig().requireIdentity,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { language: text, channel: text, mapping: text, delimiter: text, charset: text, lists: text, rates: text },
    });
  } catch (error) {
    throw new UsageError(String(error).replace(/^TypeError[^:]*: /, ''));
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const known = allowed.find((name) => name === value);
  if (known === undefined) throw new UsageError(`${option} is one of ${allowed.join(', ')}`);
  return known;
}
