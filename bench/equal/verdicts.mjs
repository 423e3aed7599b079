// Whether all sides of a check come to the same verdicts: the good pass, each fault is found.
import { readFileSync } from 'node:fs';

export function equalVerdicts(outputs) {
  let good = 0;
  let bad = 0;
  for (const [name, path] of Object.entries(outputs)) {
    const verdicts = JSON.parse(readFileSync(path, 'utf8'));
    const wrong = verdicts.filter(([what, passed]) => passed !== (what === 'good'));
    if (wrong.length > 0) throw new Error(`${name} errs on: ${wrong.map(([what]) => what).join('; ')}`);
    good = verdicts.filter(([what]) => what === 'good').length;
    bad = verdicts.length - good;
  }
  return `verdicts equal: ${good} good consignments pass, each of ${bad} faults is found`;
}
