import { acceptedFormat } from './problem-format.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('acceptedFormat', () => {
  it.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['text/html', 'json'],
    ['text/csv', 'csv'],
    ['Text/CSV; charset=utf-8', 'csv'],
    [XLSX, 'xlsx'],
    ['application/json, text/csv', 'json'],
    ['text/csv, application/json', 'csv'],
    [`text/csv;q=0.5, ${XLSX};q=0.8, */*;q=0.1`, 'xlsx'],
    ['text/csv;q=0', 'json'],
    ['text/csv;q=x', 'json'],
  ])('%s', (accept, format) => {
    expect(acceptedFormat(accept)).toBe(format);
  });
});
