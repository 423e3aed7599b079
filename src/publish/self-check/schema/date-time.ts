const ZONE = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))?';
/** Of four digits: other years are not taken here. */
const YEAR = '(?!0000)\\d{4}';
const MONTH = '(?:0[1-9]|1[0-2])';
const DATE = `(${YEAR})-(${MONTH})-(0[1-9]|[12]\\d|3[01])`;
/** Not 24:00, which few write. */
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?';

const forms = {
  date: new RegExp(`^${DATE}${ZONE}$`),
  dateTime: new RegExp(`^${DATE}T${TIME}${ZONE}$`),
  time: new RegExp(`^${TIME}${ZONE}$`),
  gYear: new RegExp(`^${YEAR}${ZONE}$`),
  gYearMonth: new RegExp(`^${YEAR}-${MONTH}${ZONE}$`),
  duration: /^-?P(?=.)(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}D)?(?:T(?=.)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}(?:\.\d{1,9})?S)?)?$/,
};

export type TimeForm = keyof typeof forms;

export const isTimeForm = (name: string): name is TimeForm => Object.hasOwn(forms, name);

/** Whether a text is of a form; the days of a month are counted. Source: XML Schema part 2, 3.2.6 to 3.2.11. */
export function isTime(form: TimeForm, text: string): boolean {
  const found = forms[form].exec(text);
  if (found === null) return false;
  const [, year, month, day] = found;
  return day === undefined || day < '29' || Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}
