// One row from its preparation to its verdicts, within its time limit.
import { setTimeout as sleep } from 'node:timers/promises';
import { duel } from './duel.mjs';
import { stopServices } from './service.mjs';
import { verdictsOf } from './verdict.mjs';

/** What a row that took too long gets to clear up after itself. */
const CLEARING_MS = 30_000;

/**
 * A row is a comparison of sides, which `duel` runs, or measures by itself: `measure(size, signal)` answers sides and verdicts.
 * Answers `{ name, title, size, sides, verdicts, checked, notes }`, or with `failed` or `skipped` in words.
 */
export async function runRow(row, sizeName) {
  const started = performance.now();
  const size = row.sizes[sizeName];
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`took more than ${row.limitSeconds} seconds`)), row.limitSeconds * 1000);
  const about = { name: row.name, title: row.title, by: row.by, size };
  try {
    const work = row.measure === undefined ? compare(row, size, limit.signal) : row.measure(size, limit.signal);
    const result = await within(work, limit.signal);
    const verdicts = result.verdicts?.map((verdict) => judgedAt(sizeName, verdict));
    return { ...about, ...result, verdicts, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    const reason = limit.signal.aborted ? limit.signal.reason : error;
    return { ...about, failed: String(reason?.message ?? reason), seconds: (performance.now() - started) / 1000 };
  } finally {
    clearTimeout(timer);
  }
}

async function compare(row, size, signal) {
  const { common = {}, equal = row.equal, left = {}, skip, close } = (await row.prepare?.(size)) ?? {};
  if (skip !== undefined) return { skipped: skip };
  try {
    const sides = row.sides.filter(({ name }) => !(name in left));
    const { checked, sides: measured } = await duel({ ...size, sides, common: { ...size, ...common }, equal, signal });
    const notes = Object.entries(left).map(([name, why]) => `${name} was left out: ${why}`);
    return { checked, sides: measured, verdicts: verdictsOf(row, measured), notes };
  } finally {
    await close?.();
  }
}

/** The work, or the end of its time: then it is cut off, and has a while to end. */
async function within(work, signal) {
  const cut = new Promise((_, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
  try {
    return await Promise.race([work, cut]);
  } finally {
    if (signal.aborted) {
      stopServices();
      await Promise.race([work.catch(() => {}), sleep(CLEARING_MS)]);
    }
  }
}

/** What only a flight of full size can show is not judged by a small one. */
function judgedAt(sizeName, verdict) {
  return sizeName === 'full' || !verdict.isOfFullSize ? verdict : { ...verdict, met: undefined, halfMet: undefined, isOpen: true };
}
