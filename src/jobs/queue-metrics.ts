import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Metrics } from '../metrics/metrics.js';
import { Remembered } from '../metrics/remembered.js';
import { FLIGHT_QUEUE, type FlightJob } from './queue.js';

const REMEMBERED_MS = 15_000;

const states = ['waiting', 'active', 'delayed', 'failed'] as const;

/** What lies in the queue: every worker tells the same of it. */
@Injectable()
export class QueueMetrics {
  constructor(metrics: Metrics, @InjectQueue(FLIGHT_QUEUE) queue: Queue<FlightJob>) {
    const jobs = metrics.gauge('waybridge_queue_jobs', 'Jobs in the queue', ['state']);
    const counted = new Remembered(REMEMBERED_MS, async () => {
      const counts = await queue.getJobCounts(...states);
      for (const state of states) jobs.set({ state }, counts[state] ?? 0);
    });
    metrics.onRead(() => counted.get());
  }
}
