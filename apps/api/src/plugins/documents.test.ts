import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { anApi } from '../../../../test/integration/api/an-api.ts';
import { listedRoutes } from '../access/permissions.ts';

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

describe('the OpenAPI document', () => {
  it('is valid, and lists every call of the API and nothing else', async () => {
    const api = await anApi();
    const document = (await api.call('GET', '/docs/json', { as: 'viewer' })).json<OpenApi>();
    const { valid, errors } = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = listedRoutes.filter(({ path }) => path.startsWith('/api/')).map(({ method, path }) => `${method} ${path}`);
    expect(documented.toSorted()).toEqual(served.toSorted());
  });

  it('says of every call what it is for, what it answers, and how it fails', async () => {
    const api = await anApi();
    const document = (await api.call('GET', '/docs/json')).json<OpenApi>();
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, call] of Object.entries(methods)) {
        expect(call.summary, `${method} ${path}`).toBeTruthy();
        expect(Object.keys(call.responses), `${method} ${path}`).toContain('default');
        expect(Object.keys(call.responses)[0], `${method} ${path}`).toMatch(/^2\d\d$/);
      }
    }
  });

  it('names the shapes, and every name that is referred to is there', async () => {
    const api = await anApi();
    const text = (await api.call('GET', '/docs/json')).body;
    const { schemas } = JSON.parse(text).components;
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Branch', 'Central', 'Run', 'Order', 'Failure', 'Link', 'Problem']),
    );
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(10);
    for (const name of referred) expect(Object.keys(schemas)).toContain(name);
  });
});
