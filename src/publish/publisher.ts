import { fileURLToPath } from 'node:url';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { Archive, archiveFolder } from '../archive/archive.js';
import { CONFIG, type Config } from '../config.js';
import { failpoint } from '../failpoints/failpoints.js';
import { type DocumentName, DocumentStore, type StagedDocument } from '../store/document.store.js';
import { type Run, RunStore } from '../store/run.store.js';
import { type DraftGroup, groupsOf, type NamedDraft } from './drafts.js';
import type { RenderTask, RenderThreadData } from './render.thread.js';
import { RenderPace } from './render-pace.js';
import type { RepairEnd } from './repair/document-repair.js';
import { type ThreadAnswer, unpacked } from './thread-answer.js';

/** Documents staged in one transaction: few enough that a crash costs little, enough that the commits do not show. */
const STAGE_TOGETHER = 8;

/** So few documents that a second thread would cost more, by compiling what the first has compiled, than it would save. */
const FEW_GROUPS = 16;

/** While one document waits for the database or the disk, another is rendered. */
const TASKS_A_THREAD = 2;

/** Stages a run's documents one by one, off the main thread, and publishes them all at once. */
@Injectable()
export class Publisher implements OnApplicationShutdown {
  #pool: Piscina | undefined;
  readonly #archive: Archive;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly runs: RunStore,
    private readonly documents: DocumentStore,
  ) {
    this.#archive = Archive.open(config.dataFolder);
  }

  /** Every document the run's plan calls for. */
  async drafts({ id, epoch }: Run): Promise<NamedDraft[]> {
    const options = { name: 'drafts', signal: AbortSignal.timeout(this.config.renderTimeoutMs) };
    const answer: ThreadAnswer<NamedDraft[]> = await this.#threads().run({ runId: id, epoch }, options);
    return unpacked(answer);
  }

  /** What another file exports under a name, done in one of the threads that are there anyway, unless it is broken off. */
  async inThread<T>(filename: string, name: string, task: object, signal: AbortSignal): Promise<T> {
    const answer: ThreadAnswer<T> = await this.#threads().run(task, { filename, name, signal });
    return unpacked(answer);
  }

  /** Ends the threads, which hold some 100 MiB; the next task starts others. Only while nothing is rendered. */
  async rest(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.destroy();
  }

  /**
   * Renders what is not there yet: documents of a draft's fingerprint that are published, or that an earlier attempt has staged,
   * are kept; all documents about one subject are made together. `onStaged` is told how many drafts are done, and how many seconds
   * the rest is reckoned to take, once that can be told.
   *
   * Returns the whole set, kept and made. Errors: Overtaken; `unrenderable-character`, `document-check-failed`; what storage and database throw.
   */
  async stage(
    run: Run,
    drafts: readonly NamedDraft[],
    onStaged: (done: number, secondsLeft?: number) => Promise<void>,
    signal: AbortSignal,
  ): Promise<DocumentName[]> {
    const wanted = new Set(drafts.map(({ fingerprint }) => fingerprint));
    const kept = (await this.documents.known(run)).filter(({ fingerprint }) => wanted.has(fingerprint));
    // What came to nothing does so again: a waybill's thousands of consignments are not read for a notice that its airport does not ask for.
    const known = new Set([...kept.map(({ fingerprint }) => fingerprint), ...(await this.documents.unmade(run))]);
    const missing = groupsOf(drafts.filter(({ fingerprint }) => !known.has(fingerprint)));
    const made: StagedDocument[] = [];
    let staged = 0;
    let done = drafts.length - missing.reduce((sum, group) => sum + group.drafts.length, 0);
    await onStaged(done);
    const stageMade = async () => {
      const batch = made.slice(staged);
      staged = made.length;
      if (batch.length > 0) await this.runs.fenced(run, (client) => this.documents.stage(client, run, batch));
    };
    const lanes = (missing.length <= FEW_GROUPS ? 1 : this.config.renderThreads) * TASKS_A_THREAD;
    const pace = new RenderPace(missing, lanes);
    // Rows are written behind the renderers' backs; the first failure of whichever stops all at their next document.
    let writing = Promise.resolve();
    let failure: unknown;
    const lane = async () => {
      for (let group = missing.shift(); group !== undefined && failure === undefined; group = missing.shift()) {
        const started = performance.now();
        made.push(...(await this.#render(run, group, signal)));
        pace.made(group, performance.now() - started);
        done += group.drafts.length;
        // The first ones at once: then people see that documents come.
        if (staged === 0 || made.length - staged >= STAGE_TOGETHER) {
          writing = writing.then(stageMade).catch((error) => {
            failure ??= error;
          });
        }
        await onStaged(done, pace.secondsLeft());
      }
    };
    const untilFailure = () =>
      lane().catch((error) => {
        failure ??= error;
      });
    await Promise.all(Array.from({ length: lanes }, untilFailure));
    await writing;
    if (failure !== undefined) throw failure;
    await stageMade();
    failpoint('upload.after_last');
    const documents = [...kept, ...made].map(({ type, format, subject, fingerprint }) => ({ type, format, subject, fingerprint }));
    for (const { fingerprint } of documents) wanted.delete(fingerprint);
    await this.runs.fenced(run, (client) => this.documents.noteUnmade(client, run, [...wanted]));
    return documents;
  }

  /** Makes a staged set the flight's published one in one transaction. Errors: Overtaken. */
  async publishAll(run: Run, documents: readonly DocumentName[]): Promise<void> {
    await this.runs.fenced(run, async (client) => {
      await this.documents.publish(client, run, documents);
      failpoint('publish.before_commit');
    });
    failpoint('publish.after_commit');
  }

  /** Renders a document again whose object is damaged, in one of the threads. Errors: what storage and database throw. */
  async repair(id: string): Promise<RepairEnd> {
    const options = { name: 'repair', signal: AbortSignal.timeout(this.config.renderTimeoutMs) };
    const answer: ThreadAnswer<RepairEnd> = await this.#threads().run({ id }, options);
    return unpacked(answer);
  }

  /** Removes what killed renderers left half written in the archive, and staged documents of runs that have ended. */
  async sweep(olderThanMs: number): Promise<void> {
    await this.#archive.sweep(olderThanMs);
    await this.documents.sweepStaged(olderThanMs);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rest();
  }

  async #render(run: Run, group: DraftGroup, signal: AbortSignal): Promise<StagedDocument[]> {
    const { kind, index, subject, destination, content, drafts } = group;
    const documents = drafts.map(({ type, audience, version, fingerprint }) => ({ type: type.type, audience, version, fingerprint }));
    const task: RenderTask = { runId: run.id, epoch: run.epoch, kind, index, subject, destination, content, documents };
    const options = { name: 'render', signal: AbortSignal.any([signal, AbortSignal.timeout(this.config.renderTimeoutMs)]) };
    const answer: ThreadAnswer<StagedDocument[]> = await this.#threads().run(task, options);
    return unpacked(answer);
  }

  #threads(): Piscina {
    const { databaseUrl, dataFolder, schemaFolder, failpoints } = this.config;
    const workerData: RenderThreadData = { databaseUrl, archiveFolder: archiveFolder(dataFolder), schemaFolder, failpoints };
    this.#pool ??= new Piscina({
      filename: fileURLToPath(new URL('./render.thread.js', import.meta.url)),
      minThreads: 1,
      maxThreads: this.config.renderThreads,
      concurrentTasksPerWorker: TASKS_A_THREAD,
      // Its default waits for the next task without letting the other one of the thread go on.
      atomics: 'disabled',
      idleTimeout: 30_000,
      // Nothing of a thread's stacks is told, and maps of the sources take 5 MiB in each.
      execArgv: [],
      // Twice the young generation would take 8 MiB more in each thread, idle or not, and save some 2 percent of the CPU.
      resourceLimits: { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 12 },
      workerData,
    });
    return this.#pool;
  }
}
