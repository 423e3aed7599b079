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

parentPort?.on('message', (task: ReadTask) => {
  let isSound = false;
  try {
    isSound = isRead(task);
  } catch {
    // missing, or the storage is away: the same as an object that is not sound, until it is looked at again
  }
  const sha256 = isSound && task.hashed > 0 ? hash('sha256', Buffer.from(task.memory, 0, task.hashed), 'base64') : undefined;
  parentPort?.postMessage({ id: task.id, isSound, sha256 } satisfies ReadAnswer);
});
