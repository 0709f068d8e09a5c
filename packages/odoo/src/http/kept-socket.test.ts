import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { TransportName } from '../client.ts';
import { aClient, errorOf, someFacts } from '../testing/a-client.ts';
import { answerHead, startSocketServer } from '../testing/socket-server.ts';
import { xmlOf } from '../testing/xmlrpc-codec.ts';

const wires: readonly TransportName[] = ['xmlrpc', 'json2'];
const answers = { xmlrpc: xmlOf(1), json2: '1' };
const types = { xmlrpc: 'text/xml', json2: 'application/json' };

/** What the other side may do to a socket of which nothing is under way. */
const ends: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['closed', (socket) => socket.destroy()],
  ['half-closed', (socket) => socket.end()],
  ['reset', (socket) => socket.resetAndDestroy()],
];

describe.each(wires)('by %s, a kept socket', (wire) => {
  it.each(ends)('that was %s is no obstacle, even at the moment of the next call', async (_, end) => {
    const { client, sockets } = await aClientThatCalled(1);
    // In one go: the client cannot have seen it yet when it sends.
    for (const socket of sockets) end(socket);
    expect(await client.call('res.partner', 'search')).toBe(1);
  });

  it('is no obstacle where several were reset together', async () => {
    const { client, sockets } = await aClientThatCalled(3);
    for (const socket of sockets) socket.resetAndDestroy();
    expect(await client.call('res.partner', 'search')).toBe(1);
  });

  it('that dies under a call leaves doubt, and the call is not repeated', async () => {
    const { client, requests, reactBy } = await aClientThatCalled(1);
    reactBy((socket) => socket.resetAndDestroy());
    const error = await errorOf(client.call('res.partner', 'search'));
    expect([error.kind, error.workMayBeDone, requests()]).toEqual(['unreachable', true, 2]);
  });

  /** A client whose calls, all at once, were answered, and the sockets that it keeps. */
  async function aClientThatCalled(times: number) {
    const answer = answerHead(answers[wire].length, types[wire]) + answers[wire];
    const sockets = new Set<Socket>();
    let requests = 0;
    let react: (socket: Socket) => unknown = (socket) => socket.write(answer);
    const server = await startSocketServer((socket) => {
      sockets.add(socket);
      requests += 1;
      react(socket);
    });
    const client = aClient(server.url, { facts: someFacts(wire) });
    await Promise.all(Array.from({ length: times }, () => client.call('res.partner', 'search')));
    expect(sockets.size).toBe(times);
    const reactBy = (other: typeof react) => {
      react = other;
    };
    return { client, sockets, requests: () => requests, reactBy };
  }
});
