// What the peers that print a table have in common: the declaration, its pages, the type face.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sampleDeclaration } from '../subjects/declaration.mjs';
import { columnsOf } from './declaration-texts.mjs';

const { resolve } = createRequire(import.meta.url);

export const fontPath = resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf');

/** Smaller than the product's 6.5 and 5 points, so that cells with a library's own padding fit where the product's do. */
export const TYPE = 5.5;
export const LINK_TYPE = 4.5;

/** Points of a millimetre. */
export const mm = (millimetres) => (millimetres * 72) / 25.4;

export const widthsOf = (declaration) => columnsOf(declaration).widths.map(mm);

/** A side that prints the same declaration again and again; `print` answers a promise of bytes. */
export function openPrinter({ houses, perPage }, print, more = {}) {
  const declaration = sampleDeclaration(houses);
  return {
    run: () => print(declaration, perPage),
    output: async (path) => writeFileSync(path, await print(declaration, perPage)),
    ...more,
  };
}
