/**
 * Names of parties in what was sent. A held consignment may lack them, or have something else in their place: then nothing.
 */

export const consignorIn = (sent: unknown): string => textOr(memberOf(memberOf(sent, 'consignor'), 'name'));

/** Surname, given name, patronymic; or the firm's name. */
export function consigneeIn(sent: unknown): string {
  const consignee = memberOf(sent, 'consignee');
  const names = ['name', 'lastName', 'firstName', 'middleName'].map((name) => textOr(memberOf(consignee, name)));
  return names.filter((name) => name !== '').join(' ');
}

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
