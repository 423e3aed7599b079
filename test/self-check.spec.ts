import { composeSubject } from '../src/cli/compose-subject.js';
import { readDestinations, readRates } from '../src/cli/settings-files.js';
import { documentTypes } from '../src/documents/registry.js';
import { loadAssets } from '../src/publish/assets.js';
import { draftsOf } from '../src/publish/drafts.js';
import { SelfCheck } from '../src/publish/self-check/self-check.js';
import { flightFixtures, renderedFlight } from './fixtures/flights.js';
import { hasSchemas, schemaFolder } from './schemas.js';

const rates = { date: '2026-11-22', rates: readRates() };
const selfCheck = new SelfCheck(hasSchemas ? schemaFolder : undefined);

describe('types of documents', () => {
  it.each(documentTypes)('$type: says what must be found in each of its formats', ({ formats, figures }) => {
    expect(Object.keys(figures).sort()).toEqual([...formats].sort());
  });
});

describe.each(flightFixtures)('the documents of $name', (fixture) => {
  it.each(['5.27.0', '5.23.0'])('pass their own check in album %s', async (album) => {
    const { planned } = await renderedFlight(fixture, album);
    const run = { album, rates, destinations: readDestinations(fixture.destinations) };
    const { flightId, flight } = planned.context;
    for (const { type, index, subject, version } of draftsOf({ flightId, flight, run }, planned, documentTypes)) {
      const composed = composeSubject[type.subject](planned, index, subject);
      const renderings = type.render(composed, loadAssets(), version);
      const checks = (await selfCheck.passed(type, composed, subject, renderings)).map(({ check }) => check);
      expect(checks).toHaveLength(renderings.length);
      if (hasSchemas) for (const { parser, schema } of checks) expect(schema).toEqual(parser === 'own' ? expect.any(String) : undefined);
    }
  });
});
