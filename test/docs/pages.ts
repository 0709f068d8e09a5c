import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Page, parsePage } from './page.ts';

/** The clone that the pages belong to. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** The page that says in which order the others are read. */
const index = 'docs/README.md';

/** README and all of docs/, in the order in which a reader comes by: README, the index, its links from top to bottom, then what it does not name. */
export async function readPages(): Promise<Page[]> {
  const files = await readdir(join(projectFolder, 'docs'), { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile() && file.name.endsWith('.md'))
    .map((file) => relative(projectFolder, join(file.parentPath, file.name)))
    .sort();
  const named = parsePage(index, await textOf(index)).links.map(({ target }) => join('docs', target.replace(/#.*/, '')));
  const order = [...new Set(['README.md', index, ...named.filter((path) => paths.includes(path)), ...paths])];
  return Promise.all(order.map(async (path) => parsePage(path, await textOf(path))));
}

/** A file of the clone, by its path from the top. */
export function textOf(path: string): Promise<string> {
  return readFile(join(projectFolder, path), 'utf8');
}
