import type { ColumnMapping } from '../../domain/column-mapping.js';
import { DomainError } from '../../domain/problem.js';
import type { CellFault, FileRow, RowForm, RowSource } from '../../files/rows.js';
import { manifestExample } from '../manifest.example.js';
import type { ManifestEntry } from '../manifest-source.js';
import { builtInMappings } from './built-in-mappings.js';
import { headFromQuery } from './head-from-query.js';
import { placeInFile } from './place-in-file.js';
import { readTable, type TableOptions } from './read-table.js';

const head = headFromQuery({
  manifestId: 'M1',
  revision: '1',
  channel: 'express',
  flight: '4B8101-20261122-HGH',
  destination: 'SVO',
});

/** Rows as a reader of files gives them; those without any text are passed over, as readers do. */
function rowsOf(
  rows: readonly (readonly string[])[],
  form: RowForm = { format: 'xlsx' },
  faults: Record<number, CellFault[]> = {},
): RowSource {
  const all = rows.map(
    (cells, index): FileRow => ({ number: index + 1, cells, ...(faults[index + 1] === undefined ? {} : { faults: faults[index + 1] }) }),
  );
  return {
    form,
    async *[Symbol.asyncIterator]() {
      yield all.slice(0, 3);
      yield all.slice(3);
    },
  };
}

async function read(source: RowSource, more: Partial<TableOptions> = {}) {
  const reader = readTable(source, { today: '2026-11-22', head, mappings: builtInMappings, ...more });
  const entries: ManifestEntry[] = [];
  for await (const batch of reader) entries.push(...batch);
  const found = reader.findings.list.map(({ pointer, parameter, code, row, column }) =>
    [code, parameter ?? pointer, row, column].filter((part) => part !== undefined).join(' '),
  );
  return { reader, entries, found };
}

async function refusal(source: RowSource, more: Partial<TableOptions> = {}) {
  const error: unknown = await read(source, more).catch((thrown: unknown) => thrown);
  if (!(error instanceof DomainError)) throw new Error('it was not refused');
  return error.findings.map(({ code, row, column, parameter, values }) => ({ code, row, column, parameter, values }));
}

/** A row of register A, by heading; unnamed cells are empty. */
const A = {
  ШК: 'WB5530000100',
  'Номер заказа': '7700041000000',
  'ТН ВЭД': '3926909709',
  'Наименование товара': 'Чехол для телефона',
  страна: 'Китай',
  'единица измерения': 'шт.',
  'Масса, кг.': '0,120',
  'Кол-во': '2',
  'Цена за 1 шт.': '35,00',
  Валюта: 'CNY',
  'ФИО получателя физ. лица': 'Синицына Ольга Петровна',
  'ИНН получателя физ. лица': '500100732259',
  'Номер паспорта': '4505 557965',
  'Адрес получателя физического лица': '620014, Свердловская обл., Екатеринбург, ул. Малышева, д. 36, кв. 12',
  'Контактный номер': '89634619517',
  'Номер коробки': 'BOX001',
  Поставщик: 'HANGZHOU SAMPLE TRADING CO., LTD',
};

const B = {
  'Номер коробки': 'HGHSVO2611220017',
  'Номер отправления': 'LP00675043241560',
  'Вес отправления': '0.120',
  'Кол-во мест': '1',
  Производитель: 'HANGZHOU SAMPLE TRADING CO., LTD',
  Страна: 'Китай',
  'Описание на английском': 'Phone case',
  'Описание на русском': 'Чехол для телефона',
  Вес: '0.120',
  Валюта: 'CNY',
  'Цена единицы': '35.00',
  Количество: '1',
  'Ссылка на страницу интернет-магазина': 'example.com/p/500',
  'Код ТНВЭД': '3926909709',
  Фамилия: 'Синицына',
  Имя: 'Ольга',
  Отчество: 'Петровна',
  Телефон: '79164572203',
  Email: 'anna@example.com',
  'Дата рождения': '01.01.1970',
  'Серия паспорта': '4518',
  'Номер паспорта': '926038',
  'Дата выдачи паспорта': '15.03.2019',
  'Кем выдан паспорт': 'ОВД Тестовый',
  ИНН: '500100732259',
  Индекс: '620014',
  'Населенный пункт': 'Екатеринбург',
  Адрес: 'ул. Малышева, д. 36, кв. 12',
};

type Row = Record<string, string>;

/** A file of rows that are told by heading; the headings are those of the first. */
const table = (...rows: Row[]): string[][] => {
  const headings = Object.keys(rows[0]);
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
};

const without = (row: Row, ...names: string[]): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

const renamed = (row: Row, names: Record<string, string>): Row =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [names[name] ?? name, cell]));

describe('register A', () => {
  it('becomes consignments', async () => {
    const { reader, entries, found } = await read(
      rowsOf(table(A, { ...A, 'ТН ВЭД': '6404110000', 'единица измерения': 'пара', 'Масса, кг.': '0,7' })),
    );
    expect(found).toEqual([]);
    expect(reader.head.head).toEqual({
      manifestId: 'M1',
      revision: 1,
      channel: 'express',
      flight: { carrier: '4B', number: '8101', date: '2026-11-22', origin: 'HGH', destination: 'SVO' },
    });
    expect(reader.count).toBe(1);
    const line = {
      description: 'Чехол для телефона',
      commodityCode: '3926909709',
      quantity: '2',
      unit: '796',
      grossWeightKg: '0.120',
      value: { amount: '70.00', currency: 'CNY' },
      originCountry: 'CN',
    };
    expect(entries[0].consignment).toEqual({
      houseWaybill: 'WB5530000100',
      bag: 'BOX001',
      pieces: 1,
      grossWeightKg: '0.820',
      consignor: { name: 'HANGZHOU SAMPLE TRADING CO., LTD', country: 'CN' },
      consignee: {
        kind: 'individual',
        lastName: 'Синицына',
        firstName: 'Ольга',
        middleName: 'Петровна',
        inn: '500100732259',
        identityDocument: { kind: 'RU01001', series: '4505', number: '557965' },
        phone: '+79634619517',
        address: {
          country: 'RU',
          postcode: '620014',
          region: 'Свердловская обл.',
          city: 'Екатеринбург',
          street: 'ул. Малышева',
          house: '36',
          apartment: '12',
        },
      },
      orderNumber: '7700041000000',
      goods: [line, { ...line, commodityCode: '6404110000', unit: '715', grossWeightKg: '0.7' }],
    });
    expect(entries[0].body).toBe(JSON.stringify(entries[0].consignment));
  });

  it.each([
    ['Масса, кг,', 'Масса, кг.'],
    ['  масса,  КГ', 'Масса, кг.'],
    ['Номерпаспорта', 'Номер паспорта'],
    ['Цена за 1 шт,', 'Цена за 1 шт.'],
    ['ТН ВЭД ', 'ТН ВЭД'],
  ])('knows the heading %j', async (written, heading) => {
    const { found, entries } = await read(rowsOf(table(renamed(A, { [heading]: written }))));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.goods[0].grossWeightKg).toBe('0.120');
    expect(entries[0].consignment?.consignee).toHaveProperty('identityDocument.series', '4505');
  });

  it('takes the longer description only if the name is missing', async () => {
    const both = await read(rowsOf(table({ ...A, Описание: 'Чехол для телефона силиконовый' })));
    const one = await read(rowsOf(table({ ...A, 'Наименование товара': '', Описание: 'Чехол силиконовый' })));
    expect(both.found).toEqual([]);
    expect(both.entries[0].consignment?.goods[0].description).toBe('Чехол для телефона');
    expect(one.entries[0].consignment?.goods[0].description).toBe('Чехол силиконовый');
  });

  it('demands a consignor in Latin letters', async () => {
    const { found } = await read(rowsOf(table({ ...A, Поставщик: 'ООО Образец' })));
    expect(found).toEqual(['script /consignments/0/consignor/name 2 Поставщик']);
  });

  it('never rounds the value of a line', async () => {
    const { found } = await read(rowsOf(table({ ...A, 'Цена за 1 шт.': '0,333', 'Кол-во': '3' })));
    expect(found).toEqual(['decimal_scale /consignments/0/goods/0/value/amount 2 Цена за 1 шт.']);
  });

  it('leaves out the value of a line whose quantity is no number', async () => {
    const { found, entries } = await read(rowsOf(table({ ...A, 'Кол-во': 'две' })));
    expect(found).toEqual([
      'format /consignments/0/goods/0/quantity 2 Кол-во',
      'required_if /consignments/0/goods/0/value/amount 2 Цена за 1 шт.',
    ]);
    expect(entries[0].body).not.toContain('amount');
  });

  it('tells a wrong part of an address in the column of the address', async () => {
    const { found } = await read(rowsOf(table({ ...A, 'Адрес получателя физического лица': 'ул. Малышева, д. 36' })));
    expect(found).toEqual(['required /consignments/0/consignee/address/city 2 Адрес получателя физического лица']);
  });
});

describe('register B', () => {
  it('becomes consignments', async () => {
    const { found, entries } = await read(rowsOf(table(B)));
    expect(found).toEqual([]);
    expect(entries[0].consignment).toEqual({
      houseWaybill: 'LP00675043241560',
      bag: 'HGHSVO2611220017',
      pieces: 1,
      grossWeightKg: '0.120',
      consignor: { name: 'HANGZHOU SAMPLE TRADING CO., LTD', country: 'CN' },
      consignee: {
        kind: 'individual',
        lastName: 'Синицына',
        firstName: 'Ольга',
        middleName: 'Петровна',
        inn: '500100732259',
        birthDate: '1970-01-01',
        identityDocument: { kind: 'RU01001', series: '4518', number: '926038', issuedOn: '2019-03-15', issuedBy: 'ОВД Тестовый' },
        phone: '+79164572203',
        email: 'anna@example.com',
        address: { country: 'RU', postcode: '620014', city: 'Екатеринбург', street: 'ул. Малышева', house: '36', apartment: '12' },
      },
      goods: [
        {
          description: 'Чехол для телефона',
          descriptionEn: 'Phone case',
          commodityCode: '3926909709',
          quantity: '1',
          unit: '796',
          grossWeightKg: '0.120',
          value: { amount: '35.00', currency: 'CNY' },
          url: 'example.com/p/500',
          originCountry: 'CN',
        },
      ],
    });
  });

  it.each(['XXX', 'ХХХ', '-', 'нет', ' '])('lets a patronymic be missing: %j', async (cell) => {
    const { found, entries } = await read(rowsOf(table({ ...B, Отчество: cell })));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.consignee).not.toHaveProperty('middleName');
  });

  it.each([
    ['the same joined text in both', '4518926038', '4518926038'],
    ['joined in the number alone', '', '4518 926038'],
    ['joined in the series alone', '4518926038', ''],
    ['joined in one of them', '4518', '4518926038'],
    ['with blanks', '45 18', ' 926038'],
  ])('takes passports %s', async (_, series, number) => {
    const { found, entries } = await read(rowsOf(table({ ...B, 'Серия паспорта': series, 'Номер паспорта': number })));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.consignee).toMatchObject({ identityDocument: { series: '4518', number: '926038' } });
  });

  it('tells what is missing of a passport in its column', async () => {
    const number = await read(rowsOf(table({ ...B, 'Номер паспорта': '' })));
    expect(number.found).toEqual(['required /consignments/0/consignee/identityDocument/number 2 Номер паспорта']);
    const series = await read(rowsOf(table({ ...B, 'Серия паспорта': '' })));
    expect(series.found).toEqual(['required_if /consignments/0/consignee/identityDocument/series 2 Серия паспорта']);
  });

  it('does not choose between two passports', async () => {
    const { found } = await read(rowsOf(table({ ...B, 'Серия паспорта': '4518', 'Номер паспорта': '4519926038' })));
    expect(found).toEqual(['mismatch /consignments/0/consignee/identityDocument/series 2 Номер паспорта']);
  });

  it('knows no identity document where no cell tells one', async () => {
    const none = { 'Серия паспорта': '', 'Номер паспорта': '', 'Дата выдачи паспорта': '', 'Кем выдан паспорт': '' };
    const { found } = await read(rowsOf(table({ ...B, ...none })));
    expect(found).toEqual(['required_if /consignments/0/consignee/identityDocument 2 Серия паспорта']);
  });

  it('lets makers differ and takes the first', async () => {
    const { found, entries } = await read(
      rowsOf(table({ ...B, 'Вес отправления': '0.24' }, { ...B, 'Вес отправления': '0.24', Производитель: 'YIWU EXAMPLE GOODS CO., LTD' })),
    );
    expect(found).toEqual([]);
    expect(entries[0].consignment?.consignor.name).toBe('HANGZHOU SAMPLE TRADING CO., LTD');
    expect(entries[0].source).toContain('YIWU EXAMPLE');
  });

  it('tells a weight that is not the sum of the lines', async () => {
    const { found } = await read(rowsOf(table({ ...B, 'Вес отправления': '0.3' })));
    expect(found).toEqual(['total_mismatch /consignments/0/grossWeightKg 2 Вес отправления']);
  });
});

describe('what partners do to cells', () => {
  it('keeps leading zeros', async () => {
    const { found, entries } = await read(
      rowsOf(table({ ...B, 'Номер паспорта': '012345', 'Код ТНВЭД': '0902100001', 'Номер отправления': '0001234567' })),
    );
    expect(found).toEqual([]);
    expect(entries[0].consignment).toMatchObject({
      houseWaybill: '0001234567',
      consignee: { identityDocument: { number: '012345' } },
      goods: [{ commodityCode: '0902100001' }],
    });
  });

  it('repairs no lost leading zero', async () => {
    const { found } = await read(rowsOf(table({ ...B, 'Номер паспорта': '12345', 'Код ТНВЭД': '902100001', ИНН: '50010073225' })));
    expect(found).toEqual([
      'inn_length /consignments/0/consignee/inn 2 ИНН',
      'passport_format /consignments/0/consignee/identityDocument/number 2 Номер паспорта',
      'format /consignments/0/goods/0/commodityCode 2 Код ТНВЭД',
    ]);
  });

  it('keeps long numbers to the last digit, and refuses those that lost theirs', async () => {
    const long = '12345678901234567891';
    const { found, entries } = await read(rowsOf(table({ ...A, 'Номер заказа': long, ШК: '99999999999999999999' })));
    expect(found).toEqual([]);
    expect(entries[0].consignment).toMatchObject({ houseWaybill: '99999999999999999999', orderNumber: long });
    const lost = await read(rowsOf(table({ ...B, ИНН: '5,00101E+11' })));
    expect(lost.found).toEqual(['format /consignments/0/consignee/inn 2 ИНН']);
  });

  it.each(['25569', '01.01.1970', '1970-01-01', ' 1.1.1970'])('reads dates as they come: %j', async (cell) => {
    const { found, entries } = await read(rowsOf(table({ ...B, 'Дата рождения': cell })));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.consignee).toHaveProperty('birthDate', '1970-01-01');
  });

  it('refuses a day that does not exist', async () => {
    const { found } = await read(rowsOf(table({ ...B, 'Дата рождения': '31.02.1970' })));
    expect(found).toEqual(['date_invalid /consignments/0/consignee/birthDate 2 Дата рождения']);
  });

  it('passes over blanks around numbers and codes, and keeps the cells as sent', async () => {
    const sent = { ...B, Вес: '  0,120', 'Вес отправления': '0.120 ', ИНН: ' 500100732259', Количество: ' 1', Индекс: '620014 ' };
    const { found, entries } = await read(rowsOf(table(sent)));
    expect(found).toEqual([]);
    expect(entries[0].source).toBe(JSON.stringify({ rows: [[2, ...Object.values(sent)]] }));
  });

  it('allows blank columns in between', async () => {
    const cells = Object.entries(B).flatMap(([name, cell]) => [
      [name, cell],
      ['', ''],
    ]);
    const { found, reader } = await read(rowsOf([cells.map(([name]) => name), cells.map(([, cell]) => cell)]));
    expect(found).toEqual([]);
    expect(reader.layout?.headings).toHaveLength(56);
    expect(reader.layout?.headings[1]).toBe('');
  });

  it('passes over empty rows at the end and between', async () => {
    const [headings, row] = table(B);
    const blank = headings.map(() => ' ');
    const other = table({ ...B, 'Номер отправления': 'LP2' })[1];
    const { found, reader } = await read(rowsOf([headings, row, blank, other, blank, [], blank]));
    expect(found).toEqual([]);
    expect(reader.count).toBe(2);
  });

  it('leaves a web address without a scheme as it is', async () => {
    const { entries } = await read(rowsOf(table(B)));
    expect(entries[0].consignment?.goods[0].url).toBe('example.com/p/500');
  });
});

describe('rows of a consignment', () => {
  it('stand together', async () => {
    const other = { ...A, ШК: 'WB2' };
    const { reader, entries, found } = await read(rowsOf(table(A, other, A)));
    expect(found).toEqual(['rows_apart /consignments/0/houseWaybill 2 ШК', 'rows_apart /consignments/2/houseWaybill 4 ШК']);
    expect(reader.findings.list.map(({ values }) => values)).toEqual([[4], [2]]);
    expect(entries.map(({ consignment, houseWaybill }) => [consignment === undefined, houseWaybill])).toEqual([
      [false, 'WB5530000100'],
      [false, 'WB2'],
      [true, undefined],
    ]);
    expect([...reader.late()].map(({ index, findings }) => [index, findings.length])).toEqual([[0, 1]]);
  });

  it('without a number are consignments of their own', async () => {
    const { found, reader } = await read(rowsOf(table({ ...A, ШК: '' }, { ...A, ШК: ' ' })));
    expect(reader.count).toBe(2);
    expect(found).toEqual(['required /consignments/0/houseWaybill 2 ШК', 'required /consignments/1/houseWaybill 3 ШК']);
  });

  it('may not contradict each other', async () => {
    const other = { ...A, 'ФИО получателя физ. лица': 'Лебедев Игорь Андреевич', 'Номер коробки': 'BOX002' };
    const { found, entries } = await read(rowsOf(table(A, other, other)));
    expect(found).toEqual([
      'mismatch /consignments/0/bag 3 Номер коробки',
      'mismatch /consignments/0/consignee/lastName 3 ФИО получателя физ. лица',
      'mismatch /consignments/0/consignee/firstName 3 ФИО получателя физ. лица',
      'mismatch /consignments/0/consignee/middleName 3 ФИО получателя физ. лица',
    ]);
    expect(entries[0].consignment).toBeUndefined();
  });

  it('may say the same in other words', async () => {
    const { found } = await read(rowsOf(table(A, { ...A, 'Контактный номер': '+7 963 461-95-17', 'Номер паспорта': '4505557965' })));
    expect(found).toEqual([]);
  });

  it('are told by the row of the line', async () => {
    const { found } = await read(rowsOf(table(A, { ...A, Валюта: 'YUAN' }, { ...A, 'единица измерения': '' })));
    expect(found).toEqual([
      'format /consignments/0/goods/1/value/currency 3 Валюта',
      'required /consignments/0/goods/2/unit 4 единица измерения',
    ]);
  });

  it('are too many beyond the lines of a declaration', async () => {
    const { found, entries } = await read(rowsOf(table(...new Array(1_200).fill(A))));
    expect(found).toContain('max_items /consignments/0/goods 2');
    expect(JSON.parse(entries[0].source ?? '').rows).toHaveLength(1_000);
  });

  it('are counted beyond the limit, and not handed out', async () => {
    const numbers = ['WB1', 'WB2', 'WB3'].map((number) => ({ ...A, ШК: number }));
    const { reader, entries, found } = await read(rowsOf(table(...numbers)), { limits: { consignments: 2 } });
    expect([reader.count, entries.length, found]).toEqual([3, 2, ['max_items']]);
  });
});

describe('faults of cells', () => {
  const [headings, row] = table(A);
  const fault = (heading: string): CellFault => ({ column: headings.indexOf(heading), code: 'formula_cell', words: 'Must not be empty' });

  it('stand for what follows from them', async () => {
    const cells = row.map((cell, index) => (headings[index] === 'Масса, кг.' ? '' : cell));
    const { found, entries } = await read(rowsOf([headings, cells], { format: 'xlsx' }, { 2: [fault('Масса, кг.')] }));
    expect(found).toEqual([
      'formula_cell /consignments/0/goods/0/grossWeightKg 2 Масса, кг.',
      'required /consignments/0/grossWeightKg 2 Масса, кг.',
    ]);
    expect(entries[0].consignment).toBeUndefined();
  });

  it('hinder nothing where the cell is not read', async () => {
    const [names, cells] = table({ ...A, Категория: '=1+1' });
    const faults = { 2: [{ column: names.indexOf('Категория'), code: 'formula_cell', words: 'Must not be empty' } as const] };
    const { reader, found, entries } = await read(rowsOf([names, cells], { format: 'xlsx' }, faults));
    expect(found).toEqual([]);
    expect(entries[0].consignment).toBeDefined();
    expect(reader.notices.list).toMatchObject([{ code: 'formula_cell', severity: 'warning', row: 2, column: 'Категория' }]);
  });

  it('of the headings end the reading', async () => {
    expect(await refusal(rowsOf([headings, row], { format: 'xlsx' }, { 1: [fault('ШК')] }))).toEqual([
      { code: 'formula_cell', row: 1, column: 'ШК' },
    ]);
  });

  it('are more cells than headings', async () => {
    const { found } = await read(rowsOf([headings, [...row, '', 'one more', '']], { format: 'csv', delimiter: ';' }));
    expect(found).toEqual(['mismatch /consignments/0/goods/0 2']);
  });
});

describe('the mapping', () => {
  it('is chosen by the headings that are there', async () => {
    expect((await read(rowsOf(table(A)))).reader.layout?.mapping.name).toBe('register-a');
    expect((await read(rowsOf(table(B)))).reader.layout?.mapping.name).toBe('register-b');
  });

  it('is the one that knows most headings, of equals the last', async () => {
    const [, registerA] = builtInMappings;
    const own: ColumnMapping = { ...registerA, name: 'own' };
    const smaller: ColumnMapping = { ...registerA, name: 'smaller', columns: registerA.columns.filter(({ isRequired }) => isRequired) };
    const chosen = async (...mappings: ColumnMapping[]) => (await read(rowsOf(table(A)), { mappings })).reader.layout?.mapping.name;
    expect(await chosen(registerA, own, smaller)).toBe('own');
    expect(await chosen(smaller, registerA)).toBe('register-a');
  });

  it('may be named', async () => {
    expect(await refusal(rowsOf(table(A)), { mapping: 'nobody' })).toEqual([{ code: 'unknown_code', parameter: 'mapping' }]);
    const [named] = await refusal(rowsOf(table(A)), { mapping: 'waybridge' });
    expect(named).toEqual({ code: 'unknown_layout', row: 1, values: ['waybridge'] });
  });

  it('is proposed, with what is missing, where none fits', async () => {
    expect(await refusal(rowsOf(table(without(A, 'ТН ВЭД', 'Валюта'))))).toEqual([
      { code: 'unknown_layout', row: 1, values: ['register-a'] },
      { code: 'missing_column', row: 1, column: 'ТН ВЭД', values: ['register-a'] },
      { code: 'missing_column', row: 1, column: 'Валюта', values: ['register-a'] },
    ]);
  });

  it('fits no headings that stand twice', async () => {
    const [headings, row] = table(A);
    const twice = await refusal(
      rowsOf([
        [...headings, 'Валюта '],
        [...row, 'CNY'],
      ]),
    );
    expect(twice).toEqual([{ code: 'duplicate_column', row: 1, column: 'Валюта ', values: [10, headings.length + 1] }]);
    const inOtherWords = await refusal(
      rowsOf([
        [...headings, 'Номерпаспорта'],
        [...row, ''],
      ]),
    );
    expect(inOtherWords).toMatchObject([{ code: 'duplicate_column', column: 'Номерпаспорта' }]);
  });

  it.each([
    ['one column', [['ШК;ТН ВЭД;Валюта'], ['a;b;c']], ',', ';'],
    ['cut at commas within headings', table(A).map((cells) => cells.join(';').split(',')), ',', ';'],
    ['tabs', table(B).map((cells) => [cells.join('\t')]), ';', 'TAB'],
  ])('tells a wrong delimiter: %s', async (_, rows, delimiter, right) => {
    expect(await refusal(rowsOf(rows, { format: 'csv', delimiter }))).toEqual([{ code: 'delimiter', row: 1, values: [right] }]);
  });

  it('needs rows', async () => {
    expect(await refusal(rowsOf([]))).toMatchObject([{ code: 'no_rows' }]);
    expect(await refusal(rowsOf(table(A).slice(0, 1)))).toMatchObject([{ code: 'no_rows' }]);
  });

  it('never repeats what may be data', async () => {
    const secret = table(A)[1];
    expect(JSON.stringify(await refusal(rowsOf([secret, [...secret]])))).not.toContain('Синицына');
  });
});

describe('our own layout', () => {
  const [example] = manifestExample.consignments;
  const flat = (value: unknown, path: string): [string, string][] => {
    if (Array.isArray(value)) return flat(value[0], path);
    if (typeof value !== 'object' || value === null) return [[path, String(value)]];
    return Object.entries(value).flatMap(([name, part]) => flat(part, path === '' ? name : `${path}.${name}`));
  };
  const own = Object.fromEntries(flat(example, ''));

  it('has the names of the API', async () => {
    const { found, entries, reader } = await read(rowsOf(table(own)));
    expect(found).toEqual([]);
    expect(reader.layout?.mapping.name).toBe('waybridge');
    expect(entries[0].consignment).toEqual(example);
    expect(entries[0].body).toBe(JSON.stringify(example));
  });

  it('tells the members of a consignment on its first line or on each', async () => {
    const lines = [
      own,
      { houseWaybill: own.houseWaybill, ...Object.fromEntries(Object.entries(own).filter(([name]) => name.startsWith('goods.'))) },
    ];
    const rows = lines.map((line) => ({ ...line, grossWeightKg: line === own ? '0.864' : '' }));
    const { found, entries } = await read(rowsOf(table(...rows)));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.goods).toHaveLength(2);
  });

  it('tells a contradiction by row and column', async () => {
    const rows = [own, { ...own, 'consignee.lastName': 'Петрова', bag: 'B2' }].map((row) => ({ ...row, grossWeightKg: '0.864' }));
    expect((await read(rowsOf(table(...rows)))).found).toEqual([
      'mismatch /consignments/0/bag 3 bag',
      'mismatch /consignments/0/consignee/lastName 3 consignee.lastName',
    ]);
  });

  it('takes firms as well', async () => {
    const firm = { 'consignee.kind': 'company', 'consignee.name': 'ООО «Ромашка»', 'consignee.inn': '7707083893' };
    const individual = /^consignee\.(?!address|phone|email)/;
    const shared = Object.fromEntries(Object.entries(own).filter(([name]) => !individual.test(name)));
    const { found, entries } = await read(rowsOf(table({ ...shared, ...firm })));
    expect(found).toEqual([]);
    expect(entries[0].consignment?.consignee).toMatchObject({ kind: 'company', name: 'ООО «Ромашка»' });
  });

  it('survives a spreadsheet with commas and days', async () => {
    const { found } = await read(
      rowsOf(table({ ...own, grossWeightKg: '0,432', 'goods.grossWeightKg': '0,432', 'consignee.birthDate': '03.02.1985', pieces: '1,0' })),
    );
    expect(found).toEqual([]);
  });

  it('takes free text as it is', async () => {
    const { found } = await read(rowsOf(table({ ...own, 'goods.description': ' Чехол' })));
    expect(found).toEqual(['outer_space /consignments/0/goods/0/description 2 goods.description']);
  });
});

describe('the head', () => {
  it('tells its faults by parameter', async () => {
    const query = headFromQuery({
      manifestId: 'M 1',
      revision: 'x',
      channel: 'air',
      carrier: 'QQQ',
      'flight.number': '8101',
      date: '22.11.2026',
      origin: 'HGH',
    });
    const { found, reader } = await read(rowsOf(table(A)), { head: query });
    expect(found).toEqual([
      'format manifestId',
      'type revision',
      'unknown_code channel',
      'format carrier',
      'date_invalid date',
      'required flight.destination',
    ]);
    expect(reader.head.head).toBeUndefined();
  });

  it('hears a flight id, and what speaks against it', async () => {
    const query = headFromQuery({
      manifestId: 'M1',
      revision: '2',
      channel: 'express',
      flight: '4B8101-20261122-HGH',
      destination: 'SVO',
      number: '8102',
    });
    expect((await read(rowsOf(table(A)), { head: query })).found).toEqual(['mismatch number']);
    expect(headFromQuery({ flight: '4B8101' }).findings).toMatchObject([{ parameter: 'flight', code: 'format' }]);
    const unknown = headFromQuery({
      manifestId: 'M1',
      revision: '2',
      channel: 'express',
      flight: 'QQ8101-20261122-HGH',
      destination: 'SVO',
    });
    expect((await read(rowsOf(table(A)), { head: unknown })).found).toEqual(['unknown_code flight']);
  });

  it('settles the channel before the first row', async () => {
    const query = headFromQuery({ manifestId: 'M1', revision: '1', channel: 'postal', flight: '4B8101-20261122-HGH', destination: 'SVO' });
    const { found } = await read(rowsOf(table(A)), { head: query });
    expect(found).toEqual(['format /consignments/0/houseWaybill 2 ШК', 'format /consignments/0/bag 2 Номер коробки']);
  });

  it('may be an object', async () => {
    const { found } = await read(rowsOf(table(A)), { head: { channel: 'express' } });
    expect(found).toEqual(['required manifestId', 'required revision', 'required flight']);
  });
});

describe('a place in a file', () => {
  it('follows from what is kept', async () => {
    const { reader, entries } = await read(rowsOf(table(A, { ...A, Валюта: '' })));
    const { layout } = reader;
    if (layout === undefined) throw new Error('no layout');
    const place = (pointer: string) => placeInFile(layout, entries[0].source ?? '', pointer);
    expect(place('/consignments/0/goods/1/value/amount')).toEqual({ row: 3, column: 'Цена за 1 шт.' });
    expect(place('/goods/1/value/currency')).toEqual({ row: 3, column: 'Валюта' });
    expect(place('/consignee/middleName')).toEqual({ row: 2, column: 'ФИО получателя физ. лица' });
    expect(place('/consignee/address')).toEqual({ row: 2, column: 'Адрес получателя физического лица' });
    expect(place('/grossWeightKg')).toEqual({ row: 2, column: 'Масса, кг.' });
    expect(place('/consignee/email')).toEqual({ row: 2 });
    expect(place('/goods/0/url')).toEqual({ row: 2, column: 'Ссылка на товар' });
    expect(place('/goods')).toEqual({ row: 2 });
    expect(place('')).toEqual({ row: 2 });
    expect(placeInFile(layout, '{}', '/bag')).toBeUndefined();
  });
});
