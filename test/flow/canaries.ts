import { type Manifest, manifestOf } from './manifest.js';

/** Values of one person that stand nowhere else; invented, and such that the rules of every field are kept. */
export const canary = {
  lastName: 'Канарейкина',
  firstName: 'Певуния',
  middleName: 'Кенаровна',
  inn: innOf('7718273645'),
  birthDate: '1971-07-19',
  documentNumber: '918273',
  issuedBy: 'ОВД Птичий',
  issuerCode: '918-273',
  phone: '+79918273645',
  email: 'canary.singer@example.net',
  postcode: '198273',
  region: 'Соловьиная область',
  city: 'Щеглово',
  street: 'ул. Клеточная',
  house: '9182-К',
  apartment: '7364-Н',
  consignor: 'CANARY CAGE TRADING',
  consignorCity: 'SONGBIRD',
  consignorStreet: 'PERCH AVENUE 918273',
  description: 'Клетка для кенара',
} as const;

/** As long a number with its two check digits. Source: the tax service's rule for numbers of twelve digits. */
function innOf(ten: string): string {
  const digit = (text: string, weights: number[]) => (weights.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 11) % 10;
  const eleven = ten + digit(ten, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
  return eleven + digit(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
}

type Consignment = Manifest['consignments'][number];

/** A consignment for the person. */
function consignmentOfCanary(consignment: Consignment, houseWaybill: string): Consignment {
  const { consignor, consignee, goods } = consignment;
  const { inn, lastName, firstName, middleName, birthDate, phone, email } = canary;
  const { documentNumber, issuedBy, issuerCode, postcode, region, city, street, house, apartment } = canary;
  return {
    ...consignment,
    houseWaybill,
    orderNumber: `ORDER-${houseWaybill}`,
    consignor: { ...consignor, name: canary.consignor, city: canary.consignorCity, street: canary.consignorStreet },
    consignee: {
      ...consignee,
      ...{ lastName, firstName, middleName, inn, birthDate, phone, email },
      identityDocument: { ...consignee.identityDocument, number: documentNumber, issuedBy, issuerCode },
      address: { ...consignee.address, postcode, region, city, street, house, apartment },
    },
    goods: [{ ...goods[0], description: canary.description }],
  };
}

/** A manifest of a flight of its own, all of whose consignments are the person's. */
export function manifestOfCanary(flightNumber: string, count = 1): Manifest {
  const manifest = manifestOf(flightNumber);
  const consignments = Array.from({ length: count }, (_, at) => consignmentOfCanary(manifest.consignments[0], `LP-${flightNumber}-${at}`));
  return { ...manifest, consignments };
}

/** The canaries that a text holds, as they are or as JSON, URLs, bytes in hex or base64 write them. */
export function canariesIn(text: string): string[] {
  const forms = (value: string) => {
    const bytes = Buffer.from(value);
    const escaped = value.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return [value, escaped, encodeURIComponent(value), bytes.toString('hex'), bytes.toString('base64').replace(/=*$/, '').slice(0, -1)];
  };
  // Digits alone are met by chance within hashes and ids: they count where they stand by themselves.
  const holds = (form: string) => (/^\d+$/.test(form) ? new RegExp(`(?<![0-9a-f-])${form}(?![0-9a-f-])`).test(text) : text.includes(form));
  return Object.values(canary).filter((value) => forms(value).some(holds));
}
