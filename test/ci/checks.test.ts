import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const fileOfRoot = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

function run(script: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileOfRoot(script), ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const aPackage = { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==`, license: 'MIT' };

/** Checks a lockfile of two of our own packages and one that is installed, changed as told. */
function checkLockfile(given: { root?: object; installed?: object; version?: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'branch-sync-lockfile-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'package-lock.json');
  const packages = {
    '': { name: 'branch-sync', license: 'MIT', dependencies: { one: '1.0.0' }, ...given.root },
    'packages/a': { version: '0.1.0', dependencies: { '@branch-sync/b': '*' } },
    'node_modules/@branch-sync/a': { resolved: 'packages/a', link: true },
    'node_modules/one': { ...aPackage, ...given.installed },
  };
  writeFileSync(file, JSON.stringify({ lockfileVersion: given.version ?? 3, packages }));
  return run('.ci/check-lockfile.mjs', [file]);
}

describe('the check of the lockfile', () => {
  it('passes ours', () => {
    expect(run('.ci/check-lockfile.mjs', [])).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['as it must be', {}],
    ['under a choice of licences', { installed: { license: '(GPL-3.0 OR MIT)' } }],
    ['for tests only under another licence', { installed: { license: 'MPL-2.0', dev: true } }],
  ])('passes a package %s', (_, given) => {
    expect(checkLockfile(given)).toEqual({ status: 0, stdout: '1 packages are as they must be.\n', stderr: '' });
  });

  it.each([
    ['an address', { installed: { resolved: 'https://registry.example/one.tgz' } }, 'node_modules/one: names an address'],
    ['no digest', { installed: { integrity: undefined } }, 'node_modules/one: has no sha512 digest'],
    ['a weak digest', { installed: { integrity: 'sha1-AAAA' } }, 'node_modules/one: has no sha512 digest'],
    ['another licence', { installed: { license: 'AGPL-3.0' } }, 'its licence (AGPL-3.0)'],
    ['two licences, one of them another', { installed: { license: 'MIT AND GPL-2.0' } }, 'its licence (MIT AND GPL-2.0)'],
    ['no licence', { installed: { license: undefined } }, 'its licence (none)'],
    ['git', { root: { dependencies: { one: 'github:some/one' } } }, 'one comes past the registry'],
    ['git in short', { root: { devDependencies: { one: 'some/one#main' } } }, 'one comes past the registry'],
    ['a file of a server', { root: { dependencies: { one: 'https://evil.example/one.tgz' } } }, 'one comes past the registry'],
    ['an old form', { version: 1 }, 'lockfileVersion is 1'],
  ])('refuses %s', (_, given, words) => {
    const { status, stderr } = checkLockfile(given);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
  });
});

describe('the judgement of an audit', () => {
  const finding = (severity: string) => ({
    name: 'one',
    severity,
    range: '<2',
    via: [{ title: 'It leaks', url: 'https://example/1' }, 'two'],
  });
  const report = (...severities: string[]) => ({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(severities.map((severity, index) => [`p${index}`, finding(severity)])),
    metadata: { vulnerabilities: { total: severities.length } },
  });
  const judge = (input: unknown) => run('.ci/judge-audit.mjs', [], typeof input === 'string' ? input : JSON.stringify(input));

  it.each([[[]], [['low', 'moderate']]])('lets %j pass', (severities) => {
    expect(judge(report(...severities))).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^0 high or critical of \d findings/),
    });
  });

  it.each(['high', 'critical'])('fails on a finding that is %s, and says where', (severity) => {
    const { status, stderr } = judge(report('low', severity));
    expect(status).toBe(1);
    expect(stderr).toBe(`${severity}: one <2: It leaks (https://example/1); through two\n`);
  });

  it.each([
    ['an error', { statusCode: 405, error: { summary: '' } }],
    ['nothing', ''],
    ['no JSON', 'npm error network'],
  ])('says plainly that nothing was checked where %s came', (_, answer) => {
    expect(judge(answer)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^NOT CHECKED: /) });
  });
});

describe('.ci/run', () => {
  it('has both checks before anything is installed', () => {
    const text = readFileSync(fileOfRoot('.ci/run'), 'utf8');
    const places = ['step lockfile node .ci/check-lockfile.mjs', 'step audit audit', 'step ready'].map((step) =>
      text.indexOf(step),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
