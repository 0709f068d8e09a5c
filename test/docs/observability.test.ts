import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createLog } from '@branch-sync/log';
import { openQueues } from '@branch-sync/queue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../apps/api/src/metrics/metrics.ts';
import { createWorkerMetrics } from '../../apps/worker/src/metrics/worker-metrics.ts';
import { aDatabase } from '../harness/database.ts';
import { projectFolder, textOf } from './pages.ts';

const run = promisify(execFile);

/** Of a metric: its type and labels, as the process tells or the page does. */
type Told = ReadonlyMap<string, string>;

/** What both processes tell, by name. */
async function registered(): Promise<Told> {
  const database = await aDatabase();
  const store = { kind: 'postgres', url: database.url, schema: 'observed' } as const;
  const queues = openQueues(store, () => undefined);
  onTestFinished(() => queues.close());
  const overviewOf = () => Promise.reject(new Error('nobody asks'));
  const log = createLog('test', 'silent');
  const api = createMetrics({ db: database.db, queues, now: () => new Date(), overviewOf, log });
  const texts = [await api.read(), await createWorkerMetrics().read()];
  return new Map(
    texts.flatMap((text) =>
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type] as const),
    ),
  );
}

const ofOurs = (told: Told) => [...told].filter(([name]) => name.startsWith('branch_sync_')).sort();

/** The names that expressions use; those of a histogram by the histogram's. */
function namesIn(expressions: readonly string[], known: Told): string[] {
  const names = expressions.flatMap((text) => text.match(/\b(?:branch_sync|nodejs|process)_\w+/g) ?? []);
  const whole = (name: string) => {
    const histogram = name.replace(/_(?:bucket|sum|count)$/, '');
    return known.get(histogram) === 'histogram' ? histogram : name;
  };
  return [...new Set(names.map(whole))];
}

/** Every `expr` of a JSON document, at any depth. */
function expressionsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'expr' && typeof inner === 'string' ? [inner] : expressionsOf(inner),
  );
}

const rulesPath = 'docs/observability/prometheus-rules.yml';
const rules = async () => [...(await textOf(rulesPath)).matchAll(/^\s+expr: (.+)$/gm)].map(([, text = '']) => text);
const dashboard = async () => expressionsOf(JSON.parse(await textOf('docs/observability/grafana-dashboard.json')));

describe('the page on observability', () => {
  it('has every metric that the processes tell, with its type, and no other', async () => {
    const rows = [...(await textOf('docs/observability.md')).matchAll(/^\| `(branch_sync_\w+)`\s+\| (\w+)/gm)];
    expect(rows.map(([, name, type]) => [name, type]).sort()).toEqual(ofOurs(await registered()));
  });
});

describe('rules and dashboard', () => {
  it('ask for metrics that there are', async () => {
    const known = await registered();
    for (const expressions of [await rules(), await dashboard()]) {
      const names = namesIn(expressions, known);
      expect(names.length).toBeGreaterThan(10);
      expect(names.filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it('leave out none of ours on the dashboard', async () => {
    const known = await registered();
    const shown = namesIn(await dashboard(), known);
    expect(ofOurs(known).filter(([name]) => !shown.includes(name))).toEqual([]);
  });

  it('are rules as Prometheus reads them (promtool)', async ({ skip }) => {
    const isThere = await run('promtool', ['--version']).then(
      () => true,
      () => false,
    );
    skip(!isThere, 'promtool is not installed (Debian: apt-get install prometheus)');
    const { stdout } = await run('promtool', ['check', 'rules', join(projectFolder, rulesPath)]);
    expect(stdout).toContain(`SUCCESS: ${(await rules()).length} rules found`);
    const sample = join(projectFolder, 'docs/observability/prometheus.yml');
    expect((await run('promtool', ['check', 'config', '--syntax-only', sample])).stdout).toContain('SUCCESS');
  });
});
