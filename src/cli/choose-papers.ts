import { readFileSync } from 'node:fs';
import { type ChosenPapers, chosenOver } from '../domain/papers.js';
import { textOf } from '../domain/wording/wording.js';
import { readPapers } from '../publish/papers/read-papers.js';
import type { RunContext } from '../store/run.store.js';
import type { RenderOptions } from './render-options.js';
import { UsageError } from './usage.js';

/**
 * What a flight on disk is made with: what the command line names, over the file of a choice, over the environment. A type that
 * `--only` names is made whatever the file says of it.
 *
 * Errors: UsageError if the file cannot be read or is no choice of papers.
 */
export function choosePapers(options: RenderOptions): Pick<RunContext, 'album' | 'airlineHouses' | 'papers'> {
  const named = { album: options.album, types: Object.fromEntries((options.only ?? []).map((type) => [type, { made: true }])) };
  const chosen = chosenOver(options.papers === undefined ? {} : readChoice(options.papers), named);
  return {
    album: chosen.album ?? options.configured.album,
    airlineHouses: chosen.airlineHouses ?? options.configured.airlineHouses,
    ...(chosen.types === undefined ? {} : { papers: chosen.types }),
  };
}

function readChoice(path: string): ChosenPapers {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`${path} cannot be read as JSON`);
  }
  const read = readPapers(content);
  if ('chosen' in read) return read.chosen;
  const places = read.findings.map(({ pointer, detail, values }) => `${pointer || '/'}: ${textOf({ detail, values })}`);
  throw new UsageError(`${path} is not what it should be: ${places.join('; ')}`);
}
