import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { describe, expect, it } from 'vitest';
import { aClient, errorOf, someFacts } from '../testing/a-client.ts';
import { startHttpServer } from '../testing/http-server.ts';
import { jsonReply } from '../testing/replies.ts';
import { guardedConnector } from './guarded-connector.ts';

type Address = { readonly address: string; readonly family: number };
const v4 = (address: string): Address => ({ address, family: 4 });
const v6 = (address: string): Address => ({ address, family: 6 });

/** Connects by a name that resolves to the next of the given lists each time; gives the address it came to, or the error's code. */
function connectorOver(privateAddresses: 'allow' | 'refuse', ...resolutions: readonly (readonly Address[])[]) {
  const left = [...resolutions];
  const connector = guardedConnector(
    { connectTimeoutMs: 2_000, privateAddresses },
    { rejectUnauthorized: true },
    (_hostname, _options, callback) => callback(null, [...(left.shift() ?? [])]),
  );
  return (server: { readonly url: string }, hostname = 'odoo.example') =>
    new Promise<string | undefined>((resolve) => {
      const { port } = new URL(server.url);
      const done: buildConnector.Callback = (error, socket) => {
        resolve(error === null ? remoteOf(socket) : codeOf(error));
        socket?.destroy();
      };
      connector({ hostname, protocol: 'http:', port }, done);
    });
}
const remoteOf = ({ remoteAddress }: Socket) => remoteAddress;
const codeOf = (error: Error) => ('code' in error ? String(error.code) : error.message);

describe('a name', () => {
  it('is looked at by what it resolves to each time: one that turns to another address gains nothing', async () => {
    const server = await startHttpServer(() => jsonReply(1));
    const connect = connectorOver('allow', [v4('127.0.0.1')], [v4('169.254.169.254')], [v6('::ffff:169.254.169.254')]);
    expect([await connect(server), await connect(server), await connect(server)]).toEqual([
      '127.0.0.1',
      'ADDRESS_NEVER',
      'ADDRESS_NEVER',
    ]);
    const refusing = connectorOver('refuse', [v4('127.0.0.1')], [v4('10.0.0.1'), v4('169.254.169.254')]);
    expect([await refusing(server), await refusing(server)]).toEqual(['ADDRESS_PRIVATE', 'ADDRESS_PRIVATE']);
    expect(server.sockets).toBe(1);
  });

  it('leads to those of its addresses that are allowed', async () => {
    const server = await startHttpServer(() => jsonReply(1));
    const connect = connectorOver('allow', [v6('fe80::1'), v4('0.0.0.0'), v4('127.0.0.1')]);
    expect(await connect(server)).toBe('127.0.0.1');
  });

  it('of a metadata service is refused without being looked up', async () => {
    const server = await startHttpServer(() => jsonReply(1));
    const connect = connectorOver('allow', [v4('127.0.0.1')]);
    expect(await connect(server, 'metadata.google.internal')).toBe('ADDRESS_NEVER');
    expect(await connect(server)).toBe('127.0.0.1');
  });
});

/** Every way of writing this machine's address that a URL takes. */
const loopbacks = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '017700000001',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  'localhost',
  'LOCALHOST',
];

describe.each(['xmlrpc', 'json2'] as const)('by %s, a call', (wire) => {
  const callOn = (url: string, privateAddresses: 'allow' | 'refuse') =>
    aClient(url, { facts: someFacts(wire), limits: { privateAddresses } }).call('res.partner', 'search');

  it.each(loopbacks)('to %s is refused where private addresses are, and no socket is opened', async (host) => {
    const server = await startHttpServer(() => jsonReply([1]));
    const error = await errorOf(callOn(server.url.replace('127.0.0.1', host), 'refuse'));
    expect(error).toMatchObject({
      kind: 'address_refused',
      message: 'private and loopback addresses are refused here (ODOO_PRIVATE_ADDRESSES).',
      workMayBeDone: false,
    });
    expect(server.sockets).toBe(0);
  });

  it.each([
    '0.0.0.0',
    '0',
    '[::]',
    '[::ffff:0.0.0.0]',
    '169.254.169.254',
    '2852039166',
    '[::ffff:a9fe:a9fe]',
    'metadata.google.internal',
  ])('to %s is refused whatever the setting', async (host) => {
    const server = await startHttpServer(() => jsonReply([1]));
    const error = await errorOf(callOn(server.url.replace('127.0.0.1', host), 'allow'));
    expect(error).toMatchObject({
      kind: 'address_refused',
      message: 'nothing is asked at link-local, multicast and cloud metadata addresses.',
    });
    expect(server.sockets).toBe(0);
  });

  it('says the same where somebody is as where nobody is', async () => {
    const server = await startHttpServer(() => jsonReply([1]));
    const errors = await Promise.all(
      [server.url, 'http://127.0.0.1:1', 'http://10.255.255.1'].map((url) => errorOf(callOn(url, 'refuse'))),
    );
    const told = errors.map(({ kind, message, httpStatus }) => ({ kind, message, httpStatus }));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
