import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { consoleFiles } from '../../../apps/api/src/console/page.ts';
import { anApi, type TestApi } from './an-api.ts';

const views = [
  '/',
  '/schedule',
  '/branches/new',
  '/branches/B1/mappings?model=account.tax',
  '/failures',
  '/failures/0123456789abcdef0123456789abcdef',
  '/push?step=models',
  '/runs/0194d3b2-0000-7000-8000-000000000000',
  '/orders',
  '/reconciliation/B1/2026-11-20',
  '/jobs?at=/queue/receive',
  '/settings/keys',
];

const asPerson = { accept: 'text/html' };
const view = (api: TestApi, url: string, as: 'viewer' | null) => api.call('GET', url, { as, headers: asPerson });

describe('the console’s page', () => {
  it('answers at the address of every view, to whoever may look, with a word that its policy knows', async () => {
    const api = await anApi();
    for (const url of views) {
      const { statusCode, headers, body } = await view(api, url, 'viewer');
      expect([url, statusCode, headers['content-type'], headers['cache-control']]).toEqual([
        ...[url, 200, 'text/html; charset=utf-8', 'no-store'],
      ]);
      const [, nonce = 'none'] = /name="style-nonce" content="([^"]+)"/.exec(body) ?? [];
      expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    }
  });

  it('leads strangers to the sign-in, and from there to the view that they wanted', async () => {
    const api = await anApi();
    for (const url of views) {
      const { statusCode, headers } = await view(api, url, null);
      expect([statusCode, headers.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(url)}`]);
    }
  });

  it('is not at other addresses, nor for other methods', async () => {
    const api = await anApi();
    for (const url of ['/nothing', '/branches', '/api/nothing', '/assets/nothing.js', '/assets/../index.html', '/index.html']) {
      expect([url, (await view(api, url, 'viewer')).statusCode]).toEqual([url, 404]);
    }
    const post = await api.call('POST', '/runs');
    expect([post.statusCode, post.headers.allow]).toEqual([405, 'GET']);
  });
});

describe('the console’s files', () => {
  it('are for everybody, and kept by browsers: their names tell what is in them', async () => {
    const api = await anApi();
    const names = await readdir(`${consoleFiles}assets`);
    const script = names.find((name) => /^index-.*\.js$/.test(name));
    const answer = await api.call('GET', `/assets/${script}`, { as: null });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
  });

  it('go over the line compressed, as the browser likes it best', async () => {
    const api = await anApi();
    const script = (await readdir(`${consoleFiles}assets`)).find((name) => /^index-.*\.js$/.test(name));
    for (const [accepts, encoding] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', undefined],
    ]) {
      const { headers } = await api.call('GET', `/assets/${script}`, { as: null, headers: { 'accept-encoding': accepts ?? '' } });
      expect([accepts, headers['content-encoding'], headers.vary?.toString().toLowerCase()]).toEqual([
        ...[accepts, encoding, expect.stringContaining('accept-encoding')],
      ]);
    }
  });

  it('are those of its folder, and no others', async () => {
    const api = await anApi();
    for (const path of ['..%2findex.html', '%2e%2e/built-from', '..%5cindex.html', '.']) {
      expect([path, (await api.call('GET', `/assets/${path}`, { as: null })).statusCode]).not.toEqual([path, 200]);
    }
  });
});
