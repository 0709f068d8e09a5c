import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedis, type RedisBinary, redisEnvironment } from './find-redis.ts';
import { onFreePort } from './free-port.ts';
import { startServerProcess } from './server-process.ts';

export interface RedisOptions {
  /** What to start; found by `findRedis` when left out. */
  readonly binary?: RedisBinary;
  /** Where its data stand; a temporary folder that goes with the server when left out. */
  readonly folder?: string;
  /** Any free one by default. */
  readonly port?: number;
  /** Whether writes go to a log that survives a kill (at most one second of them is lost). */
  readonly appendOnly?: boolean;
}

/** A Redis of our own, listening on loopback alone. */
export interface LocalRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Stops it in order. May be called again. */
  stop(): Promise<void>;
}

const startWithinMs = 30_000;
const answerWithinMs = 1_000;

/**
 * Starts a Redis as BullMQ wants it (`noeviction`). It ends with this process, however this one ends. Throws where none can
 * be had, and `PortTakenError`.
 */
export async function startRedis({ binary, folder, port, appendOnly = false }: RedisOptions = {}): Promise<LocalRedis> {
  const redis = binary ?? (await findRedis());
  if (redis === null) throw new Error('There is no Redis on this machine, and none could be downloaded. Set REDIS_URL.');
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'branch-sync-redis-')));
  await mkdir(home, { recursive: true });
  const throwAway = folder === undefined ? [home] : [];
  const removeThrowAway = async () => {
    for (const path of throwAway) await rm(path, { recursive: true, force: true });
  };

  const start = async (usedPort: number): Promise<LocalRedis> => {
    const server = await startServerProcess({
      name: 'Redis',
      program: redis.path,
      args: settingsFor(usedPort, home, appendOnly),
      env: redisEnvironment(redis),
      stopSignal: 'TERM',
      throwAway,
    });
    await server.untilReady(async () => (await processAt(usedPort)) === server.pid, startWithinMs);
    const stop = async () => {
      await server.stop();
      await removeThrowAway();
    };
    return { url: `redis://127.0.0.1:${usedPort}`, port: usedPort, pid: server.pid, stop };
  };

  try {
    return await onFreePort(port, start);
  } catch (error) {
    await removeThrowAway();
    throw error;
  }
}

function settingsFor(port: number, home: string, appendOnly: boolean): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: home,
    save: '',
    'maxmemory-policy': 'noeviction',
    appendonly: appendOnly ? 'yes' : 'no',
    appendfsync: 'everysec',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** The process number of the Redis at a port, once it has loaded its data; null: none answers. */
function processAt(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\nINFO server\r\n'));
    let answer = '';
    const settle = (pid: number | null) => {
      socket.destroy();
      resolve(pid);
    };
    socket.setTimeout(answerWithinMs, () => settle(null));
    socket.on('error', () => settle(null));
    socket.on('close', () => settle(null));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (answer.startsWith('-')) return settle(null);
      const [, pid] = /^process_id:(\d+)\r$/m.exec(answer) ?? [];
      if (pid !== undefined) settle(Number(pid));
    });
  });
}
