// Good bodies to spoil: manifests in every form they come in, and the small ones as the API's own description shows them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvBytes } from '../../dist/files/csv/write-csv.js';
import { xlsxBytes } from '../../dist/files/xlsx/write-xlsx.js';
import { consignments as consignmentsOf, manifestHead } from '../../scripts/make-sample.mjs';
import { root } from '../harness/installation.mjs';

/** A person who does not exist, in every manifest; nothing of her may come back in a problem or lie in the log. */
const canary = {
  lastName: 'Канарейкина',
  firstName: 'Феврония',
  middleName: 'Акакиевна',
  inn: '500100732259',
  birthDate: '1985-02-03',
  identityDocument: {
    kind: 'RU01001',
    series: '4599',
    number: '777123',
    issuedOn: '2015-03-02',
    issuedBy: 'ОВД Канареечный',
    issuerCode: '770-001',
  },
  phone: '+79007771234',
  email: 'canary-777@example.com',
  address: { country: 'RU', postcode: '101000', region: 'Москва', city: 'Москва', street: 'ул. Птичья Канареечная', house: '10' },
};
export const canaries = [canary.lastName, canary.firstName, canary.inn, canary.phone, canary.email, 'Канареечн', '777123'];

const DAY_MS = 86_400_000;
let serial = 0;

/** Head and consignments of a flight of its own, which no earlier one shares a number with. */
export function freshManifest(count = 3) {
  serial += 1;
  const date = new Date(Date.now() + 3 * 3_600_000 + Math.floor(serial / 9_000) * DAY_MS).toISOString().slice(0, 10);
  const number = String(1_000 + (serial % 9_000));
  const head = { ...manifestHead({ date, number }), manifestId: `FUZZ-${serial}` };
  const consignments = [...consignmentsOf(count, { seed: serial, number, first: 100_000_000 + serial * 500 })];
  consignments[0].consignee = { kind: 'individual', ...canary };
  return { ...head, consignments };
}

const registers = ['waybridge', 'register-a', 'register-b'].map((name) => {
  const [headings, ...rows] = cellsOf(readFileSync(join(root, `samples/registers/${name}.csv`), 'utf8'), name === 'register-a' ? ';' : ',');
  return { name, headings, rows };
});

/** Headings and a few rows of a partner's register, with the query that says what flight it is of. */
export function freshRegister(which, count = 5) {
  const { headings, rows } = registers[which % registers.length];
  const { manifestId, flight } = freshManifest(1);
  const { carrier, number, date, origin, destination } = flight;
  const query = new URLSearchParams({ manifestId, channel: 'express', carrier, number, date, origin, destination });
  return { query, grid: [headings, ...rows.slice(0, count)].map((cells) => [...cells]) };
}

function cellsOf(text, delimiter) {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(new RegExp(`(?:^|${delimiter})(?:"((?:[^"]|"")*)"|([^${delimiter}]*))`, 'g'))].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );
}

async function bytesOf(chunks) {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

export const csvOf = ([headings, ...rows], delimiter) => bytesOf(csvBytes(headings, rows, { delimiter }));
export const xlsxOf = ([headings, ...rows]) =>
  bytesOf(xlsxBytes([{ name: 'Реестр', columns: headings.map((heading) => ({ heading })), rows }]));

/** Every operation of the API's description with an example of its body, if it has one. */
export function operationsOf(document) {
  const exampleIn = (schema) => {
    if (schema?.$ref !== undefined) return exampleIn(document.components.schemas[schema.$ref.split('/').at(-1)]);
    return schema?.example ?? schema?.examples?.[0];
  };
  return Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters: parameters.map(({ name, in: where, schema, example }) => ({
        name,
        where,
        values: [example ?? schema?.example ?? schema?.examples?.[0], schema?.default, ...(schema?.enum ?? [])]
          .filter((value) => value !== undefined)
          .map(String),
      })),
      bodies: Object.entries(requestBody?.content ?? {}).map(([mediaType, { schema, example }]) => ({
        mediaType,
        example: example ?? exampleIn(schema),
      })),
    })),
  );
}
