import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';
import type { WorkerWatch } from './metrics/worker-watch.js';
import type { Beat } from './worker-beat.js';

const RESTART_MS = 1_000;
const LOOK_MS = 1_000;

/** A worker is told to be missing long before it is replaced. */
const MISSING_SHARE = 4;

/**
 * Of the worker: its main thread sees only ids and has 16 MiB less young generation, which `worker.ts` lifts for its other threads; old
 * generations grow by less than usual before they are collected: 15 percent would save 10 MiB more and cost a tenth of the CPU.
 */
const WORKER_FLAGS = ['--max-semi-space-size=2', '--heap-growing-percent=40'];

/** Keeps one worker: one that has died is replaced, one that hangs is killed and replaced, one that was told to stop is waited for. */
export class WorkerKeeper {
  readonly #logger = new Logger(WorkerKeeper.name);
  #child: ChildProcess | undefined;
  #isStopping = false;
  /** Looks since the worker was heard. Time is not measured: while this process itself was held up, nobody was silent. */
  #silentLooks = 0;
  readonly #looking: NodeJS.Timeout;

  constructor(
    private readonly watch: WorkerWatch,
    private readonly hangMs: number,
  ) {
    watch.expect(hangMs / MISSING_SHARE);
    this.#start();
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#looking);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await exited;
  }

  #start(): void {
    if (this.#isStopping) return;
    const child = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), { execArgv: WORKER_FLAGS });
    this.#child = child;
    this.#silentLooks = 0;
    child.on('message', (word) => {
      this.#silentLooks = 0;
      if (isBeat(word)) this.watch.heard(word.metrics);
    });
    child.once('exit', () => setTimeout(() => this.#start(), RESTART_MS));
  }

  #look(): void {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    this.#silentLooks += 1;
    if (this.#silentLooks * LOOK_MS <= this.hangMs) return;
    this.#silentLooks = 0;
    this.#logger.error({ msg: 'the worker hangs and is replaced', pid: child.pid });
    // A thread that hangs hears no other signal.
    child.kill('SIGKILL');
  }
}

/** It is of our own making. */
const isBeat = (word: unknown): word is Beat => typeof word === 'object' && word !== null;
