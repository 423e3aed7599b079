import { chosenOver, type PaperType, paperOf, papersOver } from './papers.js';

const fwb: PaperType = { type: 'fwb', audience: 'carriage', versions: ['17', '16'] };
const xfzb: PaperType = { type: 'xfzb', audience: 'carriage' };

describe('papersOver', () => {
  it('lets a flight decide over its tenant, member by member', () => {
    const tenant = { fwb: { made: false, version: '16' }, xffm: { made: false } };
    const flight = { fwb: { made: true, audience: undefined }, fhl: { version: '4' } };
    expect(papersOver(tenant, flight)).toEqual({ fhl: { version: '4' }, fwb: { made: true, version: '16' }, xffm: { made: false } });
  });
});

describe('chosenOver', () => {
  it('takes album and houses of the flight, else of the tenant', () => {
    const tenant = { album: '5.23.0', airlineHouses: 'each' } as const;
    expect(chosenOver(tenant, { airlineHouses: 'consolidated' })).toEqual({ album: '5.23.0', airlineHouses: 'consolidated' });
  });

  it('leaves types out where nobody names one', () => {
    expect(chosenOver({ types: {} }, {}).types).toBeUndefined();
  });
});

describe('paperOf', () => {
  it('makes a type as it says itself where nobody chooses', () => {
    expect(paperOf(fwb, {})).toEqual({ isMade: true, audience: 'carriage', version: '17' });
  });

  it('makes it as was chosen', () => {
    const papers = { fwb: { made: false, audience: 'customs', version: '16' } } as const;
    expect(paperOf(fwb, { papers })).toEqual({ isMade: false, audience: 'customs', version: '16' });
  });

  it('makes a message for each consignment only where somebody says so', () => {
    expect(paperOf(xfzb, { airlineHouses: 'consolidated' }).isMade).toBe(true);
    expect(paperOf(xfzb, { airlineHouses: 'each' }).isMade).toBe(false);
    expect(paperOf(xfzb, { airlineHouses: 'each', papers: { xfzb: { audience: 'customs' } } }).isMade).toBe(false);
    expect(paperOf(xfzb, { airlineHouses: 'each', papers: { xfzb: { made: true } } }).isMade).toBe(true);
    expect(paperOf(fwb, { airlineHouses: 'each' }).isMade).toBe(true);
  });
});
