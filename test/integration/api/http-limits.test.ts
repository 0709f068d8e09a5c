import { problemSchema } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { httpLimits } from '../../../apps/api/src/http-settings.ts';
import { streamLimits } from '../../../apps/api/src/streams/streams.ts';
import { aRawConnection, askRaw } from '../../harness/raw-connection.ts';
import { aBranch, aRun } from './a-run.ts';
import { aBranchInput, anApi, anyNumberOfRequests, type TestApi } from './an-api.ts';

const impatient = { ...httpLimits, headersMs: 300, requestMs: 500, lookEveryMs: 50 };

async function aListeningApi(limits: Partial<typeof httpLimits> = {}): Promise<{ api: TestApi; url: string }> {
  const api = await anApi({ http: { ...anyNumberOfRequests, limits: { ...impatient, ...limits } } });
  return { api, url: await api.app.listen({ host: '127.0.0.1', port: 0 }) };
}

const isServed = async (url: string) => (await fetch(`${url}/api/health/live`)).status === 200;

/** The problem of a refusal as it came over the wire. */
function problemIn(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toContain('content-type: application/problem+json');
  expect(head).toContain("content-security-policy: default-src 'none'");
  expect(head).not.toMatch(/x-powered-by|server:/i);
  return problemSchema.parse(JSON.parse(body));
}

describe('a client that is slow on purpose', () => {
  it('is cut while it trickles headers, and others are served meanwhile', async () => {
    const { url } = await aListeningApi();
    const slow = await Promise.all(Array.from({ length: 20 }, () => aRawConnection(url)));
    for (const connection of slow) {
      connection.write('GET /api/runs HTTP/1.1\r\nhost: x\r\n');
      connection.trickle('x-more: 1\r\n', 40);
    }
    expect(await isServed(url)).toBe(true);
    for (const { closed } of slow) expect(problemIn(await closed)).toMatchObject({ status: 408, code: 'request.too_slow' });
  });

  it('is cut while it trickles a body, with a key or without, and nothing is the matter with us', async () => {
    const { api, url } = await aListeningApi();
    const slow = await aRawConnection(url);
    const head = `POST /api/branches HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n`;
    slow.write(`${head}authorization: Bearer ${api.keys.admin}\r\n\r\n{`);
    slow.trickle(' ', 40);
    expect(await isServed(url)).toBe(true);
    expect(problemIn(await slow.closed)).toMatchObject({ status: 408 });
    expect(api.log()).not.toContain('request failed');
    const stranger = await aRawConnection(url);
    stranger.write(`${head}\r\n{`);
    stranger.trickle(' ', 40);
    // He is answered before his body is looked at; then his time runs out, or the rest is no request.
    expect(await stranger.closed).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('is cut where it says nothing at all', async () => {
    const { url } = await aListeningApi();
    const silent = await aRawConnection(url);
    expect(problemIn(await silent.closed)).toMatchObject({ status: 408 });
  });

  it('is cut where nothing moves on a stream', async () => {
    const streams = { ...streamLimits, heartbeatMs: 60_000 };
    const api = await anApi({ streams, http: { ...anyNumberOfRequests, limits: { ...httpLimits, idleMs: 200 } } });
    const run = await aRun(api, await aBranch(api, 'B1'));
    const url = await api.app.listen({ host: '127.0.0.1', port: 0 });
    const stream = await aRawConnection(url);
    stream.write(`GET /api/runs/${run.id}/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${api.keys.viewer}\r\n\r\n`);
    expect(await stream.closed).toContain('event: run');
  });
});

describe('a request that is larger than any', () => {
  it('is refused for its headers, its path, a part of its path, its body, and its levels', async () => {
    const { api, url } = await aListeningApi();
    const large = await askRaw(url, 'GET /api/runs', { 'x-large': 'x'.repeat(httpLimits.headerBytes) });
    expect(problemIn(large.text)).toMatchObject({ status: 431, code: 'request.headers' });
    const refusal = async (...[method, path, options]: Parameters<TestApi['call']>) => {
      const { status, code } = problemSchema.parse((await api.call(method, path, options)).json());
      return `${status} ${code}`;
    };
    expect(await refusal('GET', `/api/runs?branch=${'x'.repeat(httpLimits.urlLength)}`)).toBe('414 request.path');
    expect(await refusal('GET', `/${'x'.repeat(httpLimits.urlLength)}`, { as: null })).toBe('414 request.path');
    expect(await refusal('GET', `/api/branches/${'x'.repeat(101)}`)).toBe('414 request.path');
    const body = aBranchInput({ name: 'x'.repeat(httpLimits.bodyBytes) });
    expect(await refusal('POST', '/api/branches', { body })).toBe('413 request.too_large');
    const csv = { body: 'x'.repeat(5 * 2 ** 20 + 1), headers: { 'content-type': 'text/csv' } };
    expect(await refusal('POST', '/api/branches/B1/mappings/import', csv)).toBe('413 request.too_large');
  });

  it.each([
    ['arrays', '['.repeat(500_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['arrays that end', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['arrays in a field', `{"name":${'['.repeat(32)}${']'.repeat(32)}}`],
  ])('is refused for more levels than any has: %s', async (_, body) => {
    const api = await anApi();
    for (const path of ['/api/branches', '/queues/api/queues/receive/add']) {
      expect((await api.call('POST', path, { body })).json(), path).toMatchObject({ status: 400, code: 'request.too_deep' });
    }
  });

  it.each([
    '{"__proto__":{"role":"admin"}}',
    '{"a":[{"__proto__":1}]}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
    '{"\\u005f_proto__":1}',
  ])('that would change what objects are made of is refused: %s', async (body) => {
    const api = await anApi();
    expect((await api.call('POST', '/api/branches', { body })).json()).toMatchObject({ status: 400, code: 'request.malformed' });
  });
});

describe('what is no request', () => {
  it.each([
    ['another protocol', 'SSH-2.0-x\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'],
    ['a length and chunks', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a line that is folded', 'GET / HTTP/1.1\r\nhost: x\r\nx-a: 1\r\n b: 2\r\n\r\n'],
    ['a header without a name', 'GET / HTTP/1.1\r\nhost: x\r\n: 1\r\n\r\n'],
  ])('is refused, and the connection ends: %s', async (_, text) => {
    const { url } = await aListeningApi();
    const connection = await aRawConnection(url);
    connection.write(text);
    expect(problemIn(await connection.closed)).toMatchObject({ status: 400, code: 'request.unreadable' });
  });
});

it('a client is told when it has used a connection often enough', async () => {
  const { url } = await aListeningApi({ requestsPerSocket: 1 });
  expect((await fetch(`${url}/api/health/live`)).headers.get('connection')).toBe('close');
});
