import { addDays, addYears, isDay, isInstant, moscowDay } from './calendar.js';

describe('calendar', () => {
  it.each([
    ['2026-11-22', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-10-00', false],
    ['22.11.2026', false],
    ['2026-1-2', false],
  ])('%s is a day: %s', (text, valid) => expect(isDay(text)).toBe(valid));

  it.each([
    ['2026-11-22T14:30:00+08:00', true],
    ['2026-11-22T06:30:00.5Z', true],
    ['2026-11-22T14:30:00', false],
    ['2026-11-22 14:30:00Z', false],
    ['2026-11-22T24:00:00Z', false],
    ['2026-02-30T10:00:00Z', false],
  ])('%s is an instant with a zone: %s', (text, valid) => expect(isInstant(text)).toBe(valid));

  it('counts days over months and years', () => {
    expect(addDays('2026-11-22', -30)).toBe('2026-10-23');
    expect(addDays('2026-11-22', 365)).toBe('2027-11-22');
    expect(addYears('1985-02-03', 14)).toBe('1999-02-03');
  });

  it('goes by Moscow, three hours ahead of UTC', () => {
    expect(moscowDay(new Date('2026-11-22T20:59:59Z'))).toBe('2026-11-22');
    expect(moscowDay(new Date('2026-11-22T21:00:00Z'))).toBe('2026-11-23');
  });
});
