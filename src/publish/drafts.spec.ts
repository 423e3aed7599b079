import { flightFixtures, renderedFlight } from '../../test/fixtures/flights.js';
import { readDestinations, readRates } from '../cli/settings-files.js';
import { documentTypes } from '../documents/registry.js';
import { draftsOf, groupsOf } from './drafts.js';

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
    expect(ofType('parcel-register').map(({ content }) => content)).toEqual(ofType('house-manifest').map(({ content }) => content));
  });

  it('gives each document a fingerprint of its own', () => {
    expect(new Set(drafts.map(({ fingerprint }) => fingerprint)).size).toBe(drafts.length);
  });

  it('gives another content where the album is another', () => {
    const before = draftsOf({ flightId, flight, run: { ...run, album: '5.23.0' } }, planned, documentTypes);
    expect(before.filter(({ content }, index) => content === drafts[index].content)).toEqual([]);
  });

  it('leaves out what nobody wants, and names audience and version that were chosen', () => {
    const papers = { xffm: { made: false }, fwb: { version: '16' }, 'parcel-register': { audience: 'carriage' } } as const;
    const chosen = draftsOf({ flightId, flight, run: { ...run, papers } }, planned, documentTypes);
    const named = (type: string) => chosen.filter((draft) => draft.type.type === type).map(({ audience, version }) => [audience, version]);
    expect(named('xffm')).toEqual([]);
    expect(new Set(named('fwb').map(String))).toEqual(new Set(['carriage,16']));
    expect(new Set(named('parcel-register').map(String))).toEqual(new Set(['carriage,']));
  });

  it('gives another fingerprint to what is chosen otherwise and to nothing else', () => {
    const papers = { fwb: { version: '16' }, 'parcel-register': { audience: 'carriage' }, fhl: { version: '5' } } as const;
    const before = new Set(drafts.map(({ fingerprint }) => fingerprint));
    const chosen = draftsOf({ flightId, flight, run: { ...run, papers } }, planned, documentTypes);
    const changed = chosen.filter(({ fingerprint }) => !before.has(fingerprint)).map(({ type }) => type.type);
    expect(new Set(changed)).toEqual(new Set(['fwb', 'parcel-register']));
  });

  it('makes anew only what lists houses where the airline wants others, and no message for each consignment unasked', () => {
    const each = { ...run, airlineHouses: 'each' } as const;
    const before = new Set(drafts.map(({ fingerprint }) => fingerprint));
    const after = draftsOf({ flightId, flight, run: each }, planned, documentTypes);
    const changed = after.filter(({ fingerprint }) => !before.has(fingerprint)).map(({ type }) => type.subject);
    expect(new Set(changed)).toEqual(new Set(['consolidation']));
    expect(after.filter(({ type }) => type.type === 'xfzb')).toEqual([]);
    const asked = draftsOf({ flightId, flight, run: { ...each, papers: { xfzb: { made: true } } } }, planned, documentTypes);
    expect(asked.filter(({ type }) => type.type === 'xfzb')).toHaveLength(ofType('xfzb').length);
  });

  it('groups declarations before the lists of their waybill, but for the last waybill, and what is about several at the end', () => {
    const about = (subject: 'declaration' | 'consolidation' | 'flight', waybill?: number) => ({
      ...drafts[0],
      type: { type: '', subject },
      waybill,
    });
    const given = [about('flight'), ...[0, 1].flatMap((waybill) => [about('declaration', waybill), about('consolidation', waybill)])];
    const groups = groupsOf(given.map((draft, index) => ({ ...draft, index })));
    expect(groups.map(({ kind, drafts: [{ waybill }] }) => [kind, waybill])).toEqual([
      ['declaration', 0],
      ['consolidation', 0],
      ['consolidation', 1],
      ['declaration', 1],
      ['flight', undefined],
    ]);
  });
});
