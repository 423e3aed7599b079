import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { addDays, isDay } from '../../domain/calendar.js';
import { isCurrency } from '../../domain/codes/currencies.js';
import type { ExchangeRate } from '../../domain/exchange-rates.js';
import { FindingList } from '../../domain/finding-list.js';
import { DomainError, type Finding, type FindingCode } from '../../domain/problem.js';
import { say, type Words } from '../../domain/wording/wording.js';
import { isRecord } from '../fields/field.js';
import { Inspection } from '../fields/inspection.js';
import { MAX_RATES, rate } from './rates.schema.js';
import { xmlText } from './xml-text.js';

/** Rates hold until the next are set, over the New Year's holidays for as long as this. */
const MAX_DAYS_BEFORE = 15;

/** What a setting of rates says, and the currencies in it that are not on our list. */
export interface CentralBankRates {
  rates: ExchangeRate[];
  leftOut: string[];
}

/**
 * The Central Bank's rates of a day as it publishes them: `XML_daily.asp`, windows-1251, a decimal comma, a nominal.
 * Every digit of a rate is kept; what `VunitRate` repeats is not read.
 *
 * `date`: the day that the rates are put for, `YYYY-MM-DD`. On days without a setting the last one before holds.
 * Errors: `validation-failed` with all faults; those of a currency name its row, from 1, and the element.
 * Source: https://www.cbr.ru/development/SXML/
 */
export function readCentralBankRates(bytes: Uint8Array, date: string): CentralBankRates {
  const findings = new FindingList();
  const setting = settingOf(xmlText(bytes));
  addDateFaults(setting['@Date'], date, findings);
  const rates: ExchangeRate[] = [];
  const leftOut: string[] = [];
  const rows = new Map<string, number>();
  for (const [index, entry] of currenciesOf(setting).entries()) {
    const { CharCode: currency, Nominal: nominal, Value: value } = entry;
    const row = index + 1;
    for (const finding of faultsOf(entry)) findings.add({ row, ...finding });
    if (typeof currency !== 'string') continue;
    const first = rows.get(currency);
    if (first !== undefined) findings.add({ row, column: 'CharCode', code: 'duplicate', ...say('Same as row {0}', first) });
    rows.set(currency, first ?? row);
    if (!isCurrency(currency)) leftOut.push(currency);
    else rates.push({ currency, nominal: Number(nominal), rate: String(value).replace(',', '.') });
  }
  if (findings.count > 0) {
    throw new DomainError('validation-failed', undefined, { findings: findings.list, findingCount: findings.count });
  }
  return { rates, leftOut };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  isArray: (name) => name === 'Valute',
});

const refuse = (code: FindingCode, words: Words): DomainError =>
  new DomainError('validation-failed', undefined, { findings: [{ code, ...(typeof words === 'string' ? { detail: words } : words) }] });

/** The root element. Errors: `validation-failed` for what is no well-formed document, has a DOCTYPE, or has another root. */
function settingOf(text: string): Record<string, unknown> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refuse('format', 'No DOCTYPE and no entities of its own');
  if (XMLValidator.validate(text) !== true) throw refuse('format', 'Well-formed XML is due');
  const document: unknown = parser.parse(text);
  const setting = isRecord(document) ? document.ValCurs : undefined;
  if (!isRecord(setting)) throw refuse('format', 'The daily rates of the Central Bank are due, `ValCurs` with `Valute`');
  return setting;
}

/** Errors: `validation-failed` if there are none, or too many to be currencies. */
function currenciesOf({ Valute: entries }: Record<string, unknown>): Record<string, unknown>[] {
  // An element without content is read as empty text.
  const found = Array.isArray(entries) ? entries.map((entry: unknown) => (isRecord(entry) ? entry : {})) : [];
  if (found.length === 0) throw refuse('min_items', 'The daily rates of the Central Bank are due, `ValCurs` with `Valute`');
  if (found.length > MAX_RATES) throw refuse('max_items', say('At most {0} items', MAX_RATES));
  return found;
}

function addDateFaults(published: unknown, date: string, findings: FindingList): void {
  const [day, month, year] = typeof published === 'string' ? published.split('.') : [];
  const set = `${year}-${month}-${day}`;
  const fault = (code: FindingCode, words: Words) =>
    findings.add({ column: 'Date', code, ...(typeof words === 'string' ? { detail: words } : words) });
  if (!isDay(set)) fault('date_invalid', 'A day that exists, written DD.MM.YYYY');
  else if (set > date) fault('mismatch', 'Rates of a later day than that of the path');
  else if (set < addDays(date, -MAX_DAYS_BEFORE)) {
    fault('mismatch', say('Rates set more than {0} days before the day of the path', MAX_DAYS_BEFORE));
  }
}

const COMMA_DECIMAL = /^\d+(?:,\d+)?$/;

/** What is wrong with one currency, each with its element. */
function faultsOf({ CharCode: currency, Nominal: nominal, Value: value }: Record<string, unknown>): Omit<Finding, 'row'>[] {
  const inspection = new Inspection('');
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) inspection.add('format', 'Three capital letters', 'CharCode');
  const units = typeof nominal === 'string' && /^(?:0|[1-9]\d{0,9})$/.test(nominal) ? Number(nominal) : nominal;
  checkPart(rate.nominal, units, 'Nominal', inspection);
  if (typeof value === 'string' && COMMA_DECIMAL.test(value)) checkPart(rate.rate, value.replace(',', '.'), 'Value', inspection);
  else inspection.add('format', 'Digits with a decimal comma, as the Central Bank writes them', 'Value');
  return inspection.finish().map(({ pointer = '', ...finding }) => ({ ...finding, column: pointer.slice(1) }));
}

function checkPart(field: { check(value: unknown, inspection: Inspection): boolean }, value: unknown, name: string, to: Inspection): void {
  const mark = to.kept;
  field.check(value, to);
  to.under(mark, name);
}
