import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const beatMs = 2_000;
/** A number of a dead process may be another's by now, so that it seems alive: without a beat for so long it is dead. */
const deadAfterMs = 30_000;
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/**
 * Does work that only one process at a time may do, waiting for the one that is at it. `signal` tells the work that it was
 * interrupted; once it has ended the lock is given back, and the process ends as the signal asks.
 * A lock is a folder, because making one is atomic everywhere; its owner's number stands in it.
 */
export async function withLock(folder, say, work) {
  const interruption = new AbortController();
  const handlers = Object.entries(signals).map(([name, code]) => [name, () => interruption.abort(new Interruption(code))]);
  for (const [name, handler] of handlers) process.on(name, handler);
  try {
    await take(folder, say, interruption.signal);
    const beat = setInterval(() => utimes(ownerFile(folder), new Date(), new Date()).catch(() => {}), beatMs);
    try {
      await work(interruption.signal);
    } finally {
      clearInterval(beat);
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
    process.exitCode = error.exitCode;
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
  }
}

class Interruption extends Error {
  constructor(exitCode) {
    super('interrupted');
    this.exitCode = exitCode;
  }
}

async function take(folder, say, signal) {
  await mkdir(dirname(folder), { recursive: true });
  let hasSaid = false;
  while (!(await made(folder))) {
    signal.throwIfAborted();
    if (await isDead(folder)) {
      await remove(folder);
      continue;
    }
    if (!hasSaid) say('Waiting for another command that makes this clone ready.');
    hasSaid = true;
    await pause(100);
  }
  await writeFile(ownerFile(folder), String(process.pid));
}

async function isDead(folder) {
  const owner = await readFile(ownerFile(folder), 'utf8').catch(() => '');
  const beat = await stat(owner === '' ? folder : ownerFile(folder)).catch(() => null);
  // Gone in the meantime: the next attempt will tell.
  if (beat === null) return false;
  if (Date.now() - beat.mtimeMs > deadAfterMs) return true;
  return owner !== '' && !isRunning(Number(owner));
}

/**
 * Removes a dead lock. Of several that find it dead one may do so, and looks again first: else a slow one would remove the
 * lock that a quick one has taken since.
 */
async function remove(folder) {
  const permit = `${folder}.removal`;
  if (await made(permit)) {
    if (await isDead(folder)) {
      // Moved first, so that nobody ever sees half of it.
      const trash = `${folder}.${process.pid}`;
      await rename(folder, trash).catch(() => {});
      await rm(trash, { recursive: true, force: true });
    }
    await rm(permit, { recursive: true, force: true });
    return;
  }
  const since = await stat(permit).catch(() => null);
  if (since !== null && Date.now() - since.mtimeMs > deadAfterMs) await rm(permit, { recursive: true, force: true });
  await pause(50);
}

function made(folder) {
  return mkdir(folder).then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error.code === 'EPERM';
  }
}

function ownerFile(folder) {
  return join(folder, 'owner');
}
