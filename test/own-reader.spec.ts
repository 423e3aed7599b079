import { declarationXml } from '../src/documents/express-declaration/express-declaration.xml.js';
import { houseManifestXml } from '../src/documents/house-manifest/house-manifest.xml.js';
import { CheckFailed } from '../src/publish/self-check/check-failed.js';
import { readByLibxml2 } from '../src/publish/self-check/libxml2.js';
import { XmlFault } from '../src/publish/self-check/schema/xml-fault.js';
import { readXml } from '../src/publish/self-check/schema/xml-reader.js';
import { Schemas } from '../src/publish/self-check/schemas.js';
import { sampleDeclaration } from './fixtures/declaration.js';
import { flightFixtures, renderedFlight } from './fixtures/flights.js';
import { seeded, spoils } from './fixtures/spoiled-xml.js';
import { sampleConsolidation } from './fixtures/subjects.js';
import { templates } from './fixtures/templates.js';
import { hasSchemas, schemaFolder } from './schemas.js';

/** Each sort of change is made so often, of documents of all types in turn. */
const TIMES = 100;

/** What our own reader leaves to libxml2 although it is good: odd ways to write a number or a day. Part of all changes of a sort. */
const MOST_LEFT = 0.05;
/** Sorts of which it leaves more: it takes no DOCTYPE, no reference between elements, no spaces around a time. */
const leftAlone: Readonly<Record<string, number>> = {
  'another beginning': 0.4,
  'a text between': 0.2,
  'spaces around a value': 0.1,
};

/** Longer ones take long and say nothing more. */
const LONGEST = 40_000;

const schemas = new Schemas(schemaFolder);
const figures = { numbers: [], numbersAt: 'x', totals: {}, sums: {} };

/** What a judge says of a document. */
function isTaken(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof CheckFailed || error instanceof XmlFault) return false;
    throw error;
  }
}

const byUs = (bytes: Buffer): boolean =>
  isTaken(() =>
    readXml(bytes, figures, (namespace, root) => {
      const compiled = schemas.of(namespace, root)?.compiled;
      if (typeof compiled === 'string') throw new RangeError(compiled);
      return compiled;
    }),
  );
const byLibxml2 = (bytes: Buffer): boolean => isTaken(() => readByLibxml2(bytes, figures, schemas));

(hasSchemas ? describe : describe.skip)('our own reader', () => {
  const documents: Buffer[] = [];
  beforeAll(async () => {
    for (const album of ['5.27.0', '5.23.0']) {
      const types = new Set<string>();
      for (const fixture of flightFixtures) {
        for (const { type, format, bytes } of (await renderedFlight(fixture, album)).documents) {
          if (format !== 'xml' || types.has(type) || bytes.length > LONGEST) continue;
          types.add(type);
          documents.push(Buffer.from(bytes));
        }
      }
    }
    for (const kind of ['ptdeg', 'dteg'] as const) documents.push(Buffer.from(declarationXml(sampleDeclaration(3, kind), templates, 40)));
    documents.push(Buffer.from(houseManifestXml(sampleConsolidation, templates)));
  });

  it('takes what libxml2 takes', () => {
    expect(documents.length).toBeGreaterThan(15);
    for (const each of documents) expect([byUs(each), byLibxml2(each)]).toEqual([true, true]);
  });

  it.each(Object.entries(spoils))('says the same of %s', (name, spoil) => {
    const random = seeded(name.length);
    let left = 0;
    for (let time = 0; time < TIMES; time += 1) {
      const spoiled = spoil(documents[time % documents.length], random);
      const [own, other] = [byUs(spoiled), byLibxml2(spoiled)];
      if (own && !other) throw new Error(`libxml2 refuses what we take: ${difference(documents[time % documents.length], spoiled)}`);
      if (own !== other) left += 1;
    }
    expect(left).toBeLessThanOrEqual(TIMES * (leftAlone[name] ?? MOST_LEFT));
  });
});

/** What stands where one document begins to differ from another. */
function difference(was: Buffer, is: Buffer): string {
  const at = is.findIndex((byte, place) => byte !== was[place]);
  return JSON.stringify(is.toString('utf8', Math.max(0, at - 100), at + 100));
}
