import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentTypes } from '../src/documents/registry.js';
import { flightFixtures, type RenderedDocument, renderedFlight } from './fixtures/flights.js';
import { readable } from './readable.js';

const GOLDEN = 'test/golden';
/** Goldens are made anew: read the difference before it is committed. */
const isUpdating = process.env.UPDATE_GOLDEN === '1';
/** A checkout that was pushed brings its goldens along. */
const mustExist = process.env.CI === 'true';

const flights = await Promise.all(flightFixtures.map(async (fixture) => ({ ...fixture, ...(await renderedFlight(fixture)) })));

const goldenPath = (flight: string, { type, fileName, format }: RenderedDocument): string =>
  join(type, flight, format === 'pdf' ? `${fileName}.txt` : fileName);

/** Compares with the golden; writes it if it is missing. */
function expectGolden(path: string, text: string): void {
  const file = join(GOLDEN, path);
  const isMissing = !existsSync(file);
  if (isMissing && mustExist) throw new Error(`${file} is missing: run the test without CI, read what it writes and commit it`);
  if (isMissing || isUpdating) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe.each(flights)('documents of $name', ({ name, reason, documents }) => {
  it('have a reason, told in one line', () => expect(reason).toMatch(/^[^\n]{20,200}$/));

  it.each(documents)('$fileName', async (document) => {
    expectGolden(goldenPath(name, document), await readable[document.format](document.bytes));
  });
});

describe('the goldens', () => {
  const expected = flights.flatMap(({ name, documents }) => documents.map((document) => goldenPath(name, document)));

  it('are those of documents that are made', () => {
    const kept = readdirSync(GOLDEN, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const left = kept
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => !expected.includes(file.slice(GOLDEN.length + 1)));
    if (isUpdating) for (const file of left) rmSync(file);
    else expect(left).toEqual([]);
  });

  it('show every type in each of its formats', () => {
    const made = new Set(flights.flatMap(({ documents }) => documents.map(({ type, format }) => `${type} ${format}`)));
    expect([...made].sort()).toEqual(documentTypes.flatMap(({ type, formats }) => formats.map((format) => `${type} ${format}`)).sort());
  });

  it('have no cargo manifest in XML of a flight whose aircraft is not known', () => {
    const { documents } = flights.find(({ name }) => name === 'no-aircraft') ?? { documents: [] };
    expect(documents.filter(({ type }) => type === 'cargo-manifest').map(({ format }) => format)).toEqual(['pdf']);
  });
});
