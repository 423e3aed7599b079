import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** An object to be read into memory and held against its hash. */
export interface ReadTask {
  id: number;
  path: string;
  /** SHA-256 that its bytes must have, in hex. */
  key: string;
  /** Its length in bytes, and where in the memory it goes. */
  size: number;
  at: number;
  memory: SharedArrayBuffer;
  /** So many bytes from the beginning of the memory are hashed as well, as they are then; 0: none. */
  hashed: number;
}

/** Whether the object is what it should be; if not, why is found out by whoever asked. */
export interface ReadAnswer {
  id: number;
  isSound: boolean;
  /** SHA-256 in base64 of what was to be hashed as well. */
  sha256: string | undefined;
}

const beyond = Buffer.alloc(1);

/** Answers about so many bytes go in one message: small objects do not wake whoever asked one by one, a large one waits for no other. */
const TOLD_TOGETHER = 128 * 1024;

/** Whether a file holds these bytes and no more; they are in the memory then. */
function isRead({ path, key, size, at, memory }: ReadTask): boolean {
  const bytes = Buffer.from(memory, at, size);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    while (length < size) {
      const read = readSync(file, bytes, length, size - length, length);
      if (read === 0) return false;
      length += read;
    }
    return readSync(file, beyond, 0, 1, size) === 0 && hash('sha256', bytes, 'hex') === key;
  } finally {
    closeSync(file);
  }
}

function answerTo(task: ReadTask): ReadAnswer {
  let isSound = false;
  try {
    isSound = isRead(task);
  } catch {
    // missing, or the storage is away: the same as an object that is not sound, until it is looked at again
  }
  const sha256 = isSound && task.hashed > 0 ? hash('sha256', Buffer.from(task.memory, 0, task.hashed), 'base64') : undefined;
  return { id: task.id, isSound, sha256 };
}

parentPort?.on('message', (tasks: ReadTask[]) => {
  let answers: ReadAnswer[] = [];
  let bytes = 0;
  for (const [index, task] of tasks.entries()) {
    answers.push(answerTo(task));
    bytes += task.size;
    if (bytes < TOLD_TOGETHER && index < tasks.length - 1) continue;
    parentPort?.postMessage(answers);
    answers = [];
    bytes = 0;
  }
});
