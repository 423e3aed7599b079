import { createServer, type Server } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { exposition, METRICS_MEDIA_TYPE, Metrics } from './metrics.js';
import { WorkerWatch } from './worker-watch.js';

/**
 * `/metrics` on a port of its own, where one is set: without a key, and therefore on loopback unless told otherwise. A worker with a
 * parent has none, because its parent tells for it.
 */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnModuleDestroy {
  #server: Server | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly worker: WorkerWatch,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metricsPort, metricsHost } = this.config;
    if (metricsPort === undefined || process.connected) return;
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.#text().then(
        (text) => response.writeHead(200, { 'content-type': METRICS_MEDIA_TYPE }).end(text),
        () => response.writeHead(503).end(),
      );
    });
    this.#server = server;
    await new Promise<void>((done, fail) => {
      server.once('error', fail).listen(metricsPort, metricsHost, done);
    });
  }

  onModuleDestroy(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #text(): Promise<string> {
    return exposition([await this.metrics.read(), this.worker.metrics]);
  }
}
