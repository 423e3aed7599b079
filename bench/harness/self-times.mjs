// Self time by stage, file and function, out of CPU profiles.

/** `dispatch` is the profiler's own way into the engine. */
const NOT_WORK = new Set(['(idle)', '(root)', 'dispatch']);

/** `dist/intake/json/value-scan.js` of an address, `pg` of one in node_modules, `node:zlib` as it is. */
function fileOf(url) {
  const own = /\/dist\/((?!.*node_modules).*)$/.exec(url);
  if (own !== null && !url.includes('/node_modules/')) return `dist/${own[1]}`;
  const foreign = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (foreign !== null) return foreign[1];
  return url === '' ? '(engine)' : url;
}

/** The folder of `dist` in which a frame of ours stands: what a library does counts for the stage that called it. */
const stageOf = (file) => /^dist\/([^/]+)\//.exec(file)?.[1];

/** Microseconds by `stage`, `file` and `function` of one profile, added to the maps given. */
export function addSelfTimes({ nodes, samples, timeDeltas }, { stages, files, functions }) {
  const selfOf = new Map();
  for (const [i, id] of samples.entries()) selfOf.set(id, (selfOf.get(id) ?? 0) + timeDeltas[i]);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stageMemo = new Map();
  const stageFor = (id) => {
    if (id === undefined) return '(none of ours)';
    if (!stageMemo.has(id)) stageMemo.set(id, stageOf(fileOf(byId.get(id).callFrame.url)) ?? stageFor(parents.get(id)));
    return stageMemo.get(id);
  };
  for (const [id, self] of selfOf) {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    if (NOT_WORK.has(functionName)) continue;
    const file = fileOf(url);
    // The engine's own time, such as collecting garbage, has no caller.
    const stage = functionName.startsWith('(') && url === '' ? functionName : stageFor(id);
    const place = lineNumber >= 0 && url !== '' ? `${file}:${lineNumber + 1}` : file;
    add(stages, stage, self);
    add(files, file, self);
    add(functions, `${functionName || '(anonymous)'} ${place}`, self);
  }
}

function add(map, key, value) {
  map.set(key, (map.get(key) ?? 0) + value);
}
