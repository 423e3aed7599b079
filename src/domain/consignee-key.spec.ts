import { consigneeKey, documentKey, keyNumber } from './consignee-key.js';
import type { Individual } from './party.js';

const anna: Individual = {
  kind: 'individual',
  lastName: 'Семёнова',
  firstName: 'Анна',
  inn: '500100732259',
  birthDate: '1985-02-03',
  identityDocument: { kind: 'RU01001', series: '45 09', number: '123456' },
  address: { country: 'RU', city: 'Москва' },
};
const without = (...members: (keyof Individual)[]): Individual => {
  const rest = { ...anna };
  for (const member of members) delete rest[member];
  return rest;
};

describe('the key of a consignee (C19)', () => {
  it('goes by tax number, whatever the name', () => expect(consigneeKey({ ...anna, lastName: 'ПЕТРОВА' })).toBe(consigneeKey(anna)));

  it('goes by document without one, however it is spaced', () => {
    const unnumbered = without('inn');
    expect(consigneeKey({ ...unnumbered, identityDocument: { kind: 'RU01001', series: '4509', number: '123456' } })).toBe(
      consigneeKey(unnumbered),
    );
    expect(consigneeKey(unnumbered)).toBe(documentKey({ kind: 'RU01001', series: '4509', number: '123456' }));
  });

  it('goes by name and day of birth else', () => {
    const unknown = without('inn', 'identityDocument');
    expect(consigneeKey({ ...unknown, lastName: 'СЕМЕНОВА' })).toBe(consigneeKey(unknown));
    expect(consigneeKey({ ...unknown, birthDate: '1985-02-04' })).not.toBe(consigneeKey(unknown));
  });

  it('fits a signed column of 64 bits', () => {
    const value = BigInt(keyNumber(consigneeKey(anna)));
    expect(BigInt.asIntN(64, value)).toBe(value);
  });
});
