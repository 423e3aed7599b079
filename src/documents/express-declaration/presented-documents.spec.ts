import { sampleConsignment } from '../../../test/fixtures/declaration.js';
import { presentedDocuments } from './presented-documents.js';

const person = sampleConsignment(0);

describe('presentedDocuments', () => {
  it('names the identity document, and no invoice: an order number is none', () => {
    expect(presentedDocuments(person)).toEqual([
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
    expect(presentedDocuments(sampleConsignment(0, 'dteg'))).toEqual([]);
  });

  it('writes a document without series, date or known kind as it is', () => {
    const consignee = { ...person.consignee, kind: 'individual' as const, lastName: 'Тестова', firstName: 'Ли' };
    const [document] = presentedDocuments({
      ...person,
      consignee: { ...consignee, identityDocument: { kind: 'ZZ00001', number: 'E123' } },
    });
    expect(document).toEqual({ name: 'ДОКУМЕНТ, УДОСТОВЕРЯЮЩИЙ ЛИЧНОСТЬ', number: 'E123', kindCode: '11001', presentation: '2' });
  });
});
