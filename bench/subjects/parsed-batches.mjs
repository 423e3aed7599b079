// What all sides of the check have in common: fresh values from the same bytes, parsed before the clock runs, and their verdicts.
import { writeFileSync } from 'node:fs';
import { peoplesConsignments } from './declaration.mjs';
import { faulty } from './faults.mjs';

const textsOf = (count) => peoplesConsignments(count).map((consignment) => JSON.stringify(consignment));

/** `isGood` answers whether a value passes. Batches are parsed anew, as a manifest's are. */
export function openCheck({ consignments }, isGood) {
  const texts = textsOf(consignments);
  const values = () => texts.map((text) => JSON.parse(text));
  return {
    before: values,
    run: (batch) => {
      for (const value of batch) if (!isGood(value)) throw new Error(`a good consignment was refused: ${JSON.stringify(value)}`);
    },
    output: (path) => {
      const good = values().map((value) => ['good', isGood(value)]);
      // With an email and a passport, of a person.
      const whole = values().find(({ consignee }) => consignee.email !== undefined);
      const bad = faulty(whole).map(([name, value]) => [name, isGood(value)]);
      writeFileSync(path, JSON.stringify([...good, ...bad]));
    },
  };
}

/** The floor: parsing the same bytes. */
export function openParse({ consignments }) {
  const bodies = textsOf(consignments).map((text) => Buffer.from(text));
  let values = 0;
  return {
    run: () => {
      for (const body of bodies) values += JSON.parse(body).pieces;
    },
    close: () => values,
  };
}
