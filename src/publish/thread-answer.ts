import { DomainError, type ProblemCode } from '../domain/problem.js';
import { Overtaken } from '../store/run.store.js';

/** What a thread answers. An error that crosses threads keeps its words and loses its class and code, so these travel as data. */
export type ThreadAnswer<T> =
  | { value: T }
  | { overtaken: true }
  | { problem: { code: ProblemCode; detail: string | undefined } }
  | { fault: Fault };

/** `stack` tells where in the thread it was. */
interface Fault {
  name: string;
  code: string | undefined;
  message: string;
  stack: string | undefined;
}

/** A fault of a system that a thread met: `code` as the system gave it, `ENOSPC` or an SQLSTATE. */
class ThreadFault extends Error {
  readonly code: string | undefined;

  constructor({ name, code, message, stack }: Fault) {
    super(message);
    this.name = name;
    this.code = code;
    if (stack !== undefined) this.stack = stack;
  }
}

/** In the thread: does the work and puts its end, whatever it is, into an answer. */
export async function answering<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Overtaken) return { overtaken: true };
    if (error instanceof DomainError) return { problem: { code: error.code, detail: error.detail } };
    if (!(error instanceof Error)) return { fault: { name: 'Error', code: undefined, message: String(error), stack: undefined } };
    const { name, stack } = error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    // A parser's words repeat what it could not read, which is what somebody sent.
    if (error instanceof SyntaxError) return { fault: { name, code, message: name, stack: stack?.replace(error.message, '') } };
    return { fault: { name, code, message: error.message, stack } };
  }
}

/** In the main thread: the value, or the error as it would have been thrown here. */
export function unpacked<T>(answer: ThreadAnswer<T>): T {
  if ('value' in answer) return answer.value;
  if ('overtaken' in answer) throw new Overtaken();
  if ('problem' in answer) throw new DomainError(answer.problem.code, answer.problem.detail);
  throw new ThreadFault(answer.fault);
}
