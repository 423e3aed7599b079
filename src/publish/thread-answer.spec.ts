import { MessageChannel } from 'node:worker_threads';
import { DomainError } from '../domain/problem.js';
import { Overtaken } from '../store/run.store.js';
import { answering, type ThreadAnswer, unpacked } from './thread-answer.js';

/** An answer as it arrives in another thread. */
async function crossed<T>(answer: ThreadAnswer<T>): Promise<ThreadAnswer<T>> {
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise<ThreadAnswer<T>>((done) => port2.once('message', done));
  port1.postMessage(answer);
  const received = await arrived;
  port1.close();
  return received;
}

const throwing = (error: unknown) => answering(() => Promise.reject(error)).then(crossed);

describe('the answer of a thread', () => {
  it('is a value, or the error with its class and code', async () => {
    expect(unpacked(await crossed(await answering(async () => 7)))).toBe(7);
    const problem = await throwing(new DomainError('unrenderable-character', 'U+1F600'));
    expect(() => unpacked(problem)).toThrow(expect.objectContaining({ code: 'unrenderable-character', detail: 'U+1F600' }));
    const overtaken = await throwing(new Overtaken());
    expect(() => unpacked(overtaken)).toThrow(Overtaken);
    const full = await throwing(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    expect(() => unpacked(full)).toThrow(expect.objectContaining({ code: 'ENOSPC', message: 'no space left' }));
  });

  it('does not repeat what a parser could not read', async () => {
    const unreadable = await answering(async () => JSON.parse('{"lastName":"Иванов'));
    expect(unreadable).toMatchObject({
      fault: { name: 'SyntaxError', message: 'SyntaxError', stack: expect.stringContaining('thread-answer.spec') },
    });
    expect(JSON.stringify(unreadable)).not.toMatch(/Иванов|lastName|Unterminated/);
  });
});
