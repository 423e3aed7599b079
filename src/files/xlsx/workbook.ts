import { dirname, posix } from 'node:path';
import { DomainError } from '../../domain/problem.js';
import { fileFault } from '../file-fault.js';
import { MAX_ENTRIES } from '../limits.js';
import { scanAll } from '../xml/xml-part.js';
import { attributeOf, type XmlHandler } from '../xml/xml-scan.js';
import type { ZipPackage } from '../zip/zip-package.js';

/** A sheet of rows: its name, the part that holds it, and whether people see it. */
export interface SheetPart {
  name: string;
  part: string;
  isHidden: boolean;
}

/** What the parts around the sheets tell. Names of parts are undefined where the workbook does without. */
export interface Workbook {
  sheets: readonly SheetPart[];
  /** Days are counted from 1904 as on old Macintoshes, else from 1900. */
  is1904: boolean;
  sharedStrings: string | undefined;
  styles: string | undefined;
}

/** Source: ECMA-376 part 1, 12.3 (the parts of a workbook) and part 2, 9.3 (relationships). Errors: as `ZipPackage` and `XmlScan`. */
export async function readWorkbook(file: ZipPackage): Promise<Workbook> {
  const root = (await relationsOf(file, '')).find(({ type }) => type === 'officeDocument');
  const part = root?.target ?? 'xl/workbook.xml';
  if (!file.has(part)) throw fileFault('format', 'This is no XLSX workbook: save it as .xlsx');
  const relations = await relationsOf(file, part);
  const { found, is1904 } = await readSheetList(file, part);
  const target = (type: string): string | undefined =>
    relations.find((relation) => relation.type === type && file.has(relation.target))?.target;
  const sheets = found.flatMap(({ name, id, isHidden }) => {
    const relation = relations.find((one) => one.id === id && one.type === 'worksheet');
    // Sheets of charts and dialogs hold no rows.
    return relation === undefined ? [] : [{ name, part: relation.target, isHidden }];
  });
  return { sheets, is1904, sharedStrings: target('sharedStrings'), styles: target('styles') };
}

/** A handler for what stands in the attributes alone. */
const openings = (opened: (name: string, attributes: string) => void): XmlHandler => ({
  open(name, attributes) {
    opened(name, attributes);
    return false;
  },
  close() {},
  text() {},
});

/** A workbook has as many sheets and relations as it has parts. */
function expectFew(found: readonly unknown[]): void {
  if (found.length >= MAX_ENTRIES) throw new DomainError('too-large', `A workbook has at most ${MAX_ENTRIES} sheets`);
}

interface Relation {
  id: string | undefined;
  /** The last word of the type's address. */
  type: string;
  target: string;
}

/** What a part refers to, by names from the root of the package; of the package itself for an empty part. */
async function relationsOf(file: ZipPackage, part: string): Promise<readonly Relation[]> {
  const folder = dirname(part);
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!file.has(list)) return relations;
  const read = (name: string, attributes: string): void => {
    const target = attributeOf(attributes, 'Target');
    if (name !== 'Relationship' || target === undefined) return;
    expectFew(relations);
    const type = attributeOf(attributes, 'Type') ?? '';
    const from = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    relations.push({ id: attributeOf(attributes, 'Id'), type: type.slice(type.lastIndexOf('/') + 1), target: from });
  };
  await scanAll(file.bytes(list), openings(read));
  return relations;
}

interface ListedSheet {
  name: string;
  id: string | undefined;
  isHidden: boolean;
}

async function readSheetList(file: ZipPackage, part: string): Promise<{ found: readonly ListedSheet[]; is1904: boolean }> {
  const found: ListedSheet[] = [];
  let is1904 = false;
  const read = (name: string, attributes: string): void => {
    if (name === 'workbookPr') is1904 = ['1', 'true', 'on'].includes(attributeOf(attributes, 'date1904') ?? '');
    if (name !== 'sheet') return;
    expectFew(found);
    const state = attributeOf(attributes, 'state') ?? 'visible';
    found.push({ name: attributeOf(attributes, 'name') ?? '', id: attributeOf(attributes, 'id'), isHidden: state !== 'visible' });
  };
  await scanAll(file.bytes(part), openings(read));
  return { found, is1904 };
}
