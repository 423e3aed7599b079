import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { freePort, Service } from './service.js';

interface Rules {
  groups: { rules: { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string; runbook: string } }[] }[];
}
interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}

const rules: Rules = parse(readFileSync('deploy/alerts.yml', 'utf8'));
const alerts = rules.groups.flatMap((group) => group.rules);
const dashboard: Dashboard = JSON.parse(readFileSync('deploy/grafana-dashboard.json', 'utf8'));
const page = readFileSync('docs/on-call.md', 'utf8');

/** Names of metrics in an expression. */
const namesIn = (expression: string): string[] => expression.match(/\b(?:waybridge|process)_\w+/g) ?? [];

/** Names of the series in a text of Prometheus, those of a histogram with their endings. */
function namesOf(text: string): Set<string> {
  const endings: Record<string, string[]> = { histogram: ['_bucket', '_sum', '_count'] };
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set(types.flatMap(([, name, type]) => (endings[type] ?? ['']).map((ending) => name + ending)));
}

describe('alerts', () => {
  it.each(alerts)('$alert stands on the page of those on call', ({ alert, annotations }) => {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${alert}\n`));
    for (const part of ['**Means**', '**A broker notices**', '**Do**']) expect(section).toContain(part);
    expect(annotations.runbook).toBe(`docs/on-call.md#${alert.toLowerCase()}`);
  });

  it('are all that the page speaks of', () => {
    expect([...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name).sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });

  it('are rules by Prometheus’ own word', () => {
    const checked = spawnSync('promtool', ['check', 'rules', 'deploy/alerts.yml'], { encoding: 'utf8' });
    // Where there is no such program its word is not to be had.
    if (checked.error === undefined) expect([checked.stdout, checked.status]).toEqual([expect.any(String), 0]);
    for (const { expr, labels } of alerts)
      expect([namesIn(expr).length > 0, ['page', 'ticket']]).toEqual([true, expect.arrayContaining([labels.severity])]);
  });
});

describe('metrics', () => {
  let service: Service;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    service = await Service.start({ METRICS_PORT: String(port) });
  });
  afterAll(() => service.end());

  const scraped = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

  /** The text once the worker has told what it measured of the sample flight, and the API has looked at the database since. */
  async function whole(): Promise<string> {
    for (const deadline = Date.now() + 50_000; ; await new Promise((later) => setTimeout(later, 200))) {
      const text = await scraped();
      const isTold = text.includes('waybridge_stage_duration_seconds_count{stage="publish"');
      if (isTold && /^waybridge_runs\{state="completed",process="api"\} 1$/m.test(text)) return text;
      if (Date.now() > deadline) throw new Error(`the flight was not told of:\n${text}`);
    }
  }

  it('has every one that alerts and dashboard name', async () => {
    const exported = namesOf(await whole());
    const named = [
      ...alerts.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ].flatMap(namesIn);
    expect([...new Set(named)].filter((name) => !exported.has(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  it('tells of the runs, the queue, the loop, the pool, the stock and the worker', async () => {
    const text = await whole();
    for (const series of [
      /^waybridge_queue_jobs\{state="waiting",process="worker"\} 0$/m,
      /^waybridge_event_loop_lag_seconds\{quantile="0.99",process="worker"\} \d/m,
      /^waybridge_database_pool_connections\{state="open",process="api"\} \d/m,
      /^waybridge_stock_free\{tenant="[0-9a-f-]{36}",carrier="4B",process="api"\} \d+$/m,
      /^waybridge_workers\{process="api"\} 1$/m,
      /^waybridge_data_disk_free_bytes\{process="api"\} [1-9]/m,
    ]) {
      expect(text).toMatch(series);
    }
  });

  it('are not for everybody where everybody comes', async () => {
    const status = async (path: string, key?: string) =>
      (await fetch(`${service.url}${path}`, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } })).status;
    expect([await status('/metrics'), await status('/metrics', 'test-broker-key'), await status('/metrics', 'test-admin-key')]).toEqual([
      401, 403, 200,
    ]);
    expect((await fetch(`http://127.0.0.1:${port}/v1/flights`)).status).toBe(404);
  });

  it('grow with the routes and not with what is asked for, and repeat nothing of it', async () => {
    await service.call('GET', '/v1/flights/4B1234-20261122-HGH');
    await service.call('GET', '/nowhere/at-all');
    const series = (text: string) => text.split('\n').filter((line) => line.startsWith('waybridge_')).length;
    const before = series(await scraped());
    for (let turn = 0; turn < 50; turn++) {
      await service.call('GET', `/v1/flights/4B${1000 + turn}-20261122-CANARY`);
      await service.call('GET', `/nowhere/canary-${turn}?name=canary`);
    }
    const text = await scraped();
    // The gauges of what is in the database may have been filled meanwhile.
    expect(series(text) - before).toBeLessThan(20);
    expect(text.toLowerCase()).not.toContain('canary');
    expect(text).not.toMatch(/demonstration|hangzhou/i);
  });

  it('cost little', async () => {
    const cpu = (text: string) => Number(/^process_cpu_seconds_total\{process="api"\} (\S+)$/m.exec(text)?.[1]);
    for (let turn = 0; turn < 10; turn++) await scraped();
    const before = cpu(await scraped());
    for (let turn = 0; turn < 50; turn++) await scraped();
    expect((cpu(await scraped()) - before) / 51).toBeLessThan(0.02);
  });
});
