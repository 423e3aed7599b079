import { DomainError } from '../../domain/problem.js';

/** A body that is not one well-formed JSON value. `at` counts bytes of the decoded body from 0; the reason names the rule, no content. */
export const malformed = (at: number, reason: string): DomainError => new DomainError('malformed-json', `at byte ${at}: ${reason}`);

export const tooLarge = (what: string, bytes: number): DomainError => new DomainError('too-large', `${what} may hold ${bytes} bytes`);
