import type { FindingCode } from '../../domain/problem.js';
import { manifestExample } from '../manifest.example.js';
import { valueAt } from './merge-patch.js';

/** Findings that an example of the form helps with. */
const ofForm: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'required',
  'required_if',
  'type',
  'blank',
  'max_length',
  'outer_space',
  'illegal_character',
  'line_break',
  'unrenderable_character',
  'format',
  'decimal_scale',
  'range',
  'date_invalid',
  'date_range',
  'unknown_code',
  'inn_length',
  'inn_checksum',
  'passport_format',
  'script',
  'code_not_full',
]);

/** Forms of what tells of a person: never an example that could be taken for somebody's. */
const ofPeople: Readonly<Record<string, string>> = {
  '/consignee/lastName': 'Фамилия',
  '/consignee/firstName': 'Имя',
  '/consignee/middleName': 'Отчество',
  '/consignee/name': 'ООО «Название»',
  '/consignee/inn': '123456789047',
  '/consignee/birthDate': 'YYYY-MM-DD',
  '/consignee/phone': '+70000000000',
  '/consignee/email': 'name@example.com',
  '/consignee/identityDocument/series': '0000',
  '/consignee/identityDocument/number': '000001',
  '/consignee/identityDocument/issuedOn': 'YYYY-MM-DD',
  '/consignee/identityDocument/issuedBy': 'ОВД',
  '/consignee/identityDocument/issuerCode': '000-000',
  '/consignee/address/postcode': '000000',
  '/consignee/address/street': 'ул. Название',
  '/consignee/address/house': '1',
  '/consignee/address/apartment': '1',
};

/** An example of what is due where a finding stands, if a single value is due there and its form is what is wrong. */
export function expectedAt(pointer: string | undefined, code: FindingCode): string | undefined {
  if (pointer === undefined || !ofForm.has(code)) return undefined;
  // Every goods line is like the example's only one.
  const place = pointer.replace(/^\/consignments\/\d+/, '').replaceAll(/\/\d+(?=\/|$)/g, '/0');
  const form = ofPeople[place];
  if (form !== undefined) return form;
  const value = valueAt(manifestExample.consignments[0], place);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
