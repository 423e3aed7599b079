import { setTimeout as sleep } from 'node:timers/promises';
import { Ticker } from './ticker.js';

const LONG_MS = 60_000;

/** A ticker that would rest for a minute after each turn, and its turns so far. */
function resting(work: () => Promise<void> = async () => {}) {
  const turns = { count: 0 };
  const ticker = new Ticker(
    LONG_MS,
    async () => {
      turns.count += 1;
      await work();
    },
    () => {},
  );
  ticker.start();
  return { ticker, turns };
}

describe('a ticker', () => {
  it('takes the next turn at once when it is woken, and rests again', async () => {
    const { ticker, turns } = resting();
    await sleep(5);
    expect(turns.count).toBe(1);
    ticker.wake();
    await sleep(5);
    expect(turns.count).toBe(2);
    await ticker.stop();
    expect(turns.count).toBe(2);
  });

  it('reports a failure once, and the next one that is another', async () => {
    const reports: string[] = [];
    let failure = 'away';
    const ticker = new Ticker(
      1,
      () => Promise.reject(new Error(failure)),
      (error) => reports.push(String(error)),
    );
    ticker.start();
    await sleep(30);
    failure = 'starting';
    await sleep(30);
    await ticker.stop();
    expect(reports).toEqual(['Error: away', 'Error: starting']);
  });

  it('takes another turn after the one in which it was woken: what woke it may have come too late for that', async () => {
    const { ticker, turns } = resting(() => sleep(10));
    ticker.wake();
    await sleep(15);
    expect(turns.count).toBe(2);
    await ticker.stop();
  });
});
