import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { environmentVariables } from '@branch-sync/config';
import { catalogue } from '@branch-sync/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { listedRoutes } from '../../apps/api/src/access/permissions.ts';
import { wordsOf } from '../../apps/cli/src/command-line/command.ts';
import { commands } from '../../apps/cli/src/commands/all-commands.ts';
import { type Page, parsePage } from './page.ts';
import { projectFolder, readPages, textOf } from './pages.ts';

/** Pages beside them whose links count as well. */
const besides = ['CONTRIBUTING.md', 'SECURITY.md'];
/** Variables of others that our pages name, and whose they are. */
const variablesOfOthers: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'docker-compose.yml',
  NODE_EXTRA_CA_CERTS: 'Node',
  CHROMIUM_PATH: 'the browser tests',
};
/** Those that the pages set themselves, to go on with. */
const ofThePages = /^(CENTRAL|BRANCH)_(URL|DATABASE|LOGIN|SECRET|ID)$/;
/** Of the form of a failure code, and something else: a model of Odoo, an action of the audit log. */
const namedAlike = new Set(['product.product', 'product.pricelist', 'branch.update']);

let pages: readonly Page[];
beforeAll(async () => {
  pages = await readPages();
});

/** Everything of a page that names things: what is between backticks, and its blocks. */
const namingsOf = ({ path, codes, blocks }: Page) =>
  [...codes, ...blocks].map(({ text, line }) => ({ text, place: `${path}:${line}` }));

/** What a pattern's first group finds in all pages, each with its places. */
function found(pattern: RegExp, of: readonly Page[] = pages): { name: string; place: string }[] {
  return of
    .flatMap(namingsOf)
    .flatMap(({ text, place }) => [...text.matchAll(pattern)].map(([, name = '']) => ({ name, place })));
}

describe('README and docs', () => {
  it('lead somewhere with every link and every anchor', async () => {
    const others = await Promise.all(besides.map(async (path) => parsePage(path, await textOf(path))));
    const all = new Map([...pages, ...others].map((page) => [page.path, page]));
    const dead: string[] = [];
    for (const { path, links } of all.values()) {
      for (const { target, line } of links) {
        if (/^[a-z]+:/.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const to = file === '' ? path : join(dirname(path), file);
        const isThere = await stat(join(projectFolder, to)).then(
          () => true,
          () => false,
        );
        const hasAnchor = anchor === undefined || all.get(to)?.anchors.has(anchor) === true;
        if (!isThere || !hasAnchor) dead.push(`${path}:${line}: ${target}`);
      }
    }
    expect(dead).toEqual([]);
  });

  it('are all in the index, but for the decisions, which have their own', () => {
    const indexOf = (path: string) =>
      pages.find((page) => page.path === path)?.links.map(({ target }) => join(dirname(path), target));
    const listed = [...(indexOf('docs/README.md') ?? []), ...(indexOf('docs/decisions/README.md') ?? []), 'docs/README.md'];
    expect(pages.map(({ path }) => path).filter((path) => !listed.includes(path) && path !== 'README.md')).toEqual([]);
  });

  it('have a heading for every failure code, and a link to it in the handbook', () => {
    const failuresPage = pages.find(({ path }) => path === 'docs/failures.md');
    const linked = new Set(pages.find(({ path }) => path === 'docs/operations.md')?.links.map(({ target }) => target));
    const anchors = Object.keys(catalogue).map((code) => code.replace('.', ''));
    expect(anchors.filter((anchor) => failuresPage?.anchors.has(anchor) !== true)).toEqual([]);
    expect(anchors.filter((anchor) => !linked.has(`failures.md#${anchor}`))).toEqual([]);
  });

  it('name only failure codes that there are', () => {
    const families = [...new Set(Object.keys(catalogue).map((code) => code.split('.')[0]))].join('|');
    const named = found(new RegExp(`^((?:${families})\\.[a-z_]+)$`, 'g'), pages.filter(isForOperators));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter(({ name }) => !(name in catalogue) && !namedAlike.has(name))).toEqual([]);
  });

  it('name only variables that there are, and those of others that are known', () => {
    const known = new Set([...environmentVariables.map(({ name }) => name), ...Object.keys(variablesOfOthers)]);
    const named = found(/(?<![\w.'])\$?\{?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(({ name }) => !known.has(name) && !ofThePages.test(name))).toEqual([]);
  });

  it('name only npm scripts that there are', async () => {
    const { scripts } = JSON.parse(await textOf('package.json')) as { scripts: Record<string, string> };
    const named = found(/\bnpm run (?:-s )?([\w:-]+)/g);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  it('name only commands and options that there are', () => {
    const named = found(/\bbranch-sync (?=[a-z])([a-z][^\n|`>);&]*)/g).filter(({ name }) => !/^(is|will|has|and)\b/.test(name));
    expect(named.length).toBeGreaterThan(10);
    const wrong = named.filter(({ name }) => {
      const command = commands.find((one) => `${name} `.startsWith(`${wordsOf(one)} `));
      const options = [...name.matchAll(/(--[a-z-]+)/g)].map(([option]) => option);
      const has = (option: string) =>
        ['--json', '--help'].includes(option) || command?.options.some(({ flags }) => flags.split(' ')[0] === option) === true;
      return command === undefined || !options.every(has);
    });
    expect(wrong).toEqual([]);
  });

  it('name only calls that there are', () => {
    const named = [
      ...found(/\bapi ((?:GET|POST|PUT|PATCH|DELETE) +["']?\/[^\s"'?]*)/g).map(({ name, place }) => ({
        name: withApi(name),
        place,
      })),
      ...found(/^((?:GET|POST|PUT|PATCH|DELETE) +\/[^\s"'?]*)/g, pages.filter(isForOperators)).map(({ name, place }) => ({
        name: withApi(name),
        place,
      })),
    ];
    expect(named.length).toBeGreaterThan(40);
    const routes = listedRoutes.map(({ method, path }) => new RegExp(`^${method} ${path.replace(/:\w+/g, '[^/]+')}$`));
    const workers = new Set(['GET /api/health/live', 'GET /api/health/ready']);
    expect(named.filter(({ name }) => !workers.has(name) && !routes.some((route) => route.test(name)))).toEqual([]);
  });
});

/** Pages that people work by; those of architecture and decisions name internals, too. */
function isForOperators({ path }: Page): boolean {
  return !path.startsWith('docs/decisions/') && path !== 'docs/architecture.md';
}

/** A call as the table of routes has it: `/api` stands before all but the pages, and there is one blank. */
function withApi(call: string): string {
  const [method = '', path = ''] = call.replace(/["']/g, '').split(/ +/);
  const isWhole = /^\/(api|docs|queues|metrics|sign-)/.test(path);
  return `${method} ${isWhole ? path : `/api${path}`}`;
}
