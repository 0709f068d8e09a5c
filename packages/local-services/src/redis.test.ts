import { access, chmod, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { unpackDebianRedis } from './debian-redis.ts';
import { findRedis, type RedisBinary } from './find-redis.ts';
import { PortTakenError } from './free-port.ts';
import { type RedisOptions, startRedis } from './redis.ts';
import { listens, printedBeforeKill } from './testing/killed-process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

let whyNot = '';
const binary: RedisBinary | null = await findRedis({ log: (line) => (whyNot = line) });
const waitingTime = { timeout: 15_000, interval: 50 };

async function aRedis(options: RedisOptions = {}) {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}

/** Sends inline commands; gives all that is answered until the server has said goodbye. */
function ask(port: number, ...commands: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write([...commands, 'QUIT', ''].join('\r\n')));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe.skipIf(binary === null)(`a local Redis${whyNot && `: ${whyNot}`}`, () => {
  it('never evicts, as BullMQ wants it, and stops as often as it is told', async () => {
    const { port, stop } = await aRedis();
    expect(await ask(port, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
    await Promise.all([stop(), stop()]);
    expect(await listens(port)).toBe(false);
  });

  it('runs several at once, and refuses a port that is taken', async () => {
    const [one, other] = await Promise.all([aRedis(), aRedis()]);
    await ask(one.port, 'SET where one');
    expect(await ask(other.port, 'GET where')).toBe('$-1\r\n+OK\r\n');
    await expect(startRedis({ port: one.port })).rejects.toThrow(PortTakenError);
  });

  it('keeps an append-only log over a restart, where it is asked to', async () => {
    const folder = await temporaryFolder();
    const first = await aRedis({ folder, appendOnly: true });
    await ask(first.port, 'SET kept yes');
    await first.stop();
    const second = await aRedis({ folder, appendOnly: true });
    expect(await ask(second.port, 'GET kept')).toContain('yes');
  });

  it('ends, and its folder with it, when the process that started it is killed', async () => {
    const printed = await printedBeforeKill('console.log(JSON.stringify((await services.startRedis()).port));');
    await vi.waitFor(async () => expect(await listens(Number(printed))).toBe(false), waitingTime);
  });
});

describe('finding a Redis', () => {
  const path = process.env['PATH'] ?? '';
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it('prefers the one on PATH, Valkey too', async () => {
    const folder = await temporaryFolder();
    const program = join(folder, 'valkey-server');
    await writeFile(program, '#!/bin/sh\n');
    await chmod(program, 0o755);
    process.env['PATH'] = `${folder}:/nowhere`;
    expect(await findRedis()).toEqual({ path: program, libraryPath: null });
  });

  it('is null, with the reason, where neither PATH nor apt has one', async () => {
    process.env['PATH'] = '/nowhere';
    const log = vi.fn();
    expect(await findRedis({ cacheFolder: await temporaryFolder(), log })).toBeNull();
    expect(log).toHaveBeenCalledWith(expect.stringContaining('apt-get'));
  });

  it('unpacks Debian’s packages once when two need them at once', async ({ skip }) => {
    const cache = join(await temporaryFolder(), 'cache');
    const both = await Promise.allSettled([unpackDebianRedis(cache), unpackDebianRedis(cache)]);
    const found = both.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    // One that succeeds alone is an error of ours; none at all is a machine without apt or its servers.
    if (found.length === 0) skip('Debian’s packages cannot be had here.');
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual(found[1]);
    await access(found[0]?.path ?? '');
    expect(dirname(dirname(dirname(found[0]?.path ?? '')))).toBe(join(cache, 'redis'));
  });
});
