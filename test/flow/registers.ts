import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readCsvRows } from '../../src/files/csv/read-csv.js';

/** One register as cells under headings. */
export interface Register {
  headings: readonly string[];
  rows: string[][];
}

/** A fault that a partner makes: what stands in which column, and what is found there. */
export interface RegisterFault {
  column: string;
  cell: string;
  code: string;
}

/** A layout with the columns in which consignments of one register differ, and fifteen faults. */
export interface RegisterCase {
  name: string;
  file: string;
  /** Cells of the n-th consignment, by heading. */
  own(n: number): Record<string, string>;
  faults: readonly RegisterFault[];
}

/** Twelve digits with the check digits of a person's tax number. Source: customs-rules 3, C1. */
function inn(n: number): string {
  const digits = [...String(5_001_000_000 + n * 7_919)].map(Number);
  const check = (weights: readonly number[]): number => (weights.reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11) % 10;
  digits.push(check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]));
  digits.push(check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]));
  return digits.join('');
}

const serial = (n: number, length: number): string => String(n + 1).padStart(length, '0');

export const registerCases: readonly RegisterCase[] = [
  {
    name: 'register-a',
    file: 'samples/registers/register-a.csv',
    own: (n) => ({
      ШК: `WB77${serial(n, 8)}`,
      'Номер заказа': `77000410${serial(n, 5)}`,
      'ИНН получателя физ. лица': inn(n),
      'Номер паспорта': `4518 ${serial(n + 100_000, 6)}`,
    }),
    faults: [
      { column: 'ИНН получателя физ. лица', cell: '500100732258', code: 'inn_checksum' },
      { column: 'ИНН получателя физ. лица', cell: '50010073225', code: 'inn_length' },
      { column: 'Номер паспорта', cell: '4518 000000', code: 'passport_format' },
      { column: 'Контактный номер', cell: '12', code: 'format' },
      { column: 'ТН ВЭД', cell: '7712345678', code: 'unknown_code' },
      { column: 'ТН ВЭД', cell: '39', code: 'format' },
      { column: 'Наименование товара', cell: 'подарок', code: 'description_vague' },
      { column: 'Наименование товара', cell: 'Silicone phone case', code: 'description_script' },
      { column: 'страна', cell: 'Атлантида', code: 'format' },
      { column: 'единица измерения', cell: 'ведро', code: 'format' },
      { column: 'Кол-во', cell: '0', code: 'range' },
      { column: 'Цена за 1 шт.', cell: 'бесплатно', code: 'format' },
      { column: 'Валюта', cell: 'XXQ', code: 'unknown_code' },
      { column: 'Номер коробки', cell: 'ящик №1', code: 'format' },
      { column: 'Поставщик', cell: 'ООО «Поставщик»', code: 'script' },
    ],
  },
  {
    name: 'register-b',
    file: 'samples/registers/register-b.csv',
    own: (n) => ({
      'Номер отправления': `LP88${serial(n, 10)}`,
      'ID отправления': `88${serial(n, 6)}`,
      ИНН: inn(n + 1_000),
      'Серия паспорта': '4518',
      'Номер паспорта': serial(n + 200_000, 6),
    }),
    faults: [
      { column: 'ИНН', cell: '500100732258', code: 'inn_checksum' },
      { column: 'ИНН', cell: '50010073225', code: 'inn_length' },
      { column: 'Серия паспорта', cell: '45', code: 'passport_format' },
      { column: 'Номер паспорта', cell: '000000', code: 'passport_format' },
      { column: 'Дата рождения', cell: '31.02.1980', code: 'date_invalid' },
      { column: 'Код ТНВЭД', cell: '7712345678', code: 'unknown_code' },
      { column: 'Код ТНВЭД', cell: '39', code: 'format' },
      { column: 'Описание на русском', cell: 'запчасти', code: 'description_vague' },
      { column: 'Описание на русском', cell: 'Silicone phone case', code: 'description_script' },
      { column: 'Количество', cell: '0', code: 'range' },
      { column: 'Цена единицы', cell: 'дорого', code: 'format' },
      { column: 'Валюта', cell: 'XXQ', code: 'unknown_code' },
      { column: 'Телефон', cell: '12', code: 'format' },
      { column: 'Индекс', cell: '1010', code: 'format' },
      { column: 'Вес отправления', cell: '9.999', code: 'total_mismatch' },
    ],
  },
  {
    name: 'waybridge',
    file: 'samples/registers/waybridge.csv',
    own: (n) => ({
      houseWaybill: `WAY99${serial(n, 8)}`,
      orderNumber: `99410556${serial(n, 5)}`,
      'consignee.inn': inn(n + 2_000),
      'consignee.identityDocument.series': '4518',
      'consignee.identityDocument.number': serial(n + 300_000, 6),
    }),
    faults: [
      { column: 'consignee.inn', cell: '500100732258', code: 'inn_checksum' },
      { column: 'consignee.inn', cell: '50010073225', code: 'inn_length' },
      { column: 'consignee.identityDocument.series', cell: '45', code: 'passport_format' },
      { column: 'consignee.identityDocument.number', cell: '000000', code: 'passport_format' },
      { column: 'consignee.birthDate', cell: '1980-02-31', code: 'date_invalid' },
      { column: 'goods.commodityCode', cell: '7712345678', code: 'unknown_code' },
      { column: 'goods.commodityCode', cell: '39', code: 'format' },
      { column: 'goods.description', cell: 'подарок', code: 'description_vague' },
      { column: 'goods.description', cell: 'Silicone phone case', code: 'description_script' },
      { column: 'goods.quantity', cell: '0', code: 'range' },
      { column: 'goods.value.amount', cell: 'дорого', code: 'format' },
      { column: 'goods.value.currency', cell: 'XXQ', code: 'unknown_code' },
      { column: 'consignee.phone', cell: '12', code: 'format' },
      { column: 'consignee.address.postcode', cell: '1010', code: 'format' },
      { column: 'grossWeightKg', cell: '9.999', code: 'total_mismatch' },
    ],
  },
];

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(resolve(path));
}

/** A register of so many consignments of one line each: the sample's first, with numbers and persons of their own. */
export async function registerOf({ file, own }: RegisterCase, count: number): Promise<Register> {
  const read: string[][] = [];
  for await (const batch of readCsvRows(bytesOf(file))) read.push(...batch.map(({ cells }) => [...cells]));
  const [headings, first] = read;
  const rows = Array.from({ length: count }, (_, n) => {
    const cells = own(n);
    return headings.map((heading, at) => cells[heading] ?? first[at] ?? '');
  });
  return { headings, rows };
}

/** The same with the n-th fault in the n-th row. */
export function withFaults({ headings, rows }: Register, faults: readonly RegisterFault[]): Register {
  return {
    headings,
    rows: rows.map((row, n) => row.map((cell, at) => (faults[n]?.column === headings[at] ? faults[n].cell : cell))),
  };
}
