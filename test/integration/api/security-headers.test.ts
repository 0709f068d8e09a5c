import { describe, expect, it } from 'vitest';
import { anApi, type TestApi } from './an-api.ts';

const ofAnswers = "default-src 'none'; frame-ancestors 'none'";
const ofPages = [
  ...[
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
  ],
  ...["form-action 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"],
].join('; ');

const get = (api: TestApi, url: string, as: 'admin' | null = 'admin') => api.call('GET', url, { as });
const policyAt = async (api: TestApi, url: string) => (await get(api, url)).headers['content-security-policy'];

describe('the content security policy', () => {
  it.each([
    ['an answer', '/api/branches'],
    ['a probe', '/api/health/live'],
    ['a problem', '/api/branches/nowhere'],
    ['a file to keep', '/api/branches/B1/mappings.csv'],
    ['an unknown path', '/nothing'],
    ['a path that cannot be read', '/%zz'],
    ['a path that is too long', `/api/branches/${'x'.repeat(101)}`],
  ])('lets nothing come alive of %s', async (_, url) => {
    expect(await policyAt(await anApi(), url)).toBe(ofAnswers);
  });

  it('lets a stranger’s answers do nothing', async () => {
    const api = await anApi();
    for (const url of ['/api/branches', '/queues', '/docs', '/nothing']) {
      expect((await get(api, url, null)).headers['content-security-policy'], url).toBe(ofAnswers);
    }
  });

  it.each(['/docs', '/docs/', '/docs/static/index.html'])('lets %s load what is ours, and nothing inline', async (url) => {
    expect(await policyAt(await anApi(), url)).toBe(ofPages);
  });

  it('lets the console, besides, make styles by a word that is new in every page, and show the queues', async () => {
    const api = await anApi();
    const words = new Set<string>();
    for (const url of ['/', '/runs', '/branches/B1/schedule']) {
      const directives = String(await policyAt(api, url)).split('; ');
      expect(directives.filter((one) => !ofPages.split('; ').includes(one))).toEqual([
        expect.stringMatching(/^style-src 'self' 'nonce-[\w-]{22}'$/),
        "frame-src 'self'",
      ]);
      words.add(directives.find((one) => one.startsWith('style-src')) ?? '');
    }
    expect(words.size).toBe(3);
    expect((await get(api, '/')).body).not.toMatch(/<style| style=| on\w+=|<script(?![^>]*src=)/);
  });

  it('lets the queue page, besides, have its own base and four styles that it writes itself, in a frame of ours alone', async () => {
    const api = await anApi();
    for (const url of ['/queues', '/queues/queue/receive', '/queues/static/favicon.ico']) {
      const directives = String(await policyAt(api, url)).split('; ');
      expect(directives.filter((one) => !ofPages.split('; ').includes(one))).toEqual([
        expect.stringMatching(/^style-src 'self'( 'sha256-[A-Za-z0-9+/]{43}='){4}$/),
        "base-uri 'self'",
        "frame-ancestors 'self'",
      ]);
    }
    const page = await get(api, '/queues');
    expect(page.body).toContain('<div id="root">');
    expect(page.body).not.toMatch(/<style| style=| on\w+=|<script(?![^>]*(src=|type="application\/json"))/);
  });
});

describe('every answer', () => {
  it.each([
    '/api/branches',
    '/api/health/live',
    '/api/branches/nowhere',
    '/queues',
    '/docs',
    '/sign-in',
    '/',
    '/nothing',
    '/%zz',
  ])('at %s is taken for what it is, is not kept, and tells other hosts nothing', async (url) => {
    const { headers } = await get(await anApi(), url);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('forbids devices that no page of ours asks for, and frames to old browsers', async () => {
    const api = await anApi();
    const { headers } = await get(api, '/');
    expect(headers['permissions-policy']).toContain('camera=(), display-capture=(), geolocation=(), microphone=()');
    expect(headers['x-frame-options']).toBe('DENY');
    expect((await get(api, '/queues')).headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('lets the files of pages be kept, and asked for anew', async () => {
    const api = await anApi();
    for (const url of ['/queues/static/favicon.ico', '/docs/static/swagger-ui.css']) {
      expect((await get(api, url)).headers['cache-control'], url).toBe('public, max-age=0');
    }
  });

  it('asks for https only where people come by https', async () => {
    const plain = (await get(await anApi({ publicUrl: 'http://10.0.0.7:3000' }), '/queues')).headers;
    expect(plain['content-security-policy']).not.toContain('upgrade-insecure-requests');
    for (const name of ['strict-transport-security', 'cross-origin-opener-policy', 'origin-agent-cluster']) {
      expect(plain[name], name).toBeUndefined();
    }
    const secure = (await get(await anApi({ publicUrl: 'https://sync.example' }), '/queues')).headers;
    expect(secure).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'cross-origin-opener-policy': 'same-origin',
      'origin-agent-cluster': '?1',
    });
  });
});

describe('another origin', () => {
  const asked = {
    origin: 'https://evil.example',
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'authorization',
  };

  it.each(['/api/branches', '/api/health/live', '/queues', '/docs/json', '/sign-in', '/nothing', '*'])(
    'is allowed nothing at %s',
    async (url) => {
      const api = await anApi();
      for (const method of ['OPTIONS', 'GET', 'POST'] as const) {
        for (const as of ['admin', null] as const) {
          const authorization = as === null ? {} : { authorization: `Bearer ${api.keys[as]}` };
          const answer = await api.app.inject({ method, url, headers: { ...asked, ...authorization } });
          expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
          if (method === 'OPTIONS') expect(answer.statusCode, `${url} ${as}`).toBeGreaterThanOrEqual(400);
        }
      }
    },
  );
});
