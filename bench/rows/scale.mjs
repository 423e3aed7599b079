import { flyFresh } from '../harness/flown.mjs';
import { summary } from '../harness/statistics.mjs';
import { figure } from '../harness/verdict.mjs';

/** How much longer than in proportion a large flight may take. */
const SLACK = 1.05;

export const row = {
  name: 'scale',
  title: '10 000 to 250 000 consignments',
  by: 'wall',
  limitSeconds: 400,
  sizes: { full: { small: 10_000, large: 250_000 } },
  async measure({ small, large }) {
    const first = await flyFresh(small);
    const second = await flyFresh(large);
    const side = (count, { wallMs, cpuMs, peakMiB }) => ({
      side: `${count} consignments`,
      role: 'product',
      runs: 1,
      wallMs: summary([wallMs]),
      cpuMs: summary([cpuMs]),
      peakMiB,
    });
    const times = large / small;
    return {
      sides: [side(small, first), side(large, second)],
      verdicts: [
        figure('time', second.wallMs / first.wallMs, { atMost: times * SLACK }, 'times'),
        figure('peak memory', second.peakMiB / first.peakMiB, { atMost: 1.5 }, 'times'),
        figure('peak memory over all Node processes', second.peakMiB, { atMost: 512 }, 'MiB'),
      ],
    };
  },
};
