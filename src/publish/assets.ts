import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assets } from '../documents/kit/assets.js';
import { prepareFont } from '../documents/kit/font.js';

/** `templates/` of the checkout, from `src/publish` and from `dist/publish` alike. */
const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

const { resolve } = createRequire(import.meta.url);

let loaded: Assets | undefined;

/** Fonts and forms, read from the disk and made ready at the first call in a process; later calls answer the same object. */
export function loadAssets(): Assets {
  loaded ??= readAssets();
  return loaded;
}

function readAssets(): Assets {
  const templates = new Map(
    templateFiles().map((path) => [path.replace(/\.json$/, ''), JSON.parse(readFileSync(join(TEMPLATES, path), 'utf8'))]),
  );
  return {
    fonts: {
      regular: prepareFont(readFileSync(resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf')), 'Regular'),
      bold: prepareFont(readFileSync(resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf')), 'Bold'),
      mono: prepareFont(readFileSync(resolve('@expo-google-fonts/cousine/400Regular/Cousine_400Regular.ttf')), 'Mono'),
    },
    template: (path) => {
      const template = templates.get(path);
      if (template === undefined) throw new RangeError(`no template ${path}`);
      return template;
    },
  };
}

/** Paths below `templates/` with forward slashes: `express-declaration/ptdeg.json`. */
function templateFiles(): string[] {
  return readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'));
}
