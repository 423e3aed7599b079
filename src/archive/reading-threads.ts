import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadTask } from './reading.thread.js';

const THREAD = fileURLToPath(new URL('./reading.thread.js', import.meta.url));
const MOST_THREADS = Math.min(4, availableParallelism());
/** Another thread is used when one has so many bytes before it: on few cores a second one only takes time from the first. */
const BUSY = 2 * 1024 * 1024;
const IDLE_MS = 60_000;

interface Waiting {
  size: number;
  done(answer: Omit<ReadAnswer, 'id'>): void;
}

interface Thread {
  worker: Worker;
  /** What it has not answered yet, and the bytes of that. */
  waiting: Map<number, Waiting>;
  bytes: number;
  /** What it is told at the end of this turn of the event loop. */
  unsent: ReadTask[];
}

const NOT_READ = { isSound: false, sha256: undefined };

/**
 * Threads that read objects and hash them, started when they are needed and ended when nobody has asked for a minute. Hashing
 * costs as much as sending: done here it holds up no other answer, and one message replaces the four turns through the event
 * loop of opening, measuring, reading and closing a file (a tenth of the main thread's time for each document). What is asked in
 * one turn of the event loop goes in one message: waking a thread takes 40 µs of both, four objects in a message a fifth each.
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
    const thread = this.#thread();
    thread.bytes += task.size;
    if (thread.unsent.push({ ...task, id }) === 1) setImmediate(() => thread.worker.postMessage(thread.unsent.splice(0)));
    return new Promise((done) => {
      thread.waiting.set(id, { size: task.size, done });
    });
  }

  /** The first that is not busy, or the one with the least to do. */
  #thread(): Thread {
    const free = this.#threads.find(({ bytes }) => bytes < BUSY);
    if (free !== undefined) return free;
    if (this.#threads.length < MOST_THREADS) return this.#start();
    return this.#threads.reduce((best, each) => (each.bytes < best.bytes ? each : best));
  }

  #start(): Thread {
    // It holds nothing but the objects, and those lie in shared memory.
    const worker = new Worker(THREAD, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 } });
    const thread: Thread = { worker, waiting: new Map(), bytes: 0, unsent: [] };
    worker.on('message', (answers: ReadAnswer[]) => {
      for (const { id, isSound, sha256 } of answers) {
        const asked = thread.waiting.get(id);
        if (asked === undefined) continue;
        thread.waiting.delete(id);
        thread.bytes -= asked.size;
        asked.done({ isSound, sha256 });
      }
    });
    // Whatever ended it: what it had to do is done by those who asked, and so is all that follows.
    worker.on('error', () => {
      this.#isOutOfOrder = true;
    });
    worker.once('exit', () => {
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      for (const { done } of thread.waiting.values()) done(NOT_READ);
    });
    // Last, because listening holds the process again: it may end when nobody waits for an answer but these threads.
    worker.unref();
    this.#threads.push(thread);
    return thread;
  }
}
