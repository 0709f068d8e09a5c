import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ServerIdentity } from './certificates.ts';

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface HttpServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Sockets that were opened so far. */
  readonly sockets: number;
}

/** A server that answers as told until the test ends, with an identity over TLS; a reply that is a function has the response for itself. */
export async function startHttpServer(
  reply: (asked: Asked) => Reply | ((response: ServerResponse) => void) | Promise<Reply>,
  identity: ServerIdentity | null = null,
): Promise<HttpServer> {
  const asked: Asked[] = [];
  let sockets = 0;
  const listen = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
    asked.push(one);
    const answer = await reply(one);
    if (typeof answer === 'function') answer(response);
    else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  };
  const server = identity === null ? createServer(listen) : createTlsServer(identity, listen);
  server.on('connection', () => {
    sockets += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `${identity === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    asked,
    get sockets() {
      return sockets;
    },
  };
}
