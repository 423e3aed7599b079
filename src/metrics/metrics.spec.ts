import { readConfig } from '../config.js';
import { DomainError } from '../domain/problem.js';
import { exposition, Metrics } from './metrics.js';
import { RequestMetrics } from './request-metrics.js';

const config = { ...readConfig({}), databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' };

describe('exposition', () => {
  it('puts what several processes measured under one head, told apart by the process', async () => {
    const [api, worker] = [new Metrics('api'), new Metrics('worker')];
    for (const metrics of [api, worker]) metrics.gauge('waybridge_same', 'The same').set(metrics === api ? 1 : 2);
    // As it travels from the worker to its parent.
    const sent = JSON.parse(JSON.stringify(await worker.read()));
    const text = await exposition([await api.read(), sent]);
    expect(text.match(/# TYPE waybridge_same gauge/g)).toHaveLength(1);
    expect(text).toContain('waybridge_same{process="api"} 1');
    expect(text).toContain('waybridge_same{process="worker"} 2');
  });

  it('leaves out what is another tenant’s', async () => {
    const metrics = new Metrics('api');
    const stock = metrics.gauge('waybridge_stock', 'Stock', ['tenant']);
    stock.set({ tenant: 'own' }, 1);
    stock.set({ tenant: 'other' }, 2);
    metrics.gauge('waybridge_runs', 'Runs').set(3);
    const text = await exposition([await metrics.read()], 'own');
    expect(text).toContain('tenant="own"');
    expect(text).not.toContain('tenant="other"');
    expect(text).toContain('waybridge_runs{process="api"} 3');
  });

  it('tells the rest where one source fails', async () => {
    const metrics = new Metrics('api');
    const gauge = metrics.gauge('waybridge_there', 'There');
    metrics.onRead(() => Promise.reject(new Error('the database is away')));
    metrics.onRead(() => gauge.set(1));
    expect(await exposition([await metrics.read()])).toContain('waybridge_there{process="api"} 1');
  });

  it('costs at most 20 ms of CPU with every route in it', async () => {
    const metrics = new Metrics('api');
    const requests = new RequestMetrics(metrics, config);
    for (let route = 0; route < 80; route++) {
      for (const status of [200, 403, 404]) requests.answered({ method: 'GET', route: `/v1/route-${route}/:id`, status, ms: route });
    }
    requests.refused(new DomainError('validation-failed'));
    const costs: number[] = [];
    for (let turn = 0; turn < 40; turn++) {
      const before = process.cpuUsage();
      const text = await exposition([await metrics.read(), []]);
      const { user, system } = process.cpuUsage(before);
      expect(text.split('\n').length).toBeGreaterThan(80 * 3 * 10);
      costs.push((user + system) / 1_000);
    }
    // The first ones compile.
    expect(Math.min(...costs)).toBeLessThan(20);
  });
});
