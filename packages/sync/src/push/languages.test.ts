import type { OdooClient, OdooContext } from '@branch-sync/odoo';
import { expect, it } from 'vitest';
import { languageOf } from './languages.ts';
import type { OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import { centralContext } from './read-central.ts';
import { readRemoteRecords } from './read-remote.ts';

const { signal } = new AbortController();
const answering = (lang: string | false) => ({ call: async () => ({ lang, tz: 'UTC', uid: 7 }) }) as unknown as OdooClient;

it('a side’s language is that of our user there', async () => {
  expect(await languageOf(answering('nl_BE'), signal)).toBe('nl_BE');
  expect(await languageOf(answering(false), signal)).toBeNull();
});

it('names are read in it on either side, and in Odoo’s own where there is none', async () => {
  const contexts: (OdooContext | undefined)[] = [];
  const branchClient = {
    searchRead: async (_model: string, _shape: unknown, { context }: { context?: OdooContext }) => {
      contexts.push(context);
      return [];
    },
  };
  // Of context and model only what reading looks at.
  const model = { model: 'res.partner', keys: [], unique: [], carried: [] } as unknown as OpenModel;
  const read = (languages: PlanContext['languages']) =>
    readRemoteRecords({ branchClient, languages, signal } as unknown as PlanContext, model, []);
  await read({ central: 'fr_FR', branch: 'nl_BE' });
  await read({ central: 'fr_FR', branch: null });
  expect(contexts.map((context) => context?.['lang'])).toEqual(['nl_BE', undefined]);

  const settings = { masterData: { archive: true }, branch: { companyId: null } } as unknown as Pick<
    PlanContext,
    'masterData' | 'branch'
  >;
  expect(centralContext({ ...settings, languages: { central: 'fr_FR', branch: 'nl_BE' } })).toMatchObject({ lang: 'fr_FR' });
  expect(centralContext({ ...settings, languages: { central: null, branch: 'nl_BE' } })).not.toHaveProperty('lang');
});
