import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { failuresPage } from './failures-page.ts';

it('has one heading for each code', () => {
  const headings = [...failuresPage().matchAll(/^### (.+)$/gm)].map(([, code]) => code);
  expect(headings.toSorted()).toEqual(Object.keys(catalogue).toSorted());
});

it('docs/failures.md is what the catalogue says; `npm run build && npm run docs:failures` writes it', async () => {
  expect(await readFile(new URL('../../../../docs/failures.md', import.meta.url), 'utf8')).toBe(failuresPage());
});
