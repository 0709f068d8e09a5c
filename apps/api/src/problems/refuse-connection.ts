import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@branch-sync/contract';
import type { Logger } from 'pino';
import { bareAnswerHeaders } from '../security/answer-headers.ts';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

const refusals: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request.too_slow', detail: 'The request did not arrive in time.' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'request.headers', detail: 'The headers are larger than any call needs.' },
};
const unreadable: Refusal = { status: 400, code: 'request.unreadable', detail: 'This is not HTTP as it can be read here.' };

/** Answers what never became a request (too slow, too large, no HTTP at all) and cuts the connection. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket, log: Logger): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, detail } = refusals[error.code ?? ''] ?? unreadable;
  const title = STATUS_CODES[status] ?? 'Problem';
  const problem: Problem = { type: 'about:blank', title, status, detail, code, requestId: randomUUID() };
  log.info({ requestId: problem.requestId, reason: error.code, address: socket.remoteAddress }, 'connection refused');
  if (socket.writable) socket.write(answerOf(status, title, problem));
  socket.destroy();
}

function answerOf(status: number, title: string, problem: Problem): string {
  const body = JSON.stringify(problem);
  const headers = {
    ...bareAnswerHeaders,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'x-request-id': problem.requestId,
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${title}\r\n${lines.join('')}\r\n${body}`;
}
