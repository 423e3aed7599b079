// Validation by xmllint, a process for every document.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECLARATION_SCHEMA } from '../subjects/schemas.mjs';
import { documentsOf, judgedDocuments } from '../subjects/xml-documents.mjs';

export const hasXmllint = () => spawnSync('xmllint', ['--version'], { stdio: 'ignore' }).error === undefined;

const isValid = (path) => spawnSync('xmllint', ['--noout', '--schema', DECLARATION_SCHEMA, path], { stdio: 'ignore' }).status === 0;

export function openXmllint(given) {
  const { folder } = given;
  const store = (bytes, index) => {
    const path = join(folder, `${index}.xml`);
    writeFileSync(path, bytes);
    return path;
  };
  const paths = documentsOf(given).map(store);
  return {
    hasChildren: true,
    run: () => {
      for (const path of paths) if (!isValid(path)) throw new Error(`xmllint refuses ${path}`);
    },
    output: (path) => {
      const verdicts = judgedDocuments(given).map(([name, bytes]) => [name, isValid(store(bytes, 'judged'))]);
      writeFileSync(path, JSON.stringify(verdicts));
    },
  };
}
