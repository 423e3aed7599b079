import { judged } from '../../../../test/fixtures/judged.js';

const DOCUMENT = '/consignee/identityDocument';
const SERIES = `${DOCUMENT}/series`;
const ISSUED = `${DOCUMENT}/issuedOn`;
const warning = [`warning passport_year ${SERIES}`];

describe('C4 passports: the year of the blank is near the year of issue', () => {
  it.each([
    ['4515', '2015-03-02', []],
    ['4512', '2015-03-02', []],
    ['4518', '2015-03-02', []],
    ['4511', '2015-03-02', warning],
    ['4519', '2015-03-02', warning],
    // Over the turn of the century.
    ['4599', '2001-05-05', []],
    ['4597', '2001-05-05', warning],
  ])('series %s of %s', (series, issuedOn, expected) => expect(judged({ [SERIES]: series, [ISSUED]: issuedOn })).toEqual(expected));

  it('asks nothing of another document, of a wrong series or of no day', () => {
    expect(judged({ [DOCUMENT]: { kind: '10', series: '4501', number: 'E1', issuedOn: '2015-03-02' } })).toEqual([]);
    expect(judged({ [SERIES]: '45 01' })).toEqual([`error passport_format ${SERIES}`]);
    expect(judged({ [SERIES]: '4501', [ISSUED]: undefined })).toEqual([]);
    expect(judged({ [SERIES]: 4501 })).toEqual([`error type ${SERIES}`]);
  });
});

describe('C4 passports: form and days', () => {
  it.each([
    ['series', { [SERIES]: '451' }, `error passport_format ${SERIES}`],
    ['series left out', { [SERIES]: undefined }, `error required_if ${SERIES}`],
    ['number', { [`${DOCUMENT}/number`]: '000000' }, `error passport_format ${DOCUMENT}/number`],
    ['issuer', { [`${DOCUMENT}/issuerCode`]: '770001' }, `error passport_format ${DOCUMENT}/issuerCode`],
    ['issue before the 14th birthday', { '/consignee/birthDate': '2001-03-03' }, `error date_range ${ISSUED}`],
    ['issue in the future', { [ISSUED]: '2026-11-23', [SERIES]: '4526' }, `error date_range ${ISSUED}`],
  ])('%s', (_what, changes, expected) => expect(judged(changes)).toEqual([expected]));

  it('takes an issue on the 14th birthday', () => expect(judged({ '/consignee/birthDate': '2001-03-02' })).toEqual([]));
});
