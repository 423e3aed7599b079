const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `2026-11-22` as `22NOV`, the day as written. */
export function dayMonth(date: string): string {
  return `${date.slice(8, 10)}${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

/** `2026-11-22` as `22NOV26`. */
export function dayMonthYear(date: string): string {
  return `${dayMonth(date)}${date.slice(2, 4)}`;
}

/** An instant as `22NOV1850`: local day and time as written, no zone is applied. */
export function dayMonthTime(instant: string): string {
  return `${dayMonth(instant)}${instant.slice(11, 13)}${instant.slice(14, 16)}`;
}
