import { DomainError } from '../../domain/problem.js';
import { amount, code, figure, text, textLines, wholeOrNothing } from './element.js';

describe('text', () => {
  // air-cargo 3.4, vectors
  it.each([
    ['Щёлково', 'SHCHELKOVO'],
    ['Юлия Цой', 'IULIIA TSOI'],
    ['Ёлкин & Co.', 'ELKIN AND CO.'],
    ['чехол, 2 шт.', 'CHEKHOL 2 SHT.'],
  ])('writes %s as %s', (value, written) => expect(text('name', value, 35)).toBe(written));

  it.each([
    ['whole words where they fit', 'HOUSEHOLD GOODS', 15, 'HOUSEHOLD GOODS'],
    ['as many words as fit', 'PHONE ACCESSORIES', 15, 'PHONE'],
    ['a long word cut', 'ACCESSORIES', 5, 'ACCES'],
    ['no mark at its beginning', '- «Ель»', 15, 'EL'],
  ])('has %s', (_, value, limit, written) => expect(text('goods', value, limit)).toBe(written));

  it.each(['', ' ', '手机壳', '«…»', '.-'])('refuses %j, of which nothing is left', (value) => {
    expect(() => text('SHP name', value, 35)).toThrow(
      new DomainError('validation-failed', 'Cargo-IMP, SHP name: nothing of it can be written in A-Z and digits'),
    );
  });
});

describe('textLines', () => {
  it.each([
    ['CONSOLIDATION AS PER ATTACHED MANIFEST', 20, 4, ['CONSOLIDATION AS PER', 'ATTACHED MANIFEST']],
    ['ONE TWO THREE', 7, 1, ['ONE TWO']],
    ['ABCDEFGHIJ KL', 4, 3, ['ABCD', 'EFGH', 'IJ']],
    ['ONE', 7, 2, ['ONE']],
  ])('breaks %s at %i into %i lines at most', (value, limit, lines, written) =>
    expect(textLines('name', value, limit, lines)).toEqual(written),
  );
});

describe('figure', () => {
  it('is whole', () => expect(figure('amount', '215200.00', 12)).toBe('215200.00'));
  it.each(['1234567890.00', '-1', '1e3', ''])('refuses %j', (value) => expect(() => figure('amount', value, 12)).toThrow(DomainError));
});

describe('amount', () => {
  it.each([
    ['999999999.99', '999999999.99'],
    ['1000000000.00', '1000000000'],
    ['999999999999.00', '999999999999'],
  ])('writes %s as %s in twelve characters', (value, written) => expect(amount('total', value, 12)).toBe(written));
  it.each(['1000000000.01', '1000000000000.00'])('refuses %s', (value) => expect(() => amount('total', value, 12)).toThrow(DomainError));
});

describe('what must be whole', () => {
  it('is refused where it is of another form', () => expect(() => code('house number', 'LP-1', /^[A-Z0-9]{1,12}$/)).toThrow(DomainError));
  it('is left out where a message may go without it', () => {
    expect([wholeOrNothing('EX-17', 14), wholeOrNothing('ACCOUNT 1234567', 14), wholeOrNothing(undefined, 14)]).toEqual(['EX-17', '', '']);
  });
});
