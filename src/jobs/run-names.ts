import type { Run } from '../store/run.store.js';

/** What every line of the log that belongs to an attempt at a run says of it. */
export const namesOf = ({ id, epoch, attempt, revision, flight }: Run) => ({ run: id, flight: flight.code, revision, epoch, attempt });
