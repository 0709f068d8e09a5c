import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const compress = promisify(gzip);
const WORTH_COMPRESSING_BYTES = 1024;

export function xmlReply(body: string): Reply {
  return { status: 200, contentType: 'text/xml; charset=utf-8', body };
}

export function jsonReply(body: string, status = 200): Reply {
  return { status, contentType: 'application/json; charset=utf-8', body };
}

export function htmlReply(status: number, title: string, text: string): Reply {
  const body = `<!DOCTYPE html>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`;
  return { status, contentType: 'text/html; charset=utf-8', body };
}

/** Writes an answer with the server's own clock in `Date`; gzipped where the client takes it. */
export async function sendReply(request: IncomingMessage, response: ServerResponse, reply: Reply, now: Date): Promise<void> {
  const { body, headers } = await encode(request, reply, now);
  response.writeHead(reply.status, headers);
  response.end(body);
}

/** Announces the whole answer, sends half of it and resets the connection. */
export async function sendHalf(request: IncomingMessage, response: ServerResponse, reply: Reply, now: Date): Promise<void> {
  const { body, headers } = await encode(request, reply, now);
  response.writeHead(reply.status, headers);
  await new Promise<void>((resolve) => response.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve()));
  request.socket.destroy();
}

async function encode(
  request: IncomingMessage,
  reply: Reply,
  now: Date,
): Promise<{ body: Buffer; headers: Record<string, string | number> }> {
  const plain = Buffer.from(reply.body);
  const isGzipped = plain.length >= WORTH_COMPRESSING_BYTES && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = isGzipped ? await compress(plain, { level: constants.Z_BEST_SPEED }) : plain;
  const headers: Record<string, string | number> = {
    'Content-Type': reply.contentType,
    'Content-Length': body.length,
    Date: now.toUTCString(),
  };
  return { body, headers: isGzipped ? { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : headers };
}
