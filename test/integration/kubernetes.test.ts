import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { environmentVariables, readConfig } from '@branch-sync/config';
import type { Deployment } from 'kubernetes-types/apps/v1.d.ts';
import type { ConfigMap } from 'kubernetes-types/core/v1.d.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'docs/deployment/kubernetes');
const textOf = (file: string) => readFile(join(folder, file), 'utf8');
const run = promisify(execFile);

/** What all have; the rest is the compiler's to look at. */
interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const { resources: files } = parse(await textOf('kustomization.yaml')) as { resources: string[] };
const resources = (await Promise.all(files.map(async (file) => parseAllDocuments(await textOf(file)))))
  .flat()
  .map((document) => document.toJS() as Resource);
const ofKind = <Kind extends object>(kind: string) =>
  resources.filter((one) => one.kind === kind) as (Resource & Omit<Kind, keyof Resource>)[];
const pods = ofKind<Deployment>('Deployment').map(({ metadata: { name }, spec }) => ({ name, template: spec?.template }));

/** Where the types of a version of an API are. */
function modulesOf(apiVersion: string): string {
  const group = apiVersion === 'v1' ? 'core/v1' : apiVersion.replace('.k8s.io', '');
  return `kubernetes-types/${group}.d.ts`;
}

describe('the files for Kubernetes', () => {
  it('are all there is, and each is applied', async () => {
    const besides = ['kustomization.yaml', 'prometheus-adapter.yaml'];
    expect((await readdir(folder)).toSorted()).toEqual([...files, ...besides].toSorted());
    expect(resources.map(({ kind }) => kind).toSorted()).toEqual([
      ...['ConfigMap', 'Deployment', 'Deployment', 'HorizontalPodAutoscaler', 'Job', 'NetworkPolicy', 'NetworkPolicy'],
      ...['PodDisruptionBudget', 'PodDisruptionBudget', 'Service'],
    ]);
  });

  it('are as Kubernetes describes them: no name that it does not know, no value of another type', {
    timeout: 120_000,
  }, async () => {
    // A literal may have no name that its type does not have: the compiler is the validator. In the project, where the types are found.
    const scratch = await mkdtemp(join(root, 'test/.kubernetes-'));
    onTestFinished(() => rm(scratch, { recursive: true, force: true }));
    const lines = resources.flatMap((resource, index) => [
      `import type { ${resource.kind} as Kind${index} } from '${modulesOf(resource.apiVersion)}';`,
      `export const resource${index}: Kind${index} = ${JSON.stringify(resource)};`,
    ]);
    await writeFile(join(scratch, 'resources.ts'), lines.join('\n'));
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--types',
      '',
    ];
    const check = run(join(root, 'node_modules/.bin/tsc'), [...options, 'resources.ts'], { cwd: scratch });
    const complaints = await check.then(
      () => '',
      ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
    );
    expect(complaints).toBe('');
  });

  it('set only variables that there are, and the ports that their probes ask', () => {
    const [{ data = {} } = {}] = ofKind<ConfigMap>('ConfigMap');
    const known = environmentVariables.map(({ name }) => name);
    expect(Object.keys(data).filter((name) => !known.includes(name))).toEqual([]);
    const { api, workerProbes } = readConfig({ ...data, DATABASE_URL: 'postgres://u:p@localhost/d' });
    expect(pods.map(({ name, template }) => [name, template?.spec?.containers[0]?.ports?.[0]?.containerPort])).toEqual([
      ['branch-sync-api', api.port],
      ['branch-sync-worker', workerProbes?.port],
    ]);
  });

  it('start what there is, and give a stopping worker longer than it takes to finish', async () => {
    const commands = pods.flatMap(({ template }) => template?.spec?.containers.map(({ command }) => command?.[1] ?? '') ?? []);
    expect(commands).toHaveLength(2);
    for (const command of commands) expect((await stat(join(root, command))).isFile()).toBe(true);
    const worker = pods.find(({ name }) => name === 'branch-sync-worker')?.template?.spec;
    expect((worker?.terminationGracePeriodSeconds ?? 0) * 1_000).toBeGreaterThan(readConfig({}).workerDrainMs);
  });

  it('lead from services, budgets and policies to pods that there are', () => {
    const label = 'app.kubernetes.io/name';
    const selecting = resources.filter(({ kind }) => ['Service', 'PodDisruptionBudget', 'NetworkPolicy'].includes(kind));
    const selected = [...JSON.stringify(selecting).matchAll(new RegExp(`"${label}":"([^"]+)"`, 'g'))].map(([, name]) => name);
    expect([...new Set(selected)].toSorted()).toEqual(pods.map(({ template }) => template?.metadata?.labels?.[label]).toSorted());
  });
});
