import { flightOf, manifestOf } from './manifest.js';
import { postManifest } from './post-manifest.js';
import { Service } from './service.js';

describe('a worker whose main thread hangs', () => {
  let service: Service;

  beforeAll(async () => {
    // The sample flight is the first one that it puts into the queue.
    service = await Service.start({ FAILPOINTS: 'outbox.after_add=hang@2', WORKER_HANG_MS: '8000', LEASE_MS: '3000' });
  });
  afterAll(() => service.end());

  it('is noticed, told and replaced, and its flights are made', async () => {
    const [sample] = (await service.call<{ flights: { flight: string }[] }>('GET', '/v1/flights')).body.flights;
    if (sample !== undefined) await service.until(sample.flight, ['ready']);
    expect((await postManifest(service, JSON.stringify(manifestOf('8701')))).status).toBe(202);
    expect((await service.call('POST', `/v1/flights/${flightOf('8701')}/close`)).status).toBe(202);
    const details = new Set<string | undefined>();
    const looking = setInterval(() => {
      service.call<{ detail?: string }>('GET', '/health/ready').then(
        ({ body }) => details.add(body.detail),
        () => {},
      );
    }, 300);
    const { status } = await service.until(flightOf('8701'), ['ready', 'failed'], 100_000);
    clearInterval(looking);
    expect(status).toBe('ready');
    expect([...details]).toContain('Not ready: worker');
    expect(service.log()).toContain('the worker hangs and is replaced');
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
  }, 120_000);
});
