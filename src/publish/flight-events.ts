import { type BeforeApplicationShutdown, Injectable, Logger, type MessageEvent } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import { type FlightRow, FlightStore } from '../store/flight.store.js';
import { flightState } from './flight-view.js';
import type { FlightStateBody } from './flights.schema.js';

const POLL_MS = 300;
const HEARTBEAT_MS = 15_000;

interface Watcher {
  key: string;
  tell(state: FlightStateBody): void;
  end(): void;
}

/**
 * Tells of every change of a flight's status and progress. One question to the database at a time for all flights that are watched
 * in this process, and none while nobody watches.
 */
@Injectable()
export class FlightEvents implements BeforeApplicationShutdown {
  readonly #logger = new Logger(FlightEvents.name);
  readonly #watchers = new Set<Watcher>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly flights: FlightStore) {}

  /** The present state at once, then every change, with a sign of life in between. Ends when this process stops. */
  watch(flight: FlightRow): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const watcher = watcherOf(flight.id, subscriber);
      const heartbeat = setInterval(() => subscriber.next({ comment: 'waiting' }), HEARTBEAT_MS);
      this.#watchers.add(watcher);
      this.#poll();
      watcher.tell(flightState(flight));
      return () => {
        clearInterval(heartbeat);
        this.#watchers.delete(watcher);
      };
    });
  }

  /** Streams would keep the server from closing. */
  beforeApplicationShutdown(): void {
    for (const watcher of this.#watchers) watcher.end();
  }

  #poll(): void {
    this.#timer ??= setTimeout(() => void this.#tellChanges(), POLL_MS);
  }

  async #tellChanges(): Promise<void> {
    const keys = [...new Set([...this.#watchers].map(({ key }) => key))];
    try {
      const states = new Map((await this.flights.watch(keys)).map((row) => [row.id, flightState(row)]));
      for (const watcher of this.#watchers) {
        const state = states.get(watcher.key);
        if (state !== undefined) watcher.tell(state);
      }
    } catch (error) {
      this.#logger.warn(error); // the next question may be answered again
    }
    this.#timer = undefined;
    if (this.#watchers.size > 0) this.#poll();
  }
}

/** Passes on a state that differs from the last one in more than the time that is left. */
function watcherOf(key: string, subscriber: Subscriber<MessageEvent>): Watcher {
  let last = '';
  return {
    key,
    tell: (state) => {
      const { etaSeconds: _, ...progress } = state.progress ?? {};
      const now = JSON.stringify({ ...state, progress });
      if (now === last) return;
      last = now;
      subscriber.next({ data: state });
    },
    end: () => subscriber.complete(),
  };
}
