import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DamagedBackup } from './backup-fault.js';

/** The file that is written last: a backup without it is none. */
export const FORM_NAME = 'backup.json';

export const tableFile = (name: string): string => `tables/${name}.copy.gz`;
export const objectFile = (key: string): string => `documents/${key.slice(0, 2)}/${key}`;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const formSchema = z.strictObject({
  /** Of what this file tells; another form has another number. */
  form: z.literal(1),
  /** When its snapshot was taken: everything committed before is in it, nothing that was committed later. */
  takenAt: z.iso.datetime(),
  /** Those that the database had. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      /** As written in SQL. */
      columns: z.array(z.string()),
      rows: z.int().nonnegative(),
      /** Over the file as it lies in the backup. */
      sha256,
    }),
  ),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.int().positive() })),
  objects: z.strictObject({
    count: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    /** Named by documents, and missing or changed in the archive when the backup was made. */
    damaged: z.array(sha256),
  }),
});

/** What a backup holds. */
export type BackupForm = z.infer<typeof formSchema>;

const sealOf = (form: BackupForm): string => createHash('sha256').update(JSON.stringify(form)).digest('hex');

/** The form with its own hash. */
export const sealed = (form: BackupForm): string => `${JSON.stringify({ ...form, seal: sealOf(form) }, undefined, 2)}\n`;

/** Errors: DamagedBackup unless it is a form as it was sealed. */
export function readForm(text: string): BackupForm {
  const read = z.looseObject({ seal: sha256 }).safeParse(jsonOf(text));
  if (!read.success) throw new DamagedBackup(FORM_NAME);
  const { seal, ...rest } = read.data;
  const form = formSchema.safeParse(rest);
  if (!form.success || sealOf(form.data) !== seal) throw new DamagedBackup(FORM_NAME);
  return form.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
