/** What the first bytes of a file tell: packed by gzip, a ZIP (XLSX is one), an OLE file (old .xls, or XLSX with a password), or none of these. */
export type FileForm = 'gzip' | 'zip' | 'ole' | 'text';

const marks: readonly (readonly [FileForm, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  // A ZIP without entries.
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
];

/** As many bytes as `sniff` needs. */
export const SNIFFED = 8;

/** The form that the first bytes of a file are of. */
export function sniff(bytes: Uint8Array): FileForm {
  return marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? 'text';
}
