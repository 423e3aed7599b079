import { barredGoods as builtIn } from '../checks/built-in/barred-goods.js';
import { oneOf } from '../fields/code.js';
import { described } from '../fields/field.js';
import { optional, type Rule, required } from '../fields/object.js';
import { defineList, present } from './list-definition.js';
import { codePrefix, codePrefixes, endsAfterItBegins, firstDay, lastDay, plainText, source } from './list-fields.js';

const exceptionsOf = (except: string | undefined): string[] => except?.split(' ') ?? [];

const exceptedFromWithin: Rule = ({ prefix, except }, inspection) => {
  if (typeof prefix !== 'string' || typeof except !== 'string' || !/^[\d ]+$/.test(except)) return;
  const isWithin = (code: string) => code.length > prefix.length && code.startsWith(prefix);
  if (!exceptionsOf(except).every(isWithin)) inspection.add('mismatch', 'Longer than the prefix, and beginning with it', 'except');
};

/** Source: customs-rules 3, C10, C11, C13, C22. */
export const barredGoods = defineList({
  name: 'barred-goods',
  summary: 'Goods by the beginning of their commodity code: barred, held, not for personal use, or to be marked',
  columns: {
    prefix: required(codePrefix),
    except: optional(described(codePrefixes, 'Longer beginnings that the row is not for, with spaces between them')),
    applies: optional(
      described(
        oneOf('all', 'individual', 'company', 'postal'),
        'Whom the row is for: `individual` (ПТДЭГ), `company` (ДТЭГ), `postal`, or `all` if left out',
      ),
    ),
    finding: required(
      described(
        oneOf('barred_goods', 'not_personal', 'marking_due'),
        'The code of the finding: barred or held, not for personal use, or marking, IMEI and the like',
      ),
    ),
    severity: required(described(oneOf('error', 'hold', 'warning', 'info'), 'What the finding does')),
    reason: required(described(plainText(500), 'What the reader is told')),
    from: optional(firstDay),
    to: optional(lastDay),
    source: optional(source),
  },
  rules: [exceptedFromWithin, endsAfterItBegins],
  key: ({ prefix, applies = 'all', finding, from = '' }) => [prefix, applies, finding, from].join(' '),
  row: ({ prefix, except, applies = 'all', finding, severity, reason, from, to, source: origin }) => ({
    prefix,
    exceptions: exceptionsOf(except),
    applies,
    finding,
    severity,
    reason,
    ...present({ from, to, source: origin }),
  }),
  builtIn: builtIn.map(({ exceptions, ...row }) => ({ ...row, except: exceptions.join(' ') })),
  example:
    'prefix,except,applies,finding,severity,reason,from,to,source\n' +
    '2203,,postal,barred_goods,error,Алкоголь не пересылается,2024-07-03,,Решение ЕЭК 62 от 28.05.2024\n' +
    '8517,851770 851771,all,marking_due,info,Укажите IMEI,,,\n',
});
