import postgres, { type RowList } from 'postgres';

export type Rows = RowList<postgres.Row[]>;

/** What a connection is opened with. */
export interface ConnectionOptions {
  readonly url: string;
  readonly applicationName: string;
  /** How values come and go, by Postgres's number of the type: drizzle has its own ideas. */
  readonly types: Pick<postgres.ParsedOptions, 'parsers' | 'serializers'>;
}

/** One connection to Postgres, for one at a time. Once it is lost it stays lost. */
export interface Connection {
  /** Runs a statement; `asValues`: rows are lists, without names. Rejects where the connection is lost, or the answer too late. */
  run(text: string, parameters?: readonly unknown[], asValues?: boolean): Promise<Rows>;
  isLost(): boolean;
  /** Ends it at once; what waits for an answer rejects. */
  destroy(): Promise<void>;
}

/** No statement of ours takes so long, and no transaction waits for anything but Postgres: what does is stuck, and holds locks. */
const stuckAfterMs = 60_000;
/** Then Postgres has told so; if it has not, nobody is at the other end any more. */
const answerWithinMs = stuckAfterMs + 15_000;
const connectWithinMs = 10_000;

/** The connection was lost before the answer came, or before the statement left. */
class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
  readonly code = 'CONNECTION_CLOSED';
}

/** Lists of ids go as Postgres writes arrays. */
const uuidArray = { to: 2951, from: [], serialize: (ids: readonly string[]) => `{${ids.join(',')}}`, parse: String };

/**
 * Opens a connection: a client of postgres.js with this one alone, in place of its pool. Its pool does not survive a
 * connection that is lost (3.4.9; porsager/postgres#1154, #1208): it ends a transaction by a `rollback` that goes into a
 * socket that is not there any more, which nobody can catch and which ends the process; and a connection that is lost with
 * a statement in its buffer never sends anything again. Throws the driver's error where none can be had.
 */
export async function openConnection({ url, applicationName, types }: ConnectionOptions): Promise<Connection> {
  const loss = new AbortController();
  const lose = (how: string) => loss.abort(new ConnectionLostError(`The connection to Postgres was lost: ${how}.`));
  const client = postgres(url, {
    max: 1,
    idle_timeout: 60,
    // Else it might end between two statements of a transaction.
    max_lifetime: null,
    // Asked for at each connection's start, and a loss at that moment would be a rejection that nobody can handle.
    fetch_types: false,
    types: { uuidArray },
    connection: {
      application_name: applicationName,
      statement_timeout: stuckAfterMs,
      idle_in_transaction_session_timeout: stuckAfterMs,
    },
    onnotice: () => undefined,
    onclose: () => lose('it was closed'),
  });
  Object.assign(client.options.parsers, types.parsers);
  Object.assign(client.options.serializers, types.serializers);

  async function destroy(how = 'it was ended'): Promise<void> {
    lose(how);
    await client.end({ timeout: 0 });
  }

  /** The answer, unless the connection is lost before, or it takes too long. */
  async function answered<T>(answer: PromiseLike<T>, withinMs: number): Promise<T> {
    loss.signal.throwIfAborted();
    const deadline = setTimeout(() => void destroy(`no answer within ${withinMs / 1_000} s`), withinMs);
    let reject: (reason: unknown) => void = () => undefined;
    const onLoss = () => reject(loss.signal.reason);
    try {
      return await new Promise<T>((resolve, refuse) => {
        reject = refuse;
        loss.signal.addEventListener('abort', onLoss, { once: true });
        answer.then(resolve, refuse);
      });
    } finally {
      clearTimeout(deadline);
      loss.signal.removeEventListener('abort', onLoss);
    }
  }

  try {
    await answered(client.unsafe('select 1'), connectWithinMs);
  } catch (error) {
    await destroy();
    throw error;
  }
  return {
    run(text, parameters = [], asValues = false) {
      const query = client.unsafe(text, [...parameters] as postgres.ParameterOrJSON<never>[]);
      return answered(asValues ? (query.values() as unknown as PromiseLike<Rows>) : query, answerWithinMs);
    },
    isLost: () => loss.signal.aborted,
    destroy: () => destroy(),
  };
}
