import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { methodLabel, modelLabel } from './known-names.ts';

const folders = ['../../sync/src', '../../odoo/src'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const asking = /\.(?:call|searchRead|searchReadPages|searchCount|fieldsGet|readGroups|load)\(\s*'([a-z_.]+)'(?:, '([a-z_]+)')?/g;

/** What the sources ask Odoo for by name: models, and methods beside the client's own. */
async function askedByName() {
  const models = new Set<string>();
  const methods = new Set<string>();
  for (const folder of folders) {
    const files = (await readdir(folder, { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    );
    for (const file of files) {
      const text = await readFile(`${folder}/${file}`, 'utf8');
      for (const [, model = '', method] of text.matchAll(asking)) {
        models.add(model);
        if (method !== undefined) methods.add(method);
      }
      for (const [, model = ''] of text.matchAll(/\bmodel: '([a-z_.]+)'/g)) models.add(model);
    }
  }
  return { models: [...models], methods: [...methods] };
}

it('what the product asks for by name has a label of its own', async () => {
  const { models, methods } = await askedByName();
  expect(models.length).toBeGreaterThan(15);
  expect(methods.length).toBeGreaterThan(4);
  expect(models.filter((model) => modelLabel(model) === 'other')).toEqual([]);
  expect(methods.filter((method) => methodLabel(method) === 'other')).toEqual([]);
});
