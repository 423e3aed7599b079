// The least that handing out an XML can cost: a copy of its finished bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { xmlBytes } from '../product/declaration.mjs';
import { sampleDeclaration } from '../subjects/declaration.mjs';

/** Into memory of its own, as a caller gets it: a writer that keeps its buffer must copy what it hands out. */
export function openCopy({ houses }) {
  const bytes = Buffer.from(xmlBytes(sampleDeclaration(houses)));
  return { run: () => bytes.copy(Buffer.allocUnsafeSlow(bytes.length)) };
}

/** Into memory that is there and warm. */
export function openWarmCopy({ houses }) {
  const bytes = Buffer.from(xmlBytes(sampleDeclaration(houses)));
  const target = Buffer.allocUnsafeSlow(bytes.length);
  return { run: () => bytes.copy(target) };
}

/** A copy, and a file of it. */
export function openCopyAndWrite({ houses, folder }) {
  const bytes = Buffer.from(xmlBytes(sampleDeclaration(houses)));
  return {
    run: () => {
      const target = Buffer.allocUnsafeSlow(bytes.length);
      bytes.copy(target);
      writeFileSync(join(folder, 'copy'), target);
    },
  };
}
