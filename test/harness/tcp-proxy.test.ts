import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aTcpProxy } from './tcp-proxy.ts';
import { until } from './until.ts';

/** One end of a connection, and what it has seen of it. */
interface End {
  readonly socket: Socket;
  received: string;
  /** How the other side took its leave. */
  goodbye: 'none' | 'end' | 'reset';
}

describe('a TCP proxy', () => {
  it('carries both directions, and a goodbye of each', async () => {
    const { caller, server } = await aPair();
    caller.socket.write('ask');
    await received(server, 'ask');
    caller.socket.end();
    await goodbye(server, 'end');
    server.socket.end('answer after the other end has closed');
    await received(caller, 'answer after the other end has closed');
    await goodbye(caller, 'end');
  });

  it('cuts at a byte, whichever piece it came in, and carries the next connection', async () => {
    const { proxy, caller, server, another } = await aPair();
    proxy.after(5, 'request', (connection) => connection.cut());
    caller.socket.write('abc');
    await received(server, 'abc');
    caller.socket.write('defg');
    await goodbye(caller, 'reset');
    // Bytes and a reset that come together are bytes and an end to libuv.
    await until('the server to see it', async () => server.goodbye !== 'none');
    expect('abcde'.startsWith(server.received)).toBe(true);
    const next = await another();
    next.caller.socket.write('whole');
    await received(next.server, 'whole');
    expect(proxy.accepted).toBe(2);
  });

  it('counts the bytes of all connections, and befalls the one that brings the next, one plan after the other', async () => {
    const { proxy, caller, server, another } = await aPair();
    const other = await another();
    proxy.after(4, 'answer', (connection) => connection.end('answer'));
    proxy.after(1, 'answer', (connection) => connection.cut());
    server.socket.write('1234');
    await received(caller, '1234');
    other.server.socket.write('5');
    await goodbye(other.caller, 'end');
    expect(other.caller.received).toBe('');
    server.socket.write('6');
    await received(caller, '12346');
    server.socket.write('7');
    await goodbye(caller, 'reset');
  });

  it.each(['request', 'answer'] as const)('ends one direction alone: the %s', async (direction) => {
    const { proxy, caller, server } = await aPair();
    const [from, to] = direction === 'request' ? [caller, server] : [server, caller];
    proxy.after(2, direction, (connection) => connection.end(direction));
    from.socket.write('lost');
    await goodbye(to, 'end');
    expect(to.received).toBe('lo');
    to.socket.write('still heard');
    await received(from, 'still heard');
    expect(from.goodbye).toBe('none');
  });

  it('goes dark: connections stand and new ones come to stand, no byte passes; restored, new ones are good', async () => {
    const { proxy, caller, server, another } = await aPair();
    proxy.goDark();
    caller.socket.write('into the dark');
    const dark = await another();
    dark.caller.socket.write('into the dark');
    await proxy.restore();
    const light = await another();
    light.caller.socket.write('seen');
    await received(light.server, 'seen');
    for (const end of [caller, server, dark.caller, dark.server]) {
      expect(end).toMatchObject({ received: '', goodbye: 'none' });
    }
  });

  it('refuses, and listens again at the same port', async () => {
    const { proxy, caller, server, another } = await aPair();
    await proxy.refuse();
    await goodbye(caller, 'reset');
    await goodbye(server, 'reset');
    await expect(another()).rejects.toThrow('ECONNREFUSED');
    await proxy.restore();
    const next = await another();
    next.caller.socket.write('back');
    await received(next.server, 'back');
  });

  it('is slow in both ways, and loses nothing by it', async () => {
    const { proxy, caller, server } = await aPair();
    proxy.slowDown({ latencyMs: 5, bytesPerSecond: 4_000 });
    const begun = performance.now();
    caller.socket.end('x'.repeat(500));
    await goodbye(server, 'end');
    expect(server.received).toBe('x'.repeat(500));
    // A timer may come a millisecond early.
    expect(performance.now() - begun).toBeGreaterThan(120);
  });

  it('resets the caller where nobody listens at the target', async () => {
    const { proxy, server, target } = await aPair();
    server.socket.destroy();
    target.close();
    const caller = endOf(connect({ port: proxy.port, host: '127.0.0.1' }));
    await goodbye(caller, 'reset');
  });

  /** A server, a proxy to it, and a connection through both. */
  async function aPair() {
    const accepted: End[] = [];
    const target = createServer({ allowHalfOpen: true }, (socket) => accepted.push(endOf(socket)));
    await new Promise<void>((resolve) => {
      target.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => void target.close());
    const proxy = await aTcpProxy((target.address() as AddressInfo).port);
    const another = async () => {
      const already = accepted.length;
      const caller = endOf(connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true }));
      await once(caller.socket, 'connect');
      return { caller, server: await until('the server to accept', async () => accepted[already]) };
    };
    return { proxy, target, another, ...(await another()) };
  }
});

function endOf(socket: Socket): End {
  const end: End = { socket, received: '', goodbye: 'none' };
  socket.on('data', (chunk) => {
    end.received += chunk.toString();
  });
  socket.on('end', () => {
    end.goodbye = 'end';
  });
  socket.on('error', () => {
    end.goodbye = 'reset';
  });
  onTestFinished(() => void socket.destroy());
  return end;
}

const received = (end: End, text: string) => until(`"${text}" to arrive`, async () => end.received === text, 5_000);
const goodbye = (end: End, way: End['goodbye']) => until(`a goodbye by ${way}`, async () => end.goodbye === way, 5_000);
