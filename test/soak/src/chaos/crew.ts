import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '@branch-sync/odoo-sim';
import type { Member } from '../crew/member.ts';
import type { Disturbance } from './disturbance.ts';

const killed: Disturbance = {
  name: 'worker killed',
  cards: 3,
  befall: ({ product, signal }, random) => killAndStart(random.pick(product.workers), signal, random),
};

const stopped: Disturbance = {
  name: 'worker stopped',
  cards: 2,
  befall: ({ product, signal }, random) => stopAndStart(random.pick(product.workers), signal, random),
};

const frozen: Disturbance = {
  name: 'worker frozen',
  cards: 2,
  befall({ product }, random) {
    const worker = random.pick(product.workers);
    // Longer than its lock lasts, most times: another takes over, and then it wakes.
    const ms = random.between(1_000, 6_000);
    return worker.isUp() ? { detail: `${worker.name}, for ${ms} ms`, over: worker.freeze(ms) } : null;
  },
};

const apiKilled: Disturbance = {
  name: 'api killed',
  cards: 1,
  befall: ({ product, signal }, random) => killAndStart(product.apiProcess, signal, random),
};

const apiStopped: Disturbance = {
  name: 'api stopped',
  cards: 1,
  befall: ({ product, signal }, random) => stopAndStart(product.apiProcess, signal, random),
};

/** What befalls the product's own processes. */
export const crewDisturbances: readonly Disturbance[] = [killed, stopped, frozen, apiKilled, apiStopped];

function killAndStart(member: Member, signal: AbortSignal, random: Random) {
  return endAndStart(member, () => member.kill(), 'SIGKILL', signal, random);
}

function stopAndStart(member: Member, signal: AbortSignal, random: Random) {
  return endAndStart(member, () => member.stop(), 'SIGTERM', signal, random);
}

function endAndStart(member: Member, end: () => Promise<void>, how: string, signal: AbortSignal, random: Random) {
  const awayMs = random.between(0, 2_500);
  if (!member.isUp()) return null;
  const over = async () => {
    await end();
    await pause(awayMs, undefined, { signal });
    await member.start();
  };
  return { detail: `${member.name}, ${how}, away for ${awayMs} ms`, over: over() };
}
