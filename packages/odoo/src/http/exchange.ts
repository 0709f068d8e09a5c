import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Agent, request } from 'undici';
import type { OdooLimits } from '../client.ts';
import type { Meter } from '../observe.ts';
import { answerText } from './answer-text.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { ExchangeError } from './exchange-error.ts';
import { transportFailure } from './transport-failure.ts';

/** One HTTP request to Odoo. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly meter: Meter;
}

/** The head of an answer. `dateMs` is the server's clock (RFC 9110 `Date`: whole seconds), `location` where a redirect points. */
export interface AnswerHead {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | null;
  readonly dateMs: number | null;
}

/** An answer under way: its text comes chunk by chunk, and may end in an `ExchangeError` at any of them. */
export interface Answer extends AnswerHead {
  readonly chunks: AsyncIterable<string>;
}

/**
 * Sends a request and hands its answer to `read`, all within `callTimeoutMs` (the last byte included, so that a slow trickle
 * ends too) and `maxAnswerBytes`. Redirects are not followed: they would carry the secret elsewhere. Throws `ExchangeError`
 * for whatever the network does; what `read` throws passes.
 */
export async function exchange<T>(
  agent: Agent,
  { url, method, headers, body, meter }: Exchange,
  limits: OdooLimits,
  signals: readonly AbortSignal[],
  read: (answer: Answer) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(limits.callTimeoutMs, signals);
  let mayHaveLeft = () => false;
  const fail = (error: unknown) => explain(error, deadline, limits, mayHaveLeft());
  const ask = () => {
    const payload = watchedPayload(body, meter);
    ({ mayHaveLeft } = payload);
    const asked = request(url, {
      dispatcher: agent,
      method,
      headers: { 'accept-encoding': 'gzip', ...headers, ...payload.headers },
      body: payload.stream,
      signal: deadline.signal,
    });
    // undici heeds the signal only once a socket is there: a call that waits for one would outlive its time.
    return deadline.race(asked, ({ body: late }) => discard(late));
  };
  try {
    const response = await ask()
      .catch((error: unknown) => {
        if (!wasReset(error) || mayHaveLeft()) throw error;
        // Nothing has left: another socket will do, once undici knows of all that were reset together.
        meter.resends += 1;
        return nextTurn().then(ask);
      })
      .catch((error: unknown) => {
        throw fail(error);
      });
    try {
      return await read({
        status: response.statusCode,
        contentType: headerOf(response.headers, 'content-type') ?? '',
        location: headerOf(response.headers, 'location'),
        dateMs: dateOf(headerOf(response.headers, 'date')),
        chunks: orFail(
          answerText(response.body, headerOf(response.headers, 'content-encoding'), limits.maxAnswerBytes, meter),
          fail,
        ),
      });
    } finally {
      discard(response.body);
      // undici frees a socket a moment after its last byte: a call that follows at once would open another, and each holds
      // one of Odoo's few HTTP workers while it is open.
      await nextTurn();
    }
  } finally {
    deadline.release();
  }
}

/** A body that tells whether it may have begun to leave: before that, no work can have been done. Without a body nobody knows. */
function watchedPayload(text: string | null, meter: Meter) {
  if (text === null) return { stream: null, headers: {}, mayHaveLeft: () => true };
  const bytes = Buffer.from(text);
  let taken = false;
  function* pieces() {
    taken = true;
    meter.sentBytes += bytes.byteLength;
    yield bytes;
  }
  // With its length told, the body is not sent chunked, which Odoo's own server does not read.
  const headers = { 'content-length': String(bytes.byteLength) };
  return { stream: Readable.from(pieces(), { objectMode: false }), headers, mayHaveLeft: () => taken };
}

/**
 * A kept socket may turn out to be dead just as a call takes it: Odoo, or a proxy before it, was restarted. undici passes over
 * one that was closed in order, and fails the call for one that was reset.
 */
function wasReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

function explain(error: unknown, deadline: Deadline, { callTimeoutMs }: OdooLimits, wasSent: boolean): ExchangeError {
  if (error instanceof ExchangeError) return error;
  if (deadline.endedBy() === 'timeout')
    return new ExchangeError('timeout', `no whole answer within ${callTimeoutMs / 1000} s.`, wasSent);
  if (deadline.endedBy() === 'aborted') return new ExchangeError('aborted', 'the call was given up.', wasSent);
  return transportFailure(error, wasSent);
}

/** An answer that was not read to its end must not hold its socket. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

async function* orFail(chunks: AsyncIterable<string>, fail: (error: unknown) => ExchangeError): AsyncGenerator<string> {
  try {
    yield* chunks;
  } catch (error) {
    throw fail(error);
  }
}

function headerOf(headers: Readonly<Record<string, string | string[] | undefined>>, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function dateOf(header: string | null): number | null {
  const milliseconds = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
