import { flightFixtures, renderedFlight } from '../../test/fixtures/flights.js';
import { readDestinations, readRates } from '../cli/settings-files.js';
import { documentTypes } from '../documents/registry.js';
import { draftsOf } from './drafts.js';

const fixture = flightFixtures.find(({ name }) => name === 'mixed') ?? flightFixtures[0];
const { planned } = await renderedFlight(fixture);
const { flightId, flight } = planned.context;
const run = { album: '5.27.0', rates: { date: '2026-11-22', rates: readRates() }, destinations: readDestinations(undefined) };
const drafts = draftsOf({ flightId, flight, run }, planned, documentTypes);
const ofType = (type: string) => drafts.filter((draft) => draft.type.type === type);

describe('draftsOf', () => {
  it('gives documents about one subject the same content, by which they name each other', () => {
    const contents = ofType('express-declaration').map(({ content }) => content);
    expect(new Set(contents).size).toBe(contents.length);
    expect(ofType('express-arrival').map(({ content }) => content)).toEqual(contents);
    expect(ofType('customs-container').map(({ content }) => content)).toEqual(contents);
  });

  it('gives each document a fingerprint of its own', () => {
    expect(new Set(drafts.map(({ fingerprint }) => fingerprint)).size).toBe(drafts.length);
  });

  it('gives another content where the album is another', () => {
    const before = draftsOf({ flightId, flight, run: { ...run, album: '5.23.0' } }, planned, documentTypes);
    expect(before.filter(({ content }, index) => content === drafts[index].content)).toEqual([]);
  });
});
