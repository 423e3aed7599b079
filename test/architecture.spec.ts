import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** What each part of the house may import of the others. Controllers of `intake` and `publish` take their doors from `http`. */
const law: Record<string, readonly string[]> = {
  domain: [],
  plan: ['domain'],
  documents: ['domain'],
  store: ['domain', 'config', 'generated', 'failpoints'],
  archive: ['config', 'failpoints'],
  backup: ['store', 'archive', 'config'],
  // Where tests make a process fail.
  failpoints: [],
  files: ['domain'],
  // The rules of the day are data, which checks before filing and plans go by alike.
  intake: ['domain', 'plan/rule-set', 'plan/rules', 'store', 'files', 'config', 'http', 'failpoints', 'metrics'],
  publish: ['domain', 'store', 'archive', 'documents', 'files', 'config', 'http', 'failpoints'],
  jobs: ['domain', 'plan', 'documents', 'store', 'publish', 'config', 'failpoints', 'logs', 'metrics'],
  http: ['domain/problem', 'domain/wording', 'domain/audit', 'store', 'archive', 'config', 'logs', 'metrics'],
  // What is written down of what happens, and what is measured.
  logs: ['config'],
  metrics: ['domain/problem', 'domain/waybill-stock', 'store', 'config', 'http/allow', 'http/describe'],
  audit: ['domain', 'store', 'http'],
  cli: [
    'domain',
    'files',
    'audit/audit-lines',
    'intake',
    'plan',
    'documents',
    'publish/assets',
    'publish/compose',
    'publish/drafts',
    'publish/self-check',
    'publish/papers/read-papers',
    'converge',
    'archive',
    'backup',
    'store',
    'config',
    'service-config',
  ],
  // Held against each other: rows, objects, and what is read in documents.
  converge: ['domain', 'store', 'archive', 'documents', 'publish/repair', 'publish/self-check'],
  // It reads the lists of the sample as the API would.
  demonstration: ['domain', 'store', 'files', 'intake/lists', 'config'],
  config: [],
};

/** Beside its own folders, what a pure folder may name: libraries for decimals, XML and PDF, and hashing and deflating of Node. */
const pureLibraries: Record<string, readonly string[]> = {
  domain: ['node:crypto'],
  plan: [],
  documents: ['pdfkit', 'fontkit', 'fast-xml-parser', 'bwip-js', 'node:zlib'],
};

const SOURCE = resolve('src');

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('generated'));
}

interface Import {
  from: string;
  to: string;
  isLibrary: boolean;
}

function importsOf(file: string): Import[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:^|\n)(?:import|export)[^'";]*?from '([^']+)'|import\('([^']+)'\)/g);
  return [...found].map(([, named, dynamic]) => {
    const target = named ?? dynamic;
    const isLibrary = !target.startsWith('.');
    const to = isLibrary ? target : relative(SOURCE, resolve(dirname(file), target)).replace(/\.js$/, '');
    return { from: relative(SOURCE, file).replace(/\.ts$/, ''), to, isLibrary };
  });
}

const partOf = (path: string) => path.split('/')[0];
const imports = sources(SOURCE).flatMap(importsOf);

describe('the import law', () => {
  it('lets each part import what it may and nothing else', () => {
    const broken = imports
      .filter(({ isLibrary }) => !isLibrary)
      .filter(({ from, to }) => {
        const part = partOf(from);
        const allowed = law[part];
        // Files at the root of src put the parts together.
        if (allowed === undefined || partOf(to) === part) return false;
        return !allowed.some((name) => to === name || to.startsWith(`${name}/`) || to.startsWith(`${name}.`));
      })
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(broken).toEqual([]);
  });

  it('knows every folder', () => {
    const folders = readdirSync(SOURCE, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'generated');
    expect(folders.map(({ name }) => name).filter((name) => law[name] === undefined)).toEqual([]);
  });

  it('keeps the pure folders pure', () => {
    const broken = imports
      .filter(({ from, isLibrary }) => isLibrary && partOf(from) in pureLibraries)
      .filter(({ from, to }) => !pureLibraries[partOf(from)].includes(to))
      .map(({ from, to }) => `${from} imports ${to}`);
    const impure = sources(SOURCE)
      .filter((file) => partOf(relative(SOURCE, file)) in pureLibraries)
      .filter((file) => /Date\.now\(|new Date\(\)|Math\.random\(|process\.env|localeCompare|randomUUID/.test(readFileSync(file, 'utf8')));
    expect([...broken, ...impure]).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const readers = sources(SOURCE).filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => relative(SOURCE, file))).toEqual(['config.ts']);
  });

  it('asks nobody by fetch, whose parser would take 30 MiB of every process that does', () => {
    const askers = sources(SOURCE).filter((file) => /\bfetch\([^)]/.test(readFileSync(file, 'utf8')));
    expect(askers).toEqual([]);
  });

  it('has no two files that import each other in a circle', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to, isLibrary } of imports) if (!isLibrary) edges.set(from, [...(edges.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of edges.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });
});
