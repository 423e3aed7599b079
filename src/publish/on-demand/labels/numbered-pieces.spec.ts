import { numberedPieces } from './numbered-pieces.js';

describe('numberedPieces', () => {
  it('counts a bag as one piece and a package by itself, and knows no weight of one of several', () => {
    const bags = [
      { bag: 'A', houseWaybill: null, pieces: 1, grossWeightG: 20_400 },
      { bag: null, houseWaybill: 'LP1', pieces: 2, grossWeightG: 900 },
      { bag: null, houseWaybill: 'LP2', pieces: 1, grossWeightG: 432 },
    ];
    const pieces = [...numberedPieces(bags)].map(({ bag, piece, grossWeightG }) => [bag.bag ?? bag.houseWaybill, piece, grossWeightG]);
    expect(pieces).toEqual([
      ['A', 1, 20_400],
      ['LP1', 2, undefined],
      ['LP1', 3, undefined],
      ['LP2', 4, 432],
    ]);
  });
});
