import { cliActor, createLocalPerson, hashPassword, roles } from '@branch-sync/db';
import fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accessOf, listedRoutes } from '../../../apps/api/src/access/permissions.ts';
import { access } from '../../../apps/api/src/plugins/access.ts';
import { streamLimits } from '../../../apps/api/src/streams/streams.ts';
import { anApi, type Method } from './an-api.ts';
import { aBrowser } from './browser.ts';

const rank = { viewer: 1, operator: 2, admin: 3 } as const;
const callers = [null, 'viewer', 'operator', 'admin'] as const;

/** Streams end soon: whoever may watch is known by then. */
const shortStreams = { ...streamLimits, maxAgeMs: 20 };

/** A path with every parameter filled in, by things that do not exist. */
const concrete = (path: string) => path.replace(':code', 'nowhere').replace(':id', '01890000-0000-7000-8000-000000000000');

describe('who may call what', () => {
  it('lets every route be called by the roles of the table, and by nobody else', async () => {
    const api = await anApi({ streams: shortStreams });
    let guarded = 0;
    for (const { method, path, access: needed } of listedRoutes) {
      if (needed === 'open') continue;
      guarded += 1;
      for (const caller of callers) {
        const answer = await api.call(method as Method, concrete(path), { as: caller });
        const what = `${caller ?? 'nobody'}: ${method} ${path}`;
        if (caller === null) expect(answer.statusCode, what).toBe(401);
        else if (rank[caller] < rank[needed.least])
          expect(answer.json(), what).toMatchObject({ status: 403, code: 'access.role' });
        else expect([401, 403, 405, 500], what).not.toContain(answer.statusCode);
      }
    }
    expect(guarded).toBeGreaterThan(60);
  });

  it('holds the same for people who are signed in', async () => {
    const api = await anApi({ streams: shortStreams });
    const passwordHash = await hashPassword('the same for all');
    for (const role of roles) {
      await createLocalPerson(api.database.db, cliActor, { login: role, role, passwordHash });
      const browser = aBrowser(api);
      await browser.signIn({ way: 'local', login: role, password: 'the same for all' });
      for (const { method, path, access: needed } of listedRoutes) {
        if (needed === 'open') continue;
        const { statusCode } = await browser.call(method as Method, concrete(path));
        if (rank[role] < rank[needed.least]) expect(statusCode, `${role}: ${method} ${path}`).toBe(403);
        else expect([401, 403, 405, 500], `${role}: ${method} ${path}`).not.toContain(statusCode);
      }
    }
  });

  it('answers nobody without a key but at the probe, the sign-in and with the files of pages', async () => {
    const api = await anApi();
    const open = listedRoutes.filter((route) => route.access === 'open').map(({ method, path }) => `${method} ${path}`);
    expect(open).toEqual([
      'GET /assets/*',
      'GET /favicon.svg',
      'GET /sign-in',
      'POST /sign-in',
      'POST /sign-out',
      'GET /sign-in/oidc',
      'GET /sign-in/oidc/callback',
      'GET /api/health/live',
    ]);
    expect((await api.call('GET', '/api/health/live', { as: null })).json()).toEqual({ status: 'live' });
    const paths = ['/', '/docs', '/docs/json', '/docs/yaml', '/docs/static/index.css', '/queues', '/queues/api/queues'];
    for (const path of [...paths, '/queues/static/favicon-32x32.png', '/queues/nothing', '/nothing', '/api/nothing']) {
      const answer = await api.call('GET', path, { as: null });
      expect(answer.statusCode, path).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.json()).toMatchObject({ status: 401, code: 'access.no_key' });
    }
  });

  it('lets viewers change nothing but their own sign-ins, and keeps connections, branches, people and keys to admins', () => {
    const routesOf = (needed: string) =>
      listedRoutes.flatMap(({ method, path, access: its }) =>
        its !== 'open' && its.least === needed ? [`${method} ${path}`] : [],
      );
    expect(routesOf('viewer').filter((route) => !route.startsWith('GET '))).toEqual(['DELETE /api/sessions/:id']);
    expect(routesOf('admin')).toEqual([
      'PUT /api/central',
      'POST /api/branches',
      'POST /api/branches/test',
      'PATCH /api/branches/:code',
      'DELETE /api/branches/:code',
      'POST /api/alerts/rules',
      'PATCH /api/alerts/rules/:id',
      'DELETE /api/alerts/rules/:id',
      'POST /api/alerts/channels',
      'PATCH /api/alerts/channels/:id',
      'DELETE /api/alerts/channels/:id',
      'POST /api/alerts/channels/:id/test',
      'POST /api/alerts/channels/:id/rotate-secret',
      'GET /api/keys',
      'POST /api/keys',
      'DELETE /api/keys/:id',
      'GET /api/people',
      'PATCH /api/people/:id',
      'POST /api/people/:id/check',
      'GET /api/people/:id/sessions',
      'DELETE /api/people/:id/sessions',
      'GET /api/audit',
      'GET /api/audit.csv',
    ]);
  });

  it('leads people to the sign-in, and from there back', async () => {
    const api = await anApi();
    const answer = await api.call('GET', '/queues/queue/receive?status=failed', {
      as: null,
      headers: { accept: 'text/html,*/*' },
    });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/sign-in?next=%2Fqueues%2Fqueue%2Freceive%3Fstatus%3Dfailed');
  });

  it.each(['Bearer', 'Bearer wrong', 'Basic dXNlcjpwYXNz', `Bearer ${'x'.repeat(2_000)}`])(
    'refuses "%s"',
    async (authorization) => {
      const api = await anApi();
      expect((await api.call('GET', '/api/runs', { as: null, headers: { authorization } })).statusCode).toBe(401);
    },
  );

  it('refuses to start with a route that nobody has thought about', async () => {
    const { deps } = await anApi();
    expect(() => accessOf('POST', '/docs-of-another-kind')).toThrow(/no entry in permissions/);
    const app = fastify();
    onTestFinished(() => app.close());
    await app.register(access, deps);
    expect(() => app.get('/api/new', async () => 'anything')).toThrow('GET /api/new has no entry in permissions.ts.');
  });

  it('says which methods a path has', async () => {
    const api = await anApi();
    const answer = await api.call('DELETE', '/api/central');
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('GET, PUT');
    expect((await api.call('GET', '/api/nothing')).json()).toMatchObject({ status: 404, code: 'path.unknown' });
  });
});
