import { inflateSync } from 'node:zlib';
import { declarationOf, sampleConsignment, sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { chargedWaybill, consolidationOf, sampleCargoManifest } from '../../../test/fixtures/subjects.js';
import { cargoManifest } from '../../documents/cargo-manifest/cargo-manifest.js';
import type { DocumentType, SubjectKind, Subjects } from '../../documents/document-type.js';
import { expressDeclaration } from '../../documents/express-declaration/express-declaration.js';
import { houseManifest } from '../../documents/house-manifest/house-manifest.js';
import { masterWaybill } from '../../documents/master-waybill/master-waybill.js';
import { parcelRegister } from '../../documents/parcel-register/parcel-register.js';
import type { Consolidation, Declaration } from '../../documents/subjects.js';
import { loadAssets } from '../assets.js';
import { CheckFailed } from './check-failed.js';
import { checkPdf } from './check-pdf.js';

const assets = loadAssets();

function pdfOf<K extends SubjectKind>(type: DocumentType<K>, subject: Subjects[K]): Uint8Array {
  const made = type.render(subject, assets).find(({ format }) => format === 'pdf');
  if (made === undefined) throw new Error(`no PDF of ${type.type}`);
  return made.bytes;
}

/** Holds the PDF of one subject against what another one is. */
function checked<K extends SubjectKind>(type: DocumentType<K>, subject: Subjects[K], printed: Subjects[K] = subject) {
  const figures = type.figures.pdf?.(subject);
  if (figures === undefined) throw new Error(`${type.type} has no PDF`);
  return checkPdf(pdfOf(type, printed), figures, 'a number');
}

/** The declaration with another consignment at one place. */
function withHouse(declaration: Declaration, index: number, houseWaybill: string): Declaration {
  const consignments = declaration.houses.map(({ consignment }) => consignment);
  return declarationOf(
    consignments.map((each, i) => (i === index ? { ...each, houseWaybill } : each)),
    declaration.kind,
  );
}

const few = sampleDeclaration(4);
const many = sampleDeclaration(80);
const houses = consolidationOf(sampleDeclaration(600), 'each');

describe('a PDF as it was made', () => {
  it('is read whole if it has few pages', () => {
    expect(checked(expressDeclaration, few)).toEqual({ parser: 'pdf', numbers: 4, totals: 2, pages: [1, 2] });
  });

  it('is read in part if it has many, from the first page to the last', () => {
    const { numbers, pages = [] } = checked(expressDeclaration, many);
    expect(pages.length).toBeLessThanOrEqual(4);
    expect([pages[0], pages.at(-1)]).toEqual([1, 11]);
    expect(numbers).toBeGreaterThan(10);
    expect(numbers).toBeLessThan(80);
  });

  it('is found right where totals stand in the midst of it', () => {
    expect(checked(expressDeclaration, sampleDeclaration(40, 'dteg'))).toMatchObject({ totals: 3 });
  });

  it('is found right with the longest numbers, broken over lines', () => {
    const long = declarationOf(
      [1, 2, 3].map((index) => ({ ...sampleConsignment(index), houseWaybill: `W-${'X'.repeat(27)}${index}-Z`, bag: `B${'7'.repeat(29)}` })),
    );
    expect(checked(expressDeclaration, long).numbers).toBe(3);
    expect(checked(parcelRegister, consolidationOf(long)).numbers).toBe(3);
    expect(checked(houseManifest, consolidationOf(long, 'each')).numbers).toBe(3);
  });

  it('is found right where one house waybill goes over many pages', () => {
    const [{ goods, ...consignment }] = [sampleConsignment(0)];
    const item = { ...goods[0], description: 'Чехол для телефона силиконовый. '.repeat(30).trim() };
    const long = declarationOf([{ ...consignment, goods: Array.from({ length: 60 }, () => item) }, sampleConsignment(1)]);
    expect(checked(expressDeclaration, long).numbers).toBeGreaterThanOrEqual(1);
  });

  it.each<[string, () => unknown]>([
    ['a master waybill', () => checked(masterWaybill, chargedWaybill)],
    ['a house manifest', () => checked(houseManifest, houses)],
    ['a parcel register', () => checked(parcelRegister, houses)],
    ['a parcel register of consignments without a bag', () => checked(parcelRegister, withoutBags)],
    ['a cargo manifest', () => checked(cargoManifest, sampleCargoManifest)],
    ['a cargo manifest of nothing', () => checked(cargoManifest, { ...sampleCargoManifest, waybills: [] })],
  ])('passes for %s', (_, check) => expect(check()).toMatchObject({ parser: 'pdf' }));
});

const withoutBags: Consolidation = consolidationOf(
  declarationOf(
    few.houses.map(({ consignment }) => {
      const { bag: _, ...loose } = consignment;
      return loose;
    }),
  ),
);

/** Where the stream of a page begins. */
function textStream(bytes: Buffer): number {
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const start = at + 'stream\n'.length;
    const stream = bytes.subarray(start, bytes.indexOf('endstream', start));
    if (bytes.subarray(at - 3, at).includes('>>') && stream[0] === 0x78 && inflateSync(stream).includes('Tj')) return start;
  }
  throw new Error('no page');
}

describe('a PDF that is not what was planned', () => {
  const first = few.houses[0].consignment.houseWaybill;
  it.each<[string, () => unknown, RegExp]>([
    ['a digit of a number is another', () => checked(expressDeclaration, few, withHouse(few, 2, 'LP00654100000013')), /^number 3 of 4/],
    ['a number stands twice', () => checked(expressDeclaration, few, withHouse(few, 1, first)), /^number 2 of 4/],
    [
      'the first number of many is another',
      () => checked(expressDeclaration, many, withHouse(many, 0, 'LP7')),
      /^the numbers on page 1 of/,
    ],
    ['the last number of many is another', () => checked(expressDeclaration, many, withHouse(many, 79, 'LP7')), /^the numbers on page/],
    [
      'no number of many stands as it should',
      () => checked(expressDeclaration, many, { ...many, flight: { ...many.flight, date: '2026-11-23' } }),
      /^number 1 of 80/,
    ],
    ['a house is missing', () => checked(expressDeclaration, sampleDeclaration(4), sampleDeclaration(3)), /^number 4 of 4/],
    ['a house is too many', () => checked(expressDeclaration, sampleDeclaration(3), sampleDeclaration(4)), /lists 4 numbers where 3/],
    ['the weight is another', () => checked(expressDeclaration, few, { ...few, grossWeightG: few.grossWeightG + 1 }), /^total 1 of 1/],
    ['the weight of many is another', () => checked(expressDeclaration, many, { ...many, grossWeightG: 1 }), /^total 1 of 1/],
    ['the value is another', () => checked(expressDeclaration, few, { ...few, valueKopecks: few.valueKopecks + 10 }), /^total 1 of 1/],
    ['it is of another declaration', () => checked(expressDeclaration, few, { ...few, id: `${few.id}1` }), /^page 1 lacks/],
    [
      'a waybill states another weight',
      () => checked(masterWaybill, chargedWaybill, { ...chargedWaybill, grossWeightG: 8_000_000 }),
      /^page 1 lacks/,
    ],
    [
      'the last houses of a long list are another',
      () => checked(houseManifest, houses, { ...houses, airlineHouses: houses.airlineHouses.slice(0, -1) }),
      /^the numbers on page/,
    ],
    [
      'a house weighs another',
      () =>
        checked(houseManifest, houses, { ...houses, airlineHouses: houses.airlineHouses.map((each) => ({ ...each, grossWeightG: 1 })) }),
      /^total 1 of 1/,
    ],
  ])('fails where %s', (_, check, words) => {
    expect(check).toThrow(CheckFailed);
    expect(check).toThrow(words);
  });

  const altered = (change: (bytes: Buffer) => Buffer) => () => {
    const figures = expressDeclaration.figures.pdf?.(few);
    if (figures !== undefined) checkPdf(change(Buffer.from(pdfOf(expressDeclaration, few))), figures, 'a number');
  };

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['ends too early', (bytes) => bytes.subarray(0, -100)],
    ['has a byte more at its beginning', (bytes) => Buffer.concat([Buffer.from('%'), bytes])],
    [
      'has a byte of its last page changed',
      (bytes) => {
        bytes[textStream(bytes) + 200] ^= 0x10;
        return bytes;
      },
    ],
  ])('fails where the file %s', (_, change) => expect(altered(change)).toThrow(CheckFailed));
});
