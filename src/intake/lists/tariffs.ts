import { readDutyRate } from '../../domain/tariff.js';
import { hundredths } from '../../domain/units.js';
import { code } from '../fields/code.js';
import { described, type Field } from '../fields/field.js';
import { optional, required } from '../fields/object.js';
import { defineList } from './list-definition.js';
import { codePrefix, firstDay, plainText, source } from './list-fields.js';

const rate = plainText(60);

const duty: Field<string> = {
  ...rate,
  check(value, inspection): value is string {
    if (!rate.check(value, inspection)) return false;
    if (readDutyRate(value) !== undefined) return true;
    inspection.add('format', 'A rate of duty: 5%, 0.35 EUR/kg, 10% min 0.5 EUR/kg, 10% + 0.5 EUR/kg');
    return false;
  },
};

const vat = code({
  pattern: /^(?:100|[1-9]?\d)(?:\.\d{1,2})? ?%?$/,
  max: 7,
  form: 'A percentage: 20% or 20, at most two decimal places',
});

/** Source: customs-rules 2.4; the rows are the operator's. */
export const tariffs = defineList({
  name: 'tariffs',
  summary: 'Import duty and VAT by the beginning of a commodity code; the longest counts, then the latest day',
  columns: {
    code: required(codePrefix),
    duty: required(described(duty, '`5%`, `0.35 EUR/kg`, `10% min 0.5 EUR/kg` or `10% + 0.5 EUR/kg`; `EUR/796` for a piece')),
    vat: required(described(vat, '`20%` or `20`')),
    from: required(firstDay),
    source: optional(source),
  },
  key: (row) => `${row.code} ${row.from}`,
  row: ({ code: prefix, duty: dutyText, vat: vatText, from, source: origin = '' }) => ({
    prefix,
    duty: readDutyRate(dutyText) ?? {},
    vatHundredths: hundredths(vatText.replace(/ ?%$/, '')),
    from,
    source: origin,
  }),
  builtIn: [],
  example: 'code,duty,vat,from,source\n3926,6.5%,20%,2026-01-01,Пример\n6403,10% min 1.5 EUR/kg,20%,2026-01-01,Пример\n',
});
