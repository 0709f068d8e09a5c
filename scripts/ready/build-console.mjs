// Builds the console's page where what it is made of is not what it was made of last: a build takes some seconds, a look at its sources some
// milliseconds.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runProgram } from './run-program.mjs';

const sources = ['src', 'public', 'index.html', 'package.json', 'vite.config.ts', 'licences.ts', 'compressed.ts'];

/** Builds apps/console if need be; `signal` and `onFailure` as `runProgram` takes them. */
export async function buildConsole(project, { signal, onFailure }) {
  const folder = join(project, 'apps', 'console');
  const mark = join(folder, 'dist', 'built-from');
  const digest = await digestOf([...sources.map((name) => join(folder, name)), join(project, 'package-lock.json')], project);
  const built = await readFile(mark, 'utf8').catch(() => '');
  if (built === digest) return;
  const vite = join(folder, 'node_modules', '.bin', 'vite');
  await runProgram(vite, ['build', '--logLevel', 'warn'], { cwd: folder, signal, onFailure });
  await writeFile(mark, digest);
}

async function digestOf(paths, project) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesOf(path)) hash.update(relative(project, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesOf(path) {
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (found === null) return [path];
  const files = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.sort();
}
