import { describe, expect, it } from 'vitest';
import { aClient, errorOf } from './testing/a-client.ts';
import { startHttpServer } from './testing/http-server.ts';
import { recording } from './testing/recordings.ts';
import { jsonReply, odooOf, pageReply, versionReply, xmlReply } from './testing/replies.ts';
import { parseVersion } from './version.ts';

describe('a version', () => {
  it.each([
    ['19.0', 19, 0],
    ['16.0', 16, 0],
    ['saas~18.2', 18, 2],
    ['saas~18.2+e', 18, 2],
    ['17.0+e-20260101', 17, 0],
    ['20', 20, 0],
  ])('%s is read', (text, major, minor) => {
    expect(parseVersion(text)).toEqual({ text, major, minor });
  });

  it.each(['', 'unknown'])('%j is none', (text) => {
    expect(parseVersion(text)).toBeNull();
  });
});

describe('a server', () => {
  it('is asked without signing in', async () => {
    const server = await startHttpServer(() => ({ body: recording('version.response.xml') }));
    expect(await aClient(server.url).version()).toEqual({ text: '19.0', major: 19, minor: 0 });
    expect(server.asked.map(({ path }) => path)).toEqual(['/xmlrpc/2/common']);
    expect(server.asked[0]?.body).not.toContain('the-secret');
  });

  it('that has no XML-RPC any more is asked by HTTP', async () => {
    const server = await startHttpServer(odooOf({ webVersion: () => jsonReply({ version: '22.0', version_info: [22, 0] }) }));
    expect(await aClient(server.url).version()).toEqual({ text: '22.0', major: 22, minor: 0 });
  });

  it('that answers JSON of a hundred thousand levels is not Odoo, and that is seen before it is parsed', async () => {
    const bomb = { headers: { 'content-type': 'application/json' }, body: `{"version": "22.0", "x": ${'['.repeat(100_000)}` };
    const server = await startHttpServer(odooOf({ webVersion: () => bomb }));
    expect(await errorOf(aClient(server.url).version())).toMatchObject({
      kind: 'not_odoo',
      message: 'the answer is nested too deeply.',
    });
  });

  it.each([
    ['has neither', odooOf({})],
    ['answers without a version', odooOf({ version: () => xmlReply({ other: 1 }) })],
    ['answers a version that is none', odooOf({ version: versionReply('soon') })],
    ['answers a page with status 200', () => pageReply(200)],
    ['answers other JSON', odooOf({ webVersion: () => jsonReply([1]) })],
  ])('that %s is not Odoo', async (_case, reply) => {
    const server = await startHttpServer(reply);
    expect((await errorOf(aClient(server.url).version())).kind).toBe('not_odoo');
  });
});
