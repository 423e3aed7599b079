import { firstWords, shortened, streetHouse } from './shorten.js';

describe('shortened', () => {
  it.each([
    ['short enough', 12, 'short enough'],
    ['a word too many', 12, 'a word too…'],
    ['ends exactly here, not', 19, 'ends exactly here…'],
    ['Unbreakable', 6, 'Unbre…'],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀😀', 3, '😀😀…'],
  ])('%s in %i: %s', (text, limit, expected) => expect(shortened(text, limit)).toBe(expected));

  it('never exceeds the limit', () => {
    const text = 'Лампа настольная светодиодная, питание от сети';
    for (let limit = 2; limit < text.length; limit += 1) expect([...shortened(text, limit)].length).toBeLessThanOrEqual(limit);
  });
});

describe('firstWords', () => {
  it('cuts at a word where there is one, without a mark', () => {
    expect(firstWords('SILICONE PHONE CASE BLACK', 18)).toBe('SILICONE PHONE');
    expect(firstWords('SHAKHMATNAIADOSKADEREVIANNAIA', 18)).toBe('SHAKHMATNAIADOSKAD');
  });
});

describe('streetHouse', () => {
  it('joins what there is', () => {
    expect(streetHouse({ street: 'ул. Примерная', house: '10', apartment: '5' })).toBe('ул. Примерная, 10, 5');
    expect(streetHouse({ house: 'д. 3' })).toBe('д. 3');
    expect(streetHouse({})).toBeUndefined();
  });

  it('shortens the street and keeps house and flat', () => {
    const street = 'проспект имени шестидесятилетия образования примеров';
    expect(streetHouse({ street, house: '10 к. 2', apartment: '105' })).toBe('проспект имени шестидесятилетия…, 10 к. 2, 105');
    expect([...(streetHouse({ street, house: 'д'.repeat(60) }) ?? '')].length).toBeLessThanOrEqual(50);
  });
});
