import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** `file:///…/dist/http/fault.js:12:5` in a line of a stack. */
const COMPILED = /(file:\/\/[^\s():]+\.js):(\d+):(\d+)/;

/**
 * A line of a stack with its place in the source instead of in what was compiled from it; as it is where there is no map. Node could
 * do it for every error, but would hold all maps in memory: 12 MiB a process, for what hardly ever happens.
 */
export function inSource(line: string): string {
  return line.replace(COMPILED, (compiled, url: string, row: string, column: string) => {
    try {
      const map = new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')));
      const entry = map.findEntry(Number(row) - 1, Number(column) - 1);
      if (!('originalSource' in entry)) return compiled;
      return `${fileURLToPath(new URL(entry.originalSource, url))}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    } catch {
      return compiled;
    }
  });
}
