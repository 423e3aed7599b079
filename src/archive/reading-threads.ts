import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadTask } from './reading.thread.js';

const THREAD = fileURLToPath(new URL('./reading.thread.js', import.meta.url));
const MOST_THREADS = Math.min(4, availableParallelism());
/** Another thread is used when one has so many objects before it: on few cores a second one only takes time from the first. */
const BUSY = 8;
const IDLE_MS = 60_000;

interface Thread {
  worker: Worker;
  waiting: Map<number, (answer: Omit<ReadAnswer, 'id'>) => void>;
}

const NOT_READ = { isSound: false, sha256: undefined };

/**
 * Threads that read objects and hash them, started when they are needed and ended when nobody has asked for a minute. Hashing
 * costs as much as sending: done here it holds up no other answer, and one message replaces the four turns through the event
 * loop of opening, measuring, reading and closing a file (a tenth of the main thread's time for each document).
 */
export class ReadingThreads {
  readonly #threads: Thread[] = [];
  readonly #idle: NodeJS.Timeout;
  #lastId = 0;
  #isOutOfOrder = false;

  constructor(onIdle: () => void) {
    this.#idle = setTimeout(() => {
      for (const { worker } of this.#threads) void worker.terminate();
      onIdle();
    }, IDLE_MS).unref();
  }

  /** Reads an object into memory and tells whether it is sound. Where no thread can be had, none is. */
  read(task: Omit<ReadTask, 'id'>): Promise<Omit<ReadAnswer, 'id'>> {
    if (this.#isOutOfOrder) return Promise.resolve(NOT_READ);
    this.#idle.refresh();
    this.#lastId += 1;
    const id = this.#lastId;
    const { worker, waiting } = this.#thread();
    return new Promise((done) => {
      waiting.set(id, done);
      worker.postMessage({ ...task, id } satisfies ReadTask);
    });
  }

  /** The first that is not busy, or the one with the least to do. */
  #thread(): Thread {
    const free = this.#threads.find(({ waiting }) => waiting.size < BUSY);
    if (free !== undefined) return free;
    if (this.#threads.length < MOST_THREADS) return this.#start();
    return this.#threads.reduce((best, each) => (each.waiting.size < best.waiting.size ? each : best));
  }

  #start(): Thread {
    // It holds nothing but the objects, and those lie in shared memory.
    const worker = new Worker(THREAD, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 } });
    const thread: Thread = { worker, waiting: new Map() };
    worker.on('message', ({ id, isSound, sha256 }: ReadAnswer) => {
      thread.waiting.get(id)?.({ isSound, sha256 });
      thread.waiting.delete(id);
    });
    // Whatever ended it: what it had to do is done by those who asked, and so is all that follows.
    worker.on('error', () => {
      this.#isOutOfOrder = true;
    });
    worker.once('exit', () => {
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      for (const done of thread.waiting.values()) done(NOT_READ);
    });
    // Last, because listening holds the process again: it may end when nobody waits for an answer but these threads.
    worker.unref();
    this.#threads.push(thread);
    return thread;
  }
}
