import { DomainError, type Finding } from '../../domain/problem.js';
import { readReply } from './read-reply.js';

const NAMESPACES =
  'xmlns:cat_ru="urn:customs.ru:CommonAggregateTypes:5.22.0" ' +
  'xmlns:m="urn:customs.ru:Information:CustomsDocuments:ExpressCargoDeclarationCustomMark:5.22.0"';

interface Mark {
  code?: string;
  at?: string;
  refusal?: string;
  number?: string;
  id?: string;
}

const mark = ({ code = '10', at = '2026-11-22T19:41:00+03:00', refusal = '', number = 'LP1', id = 'ab-1' }: Mark = {}) =>
  `<m:Consignment><m:DecisionCode>${code}</m:DecisionCode><m:DecisionDate>${at}</m:DecisionDate>${refusal}<m:IndividualWayBill>` +
  `${number === '' ? '' : `<cat_ru:PrDocumentNumber>${number}</cat_ru:PrDocumentNumber>`}<m:WayBillID>${id}</m:WayBillID>` +
  '<m:ObjectOrdinal>1</m:ObjectOrdinal></m:IndividualWayBill></m:Consignment>';

const REGISTRATION =
  '<m:ApplicationRegNumber><cat_ru:CustomsCode>10005020</cat_ru:CustomsCode><cat_ru:RegistrationDate>2026-11-22</cat_ru:RegistrationDate>' +
  '<cat_ru:GTDNumber>0001234</cat_ru:GTDNumber></m:ApplicationRegNumber>';

const reply = (marks: string, { registration = REGISTRATION, encoding = 'UTF-8', name = 'ExpressCargoDeclarationCustomMark' } = {}) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<m:${name} ${NAMESPACES.replace('ExpressCargoDeclarationCustomMark', name)} DocumentModeID="1006347E">` +
  `<cat_ru:DocumentID>D</cat_ru:DocumentID><cat_ru:RefDocumentID>\n 7b1f0c01 </cat_ru:RefDocumentID>${registration}${marks}</m:${name}>`;

const read = (text: string) => readReply(Buffer.from(text));

/** Findings as `row column code`. */
function faults(bytes: string | Uint8Array): string[] {
  try {
    readReply(Buffer.from(bytes));
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.findings.map(({ row, column, code }: Finding) => `${row ?? '-'} ${column ?? '-'} ${code}`);
  }
}

describe('a reply of customs', () => {
  it('gives the registration and a decision on each house waybill', () => {
    const refusal = '<m:ReasonCode>105</m:ReasonCode><m:Reason>Не &lt;подтверждены&gt; &#1082;</m:Reason>';
    expect(read(reply(mark() + mark({ code: '90', refusal, number: '', id: 'ab-2' })))).toEqual({
      kind: 'mark',
      declarationDocumentId: '7B1F0C01',
      registration: { customsOffice: '10005020', date: '2026-11-22', number: '0001234' },
      marks: [
        { row: 1, waybillId: 'AB-1', houseWaybill: 'LP1', code: '10', decidedAt: '2026-11-22T19:41:00+03:00' },
        {
          row: 2,
          waybillId: 'AB-2',
          code: '90',
          decidedAt: '2026-11-22T19:41:00+03:00',
          reasonCode: '105',
          reason: 'Не <подтверждены> к',
        },
      ],
      notes: [],
    });
  });

  it('takes a time without a zone as that of Moscow, and a day with one', () => {
    const registration = REGISTRATION.replace('2026-11-22<', '2026-11-22+03:00<').replace('</m:App', '<m:AddNumber>1</m:AddNumber></m:App');
    const { marks, registration: read_ } = read(reply(mark({ at: '2026-11-22T19:41:00.5' }), { registration }));
    expect(marks[0].decidedAt).toBe('2026-11-22T19:41:00.5+03:00');
    expect(read_).toEqual({ customsOffice: '10005020', date: '2026-11-22', number: '0001234', addNumber: '1' });
  });

  it('may be in windows-1251, in an envelope, of another version and with other prefixes', () => {
    const inner = reply(mark({ refusal: '<m:Reason>Я</m:Reason>' }))
      .replace(/^.*\n/, '')
      .replaceAll('m:', 'x:')
      .replace(':5.22.0" Doc', ':5.30.1" Doc');
    const text = `<?xml version="1.0" encoding="windows-1251"?><s:Envelope xmlns:s="http://www.w3.org/2001/06/soap-envelope"><s:Header/><s:Body>${inner}</s:Body></s:Envelope>`;
    const bytes = Uint8Array.from(text, (letter) => (letter === 'Я' ? 0xdf : letter.charCodeAt(0)));
    expect(readReply(bytes).marks[0].reason).toBe('Я');
  });

  it('keeps a decision that is on no list, and says so', () => {
    const { marks, notes } = read(reply(mark() + mark({ code: '77' })));
    expect(marks.map(({ code }) => code)).toEqual(['10', '77']);
    expect(notes).toMatchObject([{ row: 2, column: 'DecisionCode', code: 'unknown_code', severity: 'warning' }]);
  });

  it.each([
    ['ExpressCargoReqCorrect', 'correction'],
    ['ReturnExpressCargoDeclaration', 'return'],
  ])('may be %s, of which no decision is read', (name, kind) => {
    expect(read(reply('', { name, registration: '' }))).toEqual({ kind, declarationDocumentId: '7B1F0C01', marks: [], notes: [] });
  });

  it('has all its faults told at once', () => {
    const registration =
      '<m:ApplicationRegNumber><cat_ru:CustomsCode>1000</cat_ru:CustomsCode><cat_ru:RegistrationDate>2026-02-30</cat_ru:RegistrationDate></m:ApplicationRegNumber>';
    const marks = [
      mark({ code: 'A', at: '2026-11-22' }),
      mark({ id: '', refusal: `<m:Reason>${'я'.repeat(251)}</m:Reason>` }),
      '<m:Consignment/>',
      mark({ at: '2026-11-22T25:00:00', refusal: '<m:ReasonCode>1</m:ReasonCode><m:ReasonCode>2</m:ReasonCode>' }),
      mark({ refusal: '<m:Reason>a\u0001b</m:Reason>', number: '9'.repeat(51), id: 'a&#9;b c'.repeat(9) }),
    ];
    expect(faults(reply(marks.join(''), { registration }))).toEqual([
      '- ApplicationRegNumber/CustomsCode format',
      '- ApplicationRegNumber/RegistrationDate date_invalid',
      '- ApplicationRegNumber/GTDNumber required',
      '1 DecisionCode format',
      '1 DecisionDate date_invalid',
      '2 Reason max_length',
      '2 IndividualWayBill/WayBillID required',
      '3 DecisionCode required',
      '3 DecisionDate required',
      '3 IndividualWayBill required',
      '4 DecisionDate date_invalid',
      '4 ReasonCode duplicate',
      '5 Reason max_length',
      '5 IndividualWayBill/PrDocumentNumber format',
      '5 IndividualWayBill/WayBillID format',
    ]);
  });

  it.each([
    ['is no XML', 'decision;10', ['- - format']],
    ['is cut off', reply(mark()).slice(0, -9), ['- - format']],
    ['is another document', reply(mark(), { name: 'ExpressArrive' }), ['- - format']],
    ['is of no namespace of customs', reply(mark()).replace('urn:customs.ru:Information', 'urn:x'), ['- - format']],
    ['has two roots', `${reply(mark())}<a/>`, ['- - format']],
    ['is an empty envelope', '<Envelope><Body/></Envelope>', ['- - format']],
    ['has entities', reply(mark()).replace('?>', '?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), ['- - format']],
    ['nests without end', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`, ['- - format']],
    ['means a prototype', '<__proto__/>', ['- - format']],
    ['is of another encoding', reply(mark(), { encoding: 'koi8-r' }), ['- - encoding']],
    ['has no decision', reply(''), ['- Consignment min_items']],
    ['has too many', reply(mark().repeat(501)), ['- Consignment max_items']],
    ['has no number', reply(mark(), { registration: '' }), ['- ApplicationRegNumber required']],
  ])('is refused when it %s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('has as many decisions as a declaration has house waybills', () => {
    expect(read(reply(mark().repeat(500))).marks).toHaveLength(500);
  });
});
