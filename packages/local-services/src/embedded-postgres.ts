import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { onFreePort } from './free-port.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { openPostgresCluster } from './postgres-cluster.ts';
import { preparePostgresHome } from './postgres-home.ts';
import { startServerProcess } from './server-process.ts';
import { serverUser } from './server-user.ts';

export interface EmbeddedPostgresOptions {
  /** Where its data stand; made if it is not there. One server at a time works in a folder. */
  readonly folder: string;
  /** Any free one by default. */
  readonly port?: number;
  /** Data survive: the server's end, and a power cut. Off by default: what demo and tests leave is removed, and they are faster. */
  readonly durable?: boolean;
  /** Hears what an operator may want to know. */
  readonly log?: (line: string) => void;
}

/** A Postgres of our own, listening on loopback alone. */
export interface EmbeddedPostgres {
  /** URL, with the password, of a database on it; `postgres`, the maintenance database, by default. */
  url(database?: string): string;
  readonly pid: number;
  /** Stops it in order; connections are ended. May be called again. */
  stop(): Promise<void>;
}

/** Recovery after a kill is part of a start. */
const startWithinMs = 60_000;
const childrenGoWithinMs = 10_000;

/**
 * Starts a Postgres from the npm package of this platform. The server ends with this process, however this one ends, and what
 * a dead one left behind is no obstacle. Throws where a living server works in the folder, and `PortTakenError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, durable = false, log = () => undefined } = options;
  const binaries = await findPostgresBinaries();
  const home = await preparePostgresHome(folder, durable);
  if (home.isElsewhere && durable) log(`Postgres cannot work below ${folder} as root: its data stand in ${home.path}.`);
  const cluster = await openPostgresCluster(home.path, binaries.initdb, durable);
  const throwAway = durable ? [] : [home.isElsewhere ? home.path : cluster.folder];

  const removeThrowAway = async () => {
    for (const path of throwAway) await rm(path, { recursive: true, force: true });
  };

  const start = async (port: number): Promise<EmbeddedPostgres> => {
    const server = await startServerProcess({
      name: 'Postgres',
      program: binaries.postgres,
      args: ['-D', cluster.data, ...settingsFor(port, durable)],
      // Its messages are looked into: in English.
      env: { LC_ALL: 'C' },
      user: serverUser,
      // Postgres's fast shutdown: clients are cut off, data are safe.
      stopSignal: 'INT',
      throwAway,
    });
    const url = (database = 'postgres') => `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${database}`;
    await server.untilReady(() => takesOurPassword(url()), startWithinMs);
    const stop = async () => {
      await server.stop();
      await removeThrowAway();
    };
    return { url, pid: server.pid, stop };
  };

  try {
    return await onceChildrenAreGone(() => onFreePort(options.port, start));
  } catch (error) {
    await removeThrowAway();
    throw error;
  }
}

/** A server that was killed leaves children that end a moment later; until then Postgres refuses to work on their data. */
async function onceChildrenAreGone<T>(start: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + childrenGoWithinMs;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      const isHeld = error instanceof Error && error.message.includes('pre-existing shared memory block');
      if (!isHeld || Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

function settingsFor(port: number, durable: boolean): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // No socket file: its path has 107 bytes at the most, and a project's folder may be longer.
    unix_socket_directories: '',
    max_connections: 300,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Whether our server answers: another one at this port does not know the password. */
async function takesOurPassword(url: string): Promise<boolean> {
  // While it starts it cuts connections off; asking for types at that moment would be a rejection that nobody can handle.
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => undefined });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
