import { sampleDeclaration } from '../../../test/fixtures/declaration.js';
import { textsAt } from '../../../test/fixtures/read-xml.js';
import { templates } from '../../../test/fixtures/templates.js';
import type { Declaration } from '../subjects.js';
import { expressArrivalXml } from './express-arrival.xml.js';

const registration = { customsOffice: '10005020', date: '2026-11-22', number: '0001234' };
const registered = (declaration: Declaration): Declaration => ({ ...declaration, registration });
const bytesOf = (declaration: Declaration) => expressArrivalXml(declaration, templates) ?? new Uint8Array();
const read = (declaration: Declaration, path: string) => textsAt(bytesOf(declaration), path);

describe('expressArrivalXml', () => {
  const declaration = registered(sampleDeclaration(7));
  const HOUSE = 'ArriveShipment/HouseShipment';

  it('is not made while customs has given no number', () => expect(expressArrivalXml(sampleDeclaration(1), templates)).toBeUndefined());

  it('is the same for the same declaration', () => expect(bytesOf(registered(sampleDeclaration(7)))).toEqual(bytesOf(declaration)));

  it('names the declaration by its number and its document, not as itself', () => {
    expect(read(declaration, 'ExpressCargoDeclarationIdDetails/CustomsCode')).toEqual(['10005020']);
    expect(read(declaration, 'ExpressCargoDeclarationIdDetails/RegistrationDate')).toEqual(['2026-11-22']);
    expect(read(declaration, 'ExpressCargoDeclarationIdDetails/GTDNumber')).toEqual(['0001234']);
    expect(read(declaration, 'RefDocumentID')).toEqual([declaration.documentId]);
    expect(read(declaration, 'DocumentID')).not.toEqual([declaration.documentId]);
  });

  it('lists the house waybills of the declaration with their ids and ordinals', () => {
    expect(read(declaration, `${HOUSE}/WayBillID`)).toEqual(declaration.houses.map(({ waybillId }) => waybillId));
    expect(read(declaration, `${HOUSE}/ObjectOrdinal`)).toEqual(declaration.houses.map(({ ordinal }) => String(ordinal)));
    const numbers = declaration.houses.map(({ consignment }) => consignment.houseWaybill);
    expect(read(declaration, `${HOUSE}/HouseWaybillDetails/PrDocumentNumber`)).toEqual(numbers);
    expect(new Set(read(declaration, `${HOUSE}/TransportDocumentDetails/PrDocumentNumber`))).toEqual(new Set([declaration.waybillNumber]));
    expect(new Set(read(declaration, `${HOUSE}/HouseWaybillDetails/DocKindCode`))).toEqual(new Set(['02021']));
  });

  it('is dated no earlier than the arrival, across time zones', () => {
    const at = (createdAt: string, arrivesAt: string | undefined) =>
      read({ ...declaration, createdAt, flight: { ...declaration.flight, arrivesAt } }, 'NotifDate');
    expect(at('2026-11-22T09:15:00+03:00', '2026-11-22T18:50:00+03:00')).toEqual(['2026-11-22T18:50:00+03:00']);
    expect(at('2026-11-22T23:00:00+03:00', '2026-11-23T02:00:00+08:00')).toEqual(['2026-11-22T23:00:00+03:00']);
    expect(at('2026-11-22T09:15:00+03:00', undefined)).toEqual(['2026-11-22T09:15:00+03:00']);
  });

  it('escapes what stands in settings and numbers', () => {
    const placeOfGoods = { ...declaration.settings.placeOfGoods, name: 'СКЛАД <1> & Ко' };
    const [name] = read({ ...declaration, settings: { ...declaration.settings, placeOfGoods } }, 'GoodsLocation/PlaceName');
    expect(name).toBe('СКЛАД <1> & Ко');
  });
});
