import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TransportName } from '../client.ts';
import { aClient, errorOf, someFacts } from '../testing/a-client.ts';
import { startHttpServer } from '../testing/http-server.ts';
import { answerHead, startSocketServer, urlOfNobody } from '../testing/socket-server.ts';
import { xmlOf } from '../testing/xmlrpc-codec.ts';

const limits = { callTimeoutMs: 10_000, connectTimeoutMs: 10_000, maxAnswerBytes: 100_000 };
const wires: readonly TransportName[] = ['xmlrpc', 'json2'];
const contentType = { xmlrpc: 'text/xml', json2: 'application/json' };
const wholeAnswer = { xmlrpc: xmlOf(['x'.repeat(2_000)]), json2: JSON.stringify(['x'.repeat(2_000)]) };

/** A call with the patience of a busy machine, so that it ends by what happens to it; where time is to end it, with little. */
const callOn = (wire: TransportName, url: string, callTimeoutMs = limits.callTimeoutMs) =>
  aClient(url, { facts: someFacts(wire), limits: { ...limits, callTimeoutMs } }).call('res.partner', 'search', {
    named: { domain: [] },
  });
const soonMs = 200;

/** Sends a piece now and then until the other side has had enough. */
function trickle(socket: Socket, first: string, piece: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on('close', () => clearInterval(timer));
}

/** Sends as fast as the other side reads, without end. */
function flood(response: ServerResponse, start: string): void {
  response.write(start);
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  };
  response.on('drain', more);
  more();
}

describe.each(wires)('by %s, a call ends', (wire) => {
  const type = contentType[wire];
  const answer = wholeAnswer[wire];
  const head = (length: number, more = '') => answerHead(length, type, more);

  it.each<[string, (socket: Socket) => void, string]>([
    ['where the connection is reset before the answer', (socket) => socket.resetAndDestroy(), 'unreachable'],
    ['where it is closed before the answer', (socket) => socket.end(), 'unreachable'],
    ['where it is closed in the head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-ty'), 'unreachable'],
    [
      'where it is reset amid the answer',
      (socket) => socket.write(head(answer.length) + answer.slice(0, 500), () => socket.resetAndDestroy()),
      'unreachable',
    ],
    ['where it is closed amid the answer', (socket) => socket.end(head(answer.length) + answer.slice(0, 500)), 'unreachable'],
    ['where half an answer is said to be all', (socket) => socket.end(head(500) + answer.slice(0, 500)), 'not_odoo'],
    ['where nobody answers', () => undefined, 'timeout'],
    ['where the head trickles', (socket) => trickle(socket, 'HTTP/1.1 200 OK\r\n', 'x: y\r\n'), 'timeout'],
    ['where the answer trickles', (socket) => trickle(socket, head(1_000_000) + answer.slice(0, 500), 'x'), 'timeout'],
    ['where the answer is not HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), 'not_odoo'],
    ['where the answer is empty', (socket) => socket.end(head(0)), 'not_odoo'],
    [
      'where the answer is of another encoding',
      (socket) => socket.end(head(2, 'content-encoding: br\r\n') + answer.slice(0, 2)),
      'not_odoo',
    ],
    [
      'where it is not compressed as it says',
      (socket) => socket.end(head(answer.length, 'content-encoding: gzip\r\n') + answer),
      'not_odoo',
    ],
    [
      'where the compressed answer is cut off',
      (socket) => {
        const half = gzipSync(answer).subarray(0, 25);
        socket.write(head(half.length, 'content-encoding: gzip\r\n'));
        socket.end(half);
      },
      'not_odoo',
    ],
    [
      'where the connection is reset amid a compressed answer',
      (socket) => {
        socket.write(head(5_000, 'content-encoding: gzip\r\n'));
        socket.write(gzipSync(answer).subarray(0, 25), () => socket.resetAndDestroy());
      },
      'unreachable',
    ],
    [
      'where the answer is not UTF-8',
      (socket) => {
        socket.write(head(answer.length));
        socket.end(Buffer.from(answer.replaceAll('x', '\xe9'), 'latin1'));
      },
      'not_odoo',
    ],
  ])('%s', async (_case, onRequest, kind) => {
    const server = await startSocketServer(onRequest);
    const error = await errorOf(callOn(wire, server.url, kind === 'timeout' ? soonMs : undefined));
    expect([error.kind, error.workMayBeDone]).toEqual([kind, true]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'where the answer has no end',
      (response) => flood(response.writeHead(200, { 'content-type': type }), answer.slice(0, -100)),
    ],
    [
      'where a small answer unpacks to a large one',
      (response) =>
        response
          .writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' })
          .end(gzipSync(answer.replace('x', 'x'.repeat(1_000_000)))),
    ],
  ])('%s', async (_case, reply) => {
    const server = await startHttpServer(() => reply);
    const error = await errorOf(callOn(wire, server.url));
    expect([error.kind, error.message]).toEqual(['not_odoo', 'the answer is larger than 100000 bytes.']);
  });

  it('where the answer is nested too deeply', async () => {
    const opening =
      wire === 'xmlrpc' ? '<methodResponse><params><param>'.concat('<value><array><data>'.repeat(2_000)) : '['.repeat(50_000);
    const server = await startHttpServer(() => ({ headers: { 'content-type': type }, body: opening }));
    const error = await errorOf(callOn(wire, server.url));
    expect([error.kind, error.message]).toEqual(['not_odoo', expect.stringContaining('nested too deeply')]);
  });

  it('where nobody listens, without doubt about the work', async () => {
    const error = await errorOf(callOn(wire, await urlOfNobody()));
    expect([error.kind, error.workMayBeDone]).toEqual(['unreachable', false]);
  });

  it('where the host has no address', async () => {
    // A label of more than 63 characters is refused by the resolver itself, without asking anybody.
    const error = await errorOf(callOn(wire, `http://${'a'.repeat(64)}.invalid`));
    expect([error.kind, error.workMayBeDone]).toEqual(['dns', false]);
  });

  it('where TLS is spoken to who does not', async () => {
    const server = await startHttpServer(() => ({ body: answer }));
    const error = await errorOf(callOn(wire, server.url.replace('http:', 'https:')));
    expect([error.kind, error.workMayBeDone]).toEqual(['tls', false]);
  });

  it('when its caller gives it up', async () => {
    const stop = new AbortController();
    const server = await startSocketServer(() => stop.abort());
    const client = aClient(server.url, { facts: someFacts(wire) });
    const error = await errorOf(client.call('res.partner', 'search', { signal: stop.signal }));
    expect([error.kind, error.workMayBeDone]).toEqual(['aborted', true]);
  });

  it('when its caller gives it up amid the answer', async () => {
    const stop = new AbortController();
    const server = await startSocketServer((socket) =>
      socket.write(head(answer.length) + answer.slice(0, 500), () => stop.abort()),
    );
    const client = aClient(server.url, { facts: someFacts(wire) });
    expect((await errorOf(client.call('res.partner', 'search', { signal: stop.signal }))).kind).toBe('aborted');
  });

  it('at once when its caller has given it up before', async () => {
    const server = await startHttpServer(() => ({ body: answer }));
    const client = aClient(server.url, { facts: someFacts(wire) });
    const error = await errorOf(client.call('res.partner', 'search', { signal: AbortSignal.abort() }));
    expect([error.kind, error.workMayBeDone, client.callCount, server.sockets]).toEqual(['aborted', false, 0, 0]);
  });

  it('when the client is closed', async () => {
    const { url } = await startSocketServer(() => void client.close());
    const client = aClient(url, { facts: someFacts(wire) });
    expect((await errorOf(client.call('res.partner', 'search'))).kind).toBe('aborted');
    expect((await errorOf(client.call('res.partner', 'search'))).kind).toBe('aborted');
  });

  it('in its time while it waits for a socket, without doubt about the work', async () => {
    // All nine run out in one go: a socket that one of them lets go of is no more for the ninth to take.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let asked = 0;
    const server = await startSocketServer(() => {
      asked += 1;
      if (asked === 8) vi.advanceTimersByTime(limits.callTimeoutMs);
    });
    const client = aClient(server.url, { facts: someFacts(wire), limits });
    const errors = await Promise.all(Array.from({ length: 9 }, () => errorOf(client.call('res.partner', 'search'))));
    expect(errors.map(({ kind }) => kind)).toEqual(new Array(9).fill('timeout'));
    expect(errors.map(({ workMayBeDone }) => workMayBeDone)).toEqual([...new Array(8).fill(true), false]);
  });
});

describe('a good answer', () => {
  it.each(wires)('comes by %s over a socket that is kept, compressed or not, cut anywhere', async (wire) => {
    let count = 0;
    const expected = ['x'.repeat(2_000)];
    const server = await startHttpServer(() => (response) => {
      count += 1;
      const body = Buffer.from(wholeAnswer[wire]);
      const isPacked = count % 2 === 0;
      const bytes = isPacked ? gzipSync(body) : body;
      response.writeHead(200, { 'content-type': contentType[wire], ...(isPacked && { 'content-encoding': 'gzip' }) });
      response.write(bytes.subarray(0, 33));
      response.end(bytes.subarray(33));
    });
    const client = aClient(server.url, { facts: someFacts(wire) });
    for (let call = 0; call < 4; call += 1) expect(await client.call('res.partner', 'search')).toEqual(expected);
    expect([server.sockets, client.callCount]).toEqual([1, 4]);
    expect(server.asked[0]?.headers).toMatchObject({ 'accept-encoding': 'gzip', 'content-length': expect.any(String) });
  });

  it('may split a character over chunks', async () => {
    const server = await startSocketServer((socket) => {
      const bytes = Buffer.from('["é😀"]');
      socket.write(answerHead(bytes.length, 'application/json'));
      for (const byte of bytes) socket.write(Buffer.of(byte));
    });
    expect(await aClient(server.url, { facts: someFacts('json2') }).call('m', 'f')).toEqual(['é😀']);
  });

  it('tells the clock of the server', async () => {
    const server = await startHttpServer(() => ({
      headers: { date: 'Fri, 20 Nov 2037 10:00:00 GMT', 'content-type': 'application/json' },
      body: '1',
    }));
    const client = aClient(server.url, { facts: someFacts('json2') });
    expect(client.clockOffsetMs).toBeNull();
    const before = Date.now();
    await client.call('m', 'f');
    const serverTime = Date.parse('2037-11-20T10:00:00.500Z');
    expect(client.clockOffsetMs).toBeLessThanOrEqual(serverTime - before);
    expect(client.clockOffsetMs).toBeGreaterThanOrEqual(serverTime - Date.now());
  });
});
