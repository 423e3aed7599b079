import { sampleConsignment } from '../../../test/fixtures/declaration.js';
import { presentedDocuments } from './presented-documents.js';

const FLIGHT_DATE = '2026-11-22';
const person = sampleConsignment(0);
const { orderNumber: _, ...withoutOrder } = person;

describe('presentedDocuments', () => {
  it('names the order as an invoice of the day of the flight, then the identity document', () => {
    expect(presentedDocuments(person, FLIGHT_DATE)).toEqual([
      { name: 'ИНВОЙС', number: person.orderNumber, date: FLIGHT_DATE, kindCode: '04021', presentation: '1' },
      {
        name: 'ПАСПОРТ ГРАЖДАНИНА РОССИЙСКОЙ ФЕДЕРАЦИИ',
        number: '4599 000101',
        date: '2015-03-02',
        kindCode: '11001',
        presentation: '2',
      },
    ]);
  });

  it('leaves out what was not sent', () => {
    expect(presentedDocuments(withoutOrder, FLIGHT_DATE).map(({ kindCode }) => kindCode)).toEqual(['11001']);
    expect(presentedDocuments({ ...withoutOrder, consignee: sampleConsignment(0, 'dteg').consignee }, FLIGHT_DATE)).toEqual([]);
  });

  it('writes a document without series, date or known kind as it is', () => {
    const consignee = { ...person.consignee, kind: 'individual' as const, lastName: 'Тестова', firstName: 'Ли' };
    const [document] = presentedDocuments(
      { ...withoutOrder, consignee: { ...consignee, identityDocument: { kind: 'ZZ00001', number: 'E123' } } },
      FLIGHT_DATE,
    );
    expect(document).toEqual({ name: 'ДОКУМЕНТ, УДОСТОВЕРЯЮЩИЙ ЛИЧНОСТЬ', number: 'E123', kindCode: '11001', presentation: '2' });
  });
});
