import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-29\n\n### Added\n\n- Something.\n';

/** What a release is made of, as this project has it, under another version and in a repository of its own. */
async function aProject({ text = changelog, version = '1.2.0' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-release-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const part of ['scripts/release-check.mjs', 'scripts/release', '.ci/check-lockfile.mjs', 'package-lock.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> };
  const ours = Object.keys(lock.packages).filter((path) => !path.includes('node_modules/'));
  for (const path of ours) {
    const file = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')) as object;
    await mkdir(join(folder, path), { recursive: true });
    await writeFile(join(folder, path, 'package.json'), JSON.stringify({ ...file, version: path === '' ? version : '1.2.0' }));
  }
  await writeFile(join(folder, '.gitignore'), '.local\n');
  await writeFile(join(folder, 'CHANGELOG.md'), text);
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'All');
  return { folder, git };
}

async function check(folder: string) {
  const ended = await run(process.execPath, [join(folder, 'scripts/release-check.mjs')]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
  return { ...ended, problems: ended.stderr.split('\n').filter((line) => line !== '') };
}

describe('npm run release:check', () => {
  it('lets through what says what it is, with a bill of materials and all licences', async () => {
    const { folder } = await aProject();
    const { code, problems, stdout } = await check(folder);
    expect([code, problems]).toEqual([0, []]);
    expect(stdout).toContain('1.2.0 can be released');
    const bill = JSON.parse(await readFile(join(folder, '.local/release/sbom.cdx.json'), 'utf8'));
    expect([bill.bomFormat, bill.metadata.component.version]).toEqual(['CycloneDX', '1.2.0']);
    expect(await readFile(join(folder, '.local/release/LICENCES.txt'), 'utf8')).toMatch(/^fastify \d+\.\d+\.\d+: MIT$/m);
  });

  it('stops what nobody has told of, what is not all committed, and what is released already', async () => {
    const { folder, git } = await aProject({ text: changelog.replace('[Unreleased]\n', '[Unreleased]\n\n- More.\n') });
    await git('tag', 'v1.2.0');
    await writeFile(join(folder, 'new.txt'), '');
    expect((await check(folder)).problems).toEqual([
      'CHANGELOG.md still has something under Unreleased.',
      'There are changes that are not committed.',
      'v1.2.0 is released already: choose the next version.',
    ]);
  });

  it.each([
    ['2.0.0', ['apps/api/package.json says 1.2.0', 'packages/db/package.json says 1.2.0', 'CHANGELOG.md says nothing of 2.0.0']],
    ['1.2', ['package.json: 1.2 is no version', 'CHANGELOG.md says nothing of 1.2:']],
  ])('stops %s, which is another version than the rest says, or none', async (version, expected) => {
    const { folder } = await aProject({ version });
    const { code, problems } = await check(folder);
    expect(code).toBe(1);
    for (const words of expected) expect(problems).toContainEqual(expect.stringContaining(words));
  });
});
