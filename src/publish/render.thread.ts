import { workerData } from 'node:worker_threads';
import { Archive } from '../archive/archive.js';
import type { Format, SubjectKind } from '../documents/document-type.js';
import { documentTypes } from '../documents/registry.js';
import type { Audience } from '../domain/papers.js';
import { armFailpoints, failpoint } from '../failpoints/failpoints.js';
import { Database } from '../store/database.js';
import type { StagedDocument } from '../store/document.store.js';
import { PlanStore } from '../store/plan.store.js';
import { RepairStore } from '../store/repair.store.js';
import { RunStore } from '../store/run.store.js';
import { loadAssets } from './assets.js';
import { draftsOf, type NamedDraft } from './drafts.js';
import { contextOf, loadPlannedRun, loadSubject, type PlannedRun } from './load-subject.js';
import { packedOf } from './packed.js';
import { PlacedRows } from './placed-rows.js';
import { DocumentRepair, type RepairEnd } from './repair/document-repair.js';
import { type CheckedRendering, SelfCheck } from './self-check/self-check.js';
import { answering, type ThreadAnswer } from './thread-answer.js';

/** What a thread is told when it starts. */
export interface RenderThreadData {
  databaseUrl: string;
  archiveFolder: string;
  /** Of the official schemas, if there are any. */
  schemaFolder: string | undefined;
  failpoints: string | undefined;
}

/** Documents about one subject. Ids only: the thread reads the rows itself, which is cheaper than sending them. */
export interface RenderTask {
  runId: number;
  epoch: number;
  kind: SubjectKind;
  index: number;
  subject: string;
  destination: string | undefined;
  /** What the ids inside the documents are made of, so that documents of one subject can name each other. */
  content: string;
  documents: readonly { type: string; audience: Audience; version: string | undefined; fingerprint: string }[];
}

type DocumentTask = RenderTask['documents'][number];

const { databaseUrl, archiveFolder, schemaFolder, failpoints }: RenderThreadData = workerData;
armFailpoints(failpoints);
const database = new Database(databaseUrl, { connections: 2 });
const archive = new Archive(archiveFolder);
const plans = new PlanStore(database);
const runs = new RunStore(database, 0);
const selfCheck = new SelfCheck(schemaFolder);

const mediaTypes: Record<Format, string> = { xml: 'application/xml', pdf: 'application/pdf', txt: 'text/plain' };

/** Renders the documents of one subject in all their formats, checks them and puts them into the archive. The main thread stages what it answers. */
export function render(task: RenderTask): Promise<ThreadAnswer<StagedDocument[]>> {
  return answering(() => renderAndStore(task));
}

/**
 * Every document that the run's plan calls for. Here and not in the main thread, which does without the code of all documents and its
 * 20 MiB.
 */
export function drafts({ runId, epoch }: Pick<RenderTask, 'runId' | 'epoch'>): Promise<ThreadAnswer<NamedDraft[]>> {
  return answering(async () => {
    const planned = await currentRun(runId, epoch).planned;
    const { flightId, flight } = contextOf(planned.run);
    const all = draftsOf({ flightId, flight, run: planned.run.context }, planned, documentTypes);
    return all.map(({ type: { type, subject }, ...draft }) => ({ ...draft, type: { type, subject } }));
  });
}

/** Mends what was found damaged in the archive. */
export function repair({ id }: { id: string }): Promise<ThreadAnswer<RepairEnd>> {
  return answering(() => new DocumentRepair({ archive, plans, runs, repairs: new RepairStore(database) }).repair(id));
}

async function renderAndStore(task: RenderTask): Promise<StagedDocument[]> {
  const { planned, placed } = currentRun(task.runId, task.epoch);
  const subject = await loadSubject[task.kind](placed, await planned, task.index, task.content);
  const staged: StagedDocument[] = [];
  // One after another: the bytes of one type in memory at a time.
  for (const document of task.documents) {
    const type = documentTypes.find((candidate) => candidate.type === document.type);
    if (type === undefined) throw new Error(`no document type ${document.type}`);
    const renderings = type.render(subject, loadAssets(), document.version);
    failpoint('render.mid_document');
    const checked = await selfCheck.passed(type, subject, task.subject, renderings);
    failpoint('render.after_document');
    staged.push(...(await Promise.all(checked.map((each) => store(each, document, task)))));
  }
  return staged;
}

async function store(
  { rendering, check }: CheckedRendering,
  { type, audience, fingerprint }: DocumentTask,
  task: RenderTask,
): Promise<StagedDocument> {
  const { format, subject = task.subject } = rendering;
  const { object, ...packed } = packedOf(rendering);
  await archive.put(packed.objectKey, object);
  return {
    type,
    format,
    subject,
    audience,
    destination: task.destination,
    fileName: `${type}-${subject}.${format}`,
    mediaType: mediaTypes[format],
    ...packed,
    fingerprint,
    check,
  };
}

interface CurrentRun {
  runId: number;
  epoch: number;
  planned: Promise<PlannedRun>;
  placed: PlacedRows;
}

let current: CurrentRun | undefined;

/** What is known of the run that is being rendered; a thread works on one flight at a time and keeps it until the next. */
function currentRun(runId: number, epoch: number): CurrentRun {
  if (current?.runId !== runId || current.epoch !== epoch) {
    const planned = runs.load(runId).then((run) => {
      if (run === undefined) throw new Error(`no run ${runId}`);
      return loadPlannedRun(plans, run);
    });
    current = { runId, epoch, planned, placed: new PlacedRows(plans, runId) };
  }
  return current;
}
