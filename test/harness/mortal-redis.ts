import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@branch-sync/local-services';
import { onTestFinished } from 'vitest';
import { untilGone } from './command-process.ts';
import type { TestQueueStore } from './queue-stores.ts';

/** A Redis of a test's own, whose data may be lost and which may die and be started again at the same port. */
export interface MortalRedis extends TestQueueStore {
  /** FLUSHALL: it goes on with nothing. */
  empty(): Promise<void>;
  /** Writes what it holds to disk: the next start takes it from there, whatever came after. */
  save(): Promise<void>;
  /** SIGKILL. Settles when it is gone. */
  kill(): Promise<void>;
  /** Starts it with what was saved, else empty. */
  startAgain(): Promise<void>;
}

/** Starts one; it goes with the test. */
export async function aMortalRedis(): Promise<MortalRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-sync-mortal-'));
  let server = await startRedis({ folder });
  const { port, url } = server;
  onTestFinished(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    name: 'redis',
    environment: () => ({ REDIS_URL: url, QUEUE_PREFIX: 'mortal' }),
    empty: () => tell(port, 'FLUSHALL'),
    save: () => tell(port, 'SAVE'),
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await untilGone([server.pid]);
    },
    async startAgain() {
      server = await startRedis({ folder, port });
    },
  };
}

/** Sends one command, and throws for any answer but OK. */
function tell(port: number, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(`${command}\r\nQUIT\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => (answer.startsWith('+OK') ? resolve() : reject(new Error(`${command}: ${answer}`))));
  });
}
