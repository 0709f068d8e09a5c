import { describe, expect, it } from 'vitest';
import { askRaw } from '../../harness/raw-connection.ts';
import { anApi, anyNumberOfRequests, bearer } from './an-api.ts';

/** Ways to write a path that somebody between us and a client may read otherwise than we do. */
const tricks = [
  ...[
    '/queues/../api/keys',
    '/queues/./../api/keys',
    '/queues/%2e%2e/api/keys',
    '/queues/%2E%2E%2Fapi%2Fkeys',
    '/queues/..%2fapi/keys',
  ],
  ...[
    '/queues/%252e%252e/api/keys',
    '/queues/%252e%252e%252fapi%252fkeys',
    '/queues/..;/api/keys',
    '/queues/;/api',
    '/queues;/api/keys',
  ],
  ...[
    '/queues/..\\api\\keys',
    '/queues\\..\\api\\keys',
    '/queues/%5c..%5capi%5ckeys',
    '/queues/%c0%ae%c0%ae/api/keys',
    '/queues/%uff0e%uff0e/api',
  ],
  ...[
    '//queues',
    '///queues',
    '//api/keys',
    '/queues//api/queues',
    '/api//keys',
    '//evil.example/queues',
    '/./api/keys',
    '/api/./keys',
    '/x/../api/keys',
  ],
  ...[
    '/QUEUES',
    '/Queues/api/queues',
    '/API/keys',
    '/api/KEYS',
    '/Docs/json',
    '/queues.',
    '/queues./',
    '/api/keys.',
    '/api/keys/',
    '/queues%20',
    '/queues%09',
  ],
  ...[
    '/queues%00',
    '/queues%00/api/keys',
    '/api/keys%00',
    '/api%2fkeys',
    '/api%252fkeys',
    '%2fapi%2fkeys',
    '/api/keys%23',
    '/api/keys%3f',
    '/api/keys;a=b',
  ],
  ...[
    '/docs/../api/keys',
    '/docs/%2e%2e/api/keys',
    '/docs/json/../../api/keys',
    '/sign-in/../api/keys',
    '/sign-in/%2e%2e/api/keys',
    '/api/health/live/../../keys',
  ],
  ...[
    '/api/health/live%2f..%2f..%2fkeys',
    '/api/health/live;/../keys',
    '/api/health/live/',
    '/api/health/live/x',
    '/sign-in/',
    '/sign-in/x',
    '/sign-in%2f',
  ],
];
const files = [
  ...[
    '/queues/static/../../../package.json',
    '/queues/static/..%2f..%2f..%2fpackage.json',
    '/queues/static/%2e%2e/%2e%2e/%2e%2e/package.json',
  ],
  ...[
    '/queues/static/..%5c..%5cpackage.json',
    '/queues/static/....//....//package.json',
    '/queues/static/%252e%252e%252fpackage.json',
    '/queues/static//etc/passwd',
  ],
  ...[
    '/queues/static/%00',
    '/queues/static/favicon.ico%00.html',
    '/queues/static/.',
    '/queues/static/..',
    '/queues/static/',
    '/queues/static',
    '/queues/static/js',
  ],
  ...[
    '/queues/../index.ejs',
    '/queues/static/../index.ejs',
    '/docs/static/../package.json',
    '/docs/static/..%2fpackage.json',
    '/docs/static/%2e%2e/%2e%2e/package.json',
  ],
  ...[
    '/docs/static/../../../../../../etc/passwd',
    '/docs/static/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/docs/static/logo.svg%00',
    '/docs/static/.git/config',
  ],
];
/** What no answer to them may hold: rows of keys, and contents of files that are none of the pages'. */
const treasure = /"prefix"|"items"|"dependencies"|root:x:|<%=|"queues":\[/;

async function aListeningApi() {
  const api = await anApi({ http: anyNumberOfRequests });
  return { api, url: await api.app.listen({ host: '127.0.0.1', port: 0 }) };
}

describe('a path that is written in some other way', () => {
  it('is known by what the right ones give', async () => {
    const { api, url } = await aListeningApi();
    for (const path of ['/api/keys', '/queues/api/queues']) {
      expect((await askRaw(url, `GET ${path}`, bearer(api.keys.admin))).text).toMatch(treasure);
    }
  });

  it('opens nothing to who has no key: he is told so, or that it cannot be read', async () => {
    const { api, url } = await aListeningApi();
    for (const path of [...tricks, ...files]) {
      for (const method of ['GET', 'HEAD', 'PUT', 'OPTIONS']) {
        const { status, text } = await askRaw(url, `${method} ${path}`, { 'content-length': '0' });
        expect([400, 401, 404, 414], `${method} ${path}: ${text}`).toContain(status);
        expect(text, `${method} ${path}`).not.toMatch(treasure);
      }
    }
    expect(api.log()).not.toContain('"level":50');
  });

  it('opens nothing to a viewer that is not his', async () => {
    const { api, url } = await aListeningApi();
    for (const path of [...tricks, ...files]) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const { status, text } = await askRaw(url, `${method} ${path}`, { 'content-length': '0', ...bearer(api.keys.viewer) });
        // The page of queues answers for every path below it, with the same page.
        const isBoardPage = status === 200 && method === 'GET' && text.includes('<div id="root">');
        if (!isBoardPage) expect([301, 302, 400, 403, 404, 405, 414], `${method} ${path}: ${text}`).toContain(status);
        expect(text, `${method} ${path}`).not.toMatch(treasure);
      }
    }
    expect(api.log()).not.toContain('"level":50');
  });

  it.each([
    'GET http://evil.example/api/keys',
    'GET http://127.0.0.1/queues/../api/keys',
    'OPTIONS *',
    'CONNECT evil.example:443',
    'TRACE /api/keys',
    'GET api/keys',
  ])('nor does another form of request: %s', async (line) => {
    const { url } = await aListeningApi();
    const { status, text } = await askRaw(url, line);
    // To CONNECT Node says nothing, and hangs up.
    if (status !== 0) expect([400, 401, 404], text).toContain(status);
    expect(text).not.toMatch(/evil\.example(?!\/api\/keys")/);
    expect(text).not.toMatch(treasure);
  });

  it('leads nobody elsewhere', async () => {
    const { api, url } = await aListeningApi();
    for (const path of [
      '//evil.example',
      '//evil.example/docs',
      '/docs//evil.example',
      '/\\evil.example',
      '/docs/static/index.html',
      '//evil.example/%2e%2e',
      '/docs/..//evil.example',
    ]) {
      for (const headers of [{ accept: 'text/html' }, { accept: 'text/html', ...bearer(api.keys.viewer) }]) {
        const { text } = await askRaw(url, `GET ${path}`, headers);
        const [, location = '/'] = /^location: (.*)\r$/im.exec(text) ?? [];
        expect(new URL(location, 'http://ours.example').origin, path).toBe('http://ours.example');
      }
    }
  });
});
