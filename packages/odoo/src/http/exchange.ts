import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Agent, request } from 'undici';
import type { OdooLimits } from '../client.ts';
import type { OdooErrorKind } from '../errors.ts';
import { transportFailureOf } from './transport-failure.ts';

/** One HTTP request to Odoo. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The answer's head; its text comes chunk by chunk. `dateMs` is the server's clock (Date header). */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly dateMs: number | null;
  readonly chunks: AsyncIterable<string>;
}

/** The exchange failed on the way. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly kind: OdooErrorKind;
  readonly workMayBeDone: boolean;
  constructor(kind: OdooErrorKind, message: string, workMayBeDone: boolean) {
    super(message);
    this.kind = kind;
    this.workMayBeDone = workMayBeDone;
  }
}

/**
 * Sends a request and hands its answer to `read`, all within `callTimeoutMs` (the last byte included, so that a slow trickle
 * ends too) and `maxAnswerBytes` decompressed. Redirects are not followed. Throws `ExchangeError` for whatever the network
 * does; what `read` throws passes.
 */
export async function exchange<T>(
  agent: Agent,
  { url, method, headers, body }: Exchange,
  limits: OdooLimits,
  signals: readonly AbortSignal[],
  read: (answer: Answer) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(limits.callTimeoutMs);
  const signal = AbortSignal.any([deadline, ...signals]);
  const fail = (error: unknown): never => {
    if (error instanceof ExchangeError) throw error;
    if (deadline.aborted) throw new ExchangeError('timeout', `no answer within ${limits.callTimeoutMs / 1000} s.`, true);
    if (signal.aborted) throw new ExchangeError('aborted', 'the call was given up.', true);
    const { kind, message, workMayBeDone } = transportFailureOf(error);
    throw new ExchangeError(kind, message, workMayBeDone);
  };
  let response: Awaited<ReturnType<typeof request>>;
  try {
    signal.throwIfAborted();
    response = await request(url, {
      dispatcher: agent,
      method,
      headers: { 'accept-encoding': 'gzip', ...headers },
      body,
      signal,
    });
  } catch (error) {
    return fail(error);
  }
  try {
    return await read({
      status: response.statusCode,
      contentType: headerOf(response.headers, 'content-type') ?? '',
      location: headerOf(response.headers, 'location'),
      dateMs: dateOf(headerOf(response.headers, 'date')),
      chunks: textOf(response.body, headerOf(response.headers, 'content-encoding'), limits.maxAnswerBytes, fail),
    });
  } finally {
    // An answer that was not read to its end must not hold its socket.
    response.body.on('error', () => undefined).destroy();
  }
}

async function* textOf(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
  fail: (error: unknown) => never,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    const source = encoding === 'gzip' ? gunzip(body) : body;
    for await (const chunk of source) {
      bytes += (chunk as Buffer).byteLength;
      if (bytes > maxBytes) throw new ExchangeError('not_odoo', `the answer is larger than ${maxBytes} bytes.`, true);
      yield decoder.decode(chunk as Buffer, { stream: true });
    }
  } catch (error) {
    fail(error);
  }
  yield decoder.decode();
}

function gunzip(body: Readable): Readable {
  const unzip = createGunzip();
  body.on('error', (error) => unzip.destroy(error));
  return body.pipe(unzip);
}

function headerOf(headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function dateOf(header: string | null): number | null {
  const milliseconds = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

/** Reads all of an answer. */
export async function textOfAnswer({ chunks }: Answer): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
