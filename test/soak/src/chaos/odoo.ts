import { setTimeout as pause } from 'node:timers/promises';
import type { OutageKind, Random } from '@branch-sync/odoo-sim';
import type { Stage } from '../stage.ts';
import type { Disturbance } from './disturbance.ts';

const kinds: readonly OutageKind[] = [
  'hang',
  'refuse',
  'reset-before',
  'reset-after',
  'half-answer',
  'html-502',
  'busy-503',
  'serialization',
];

const branchOutage: Disturbance = {
  name: 'branch outage',
  cards: 12,
  befall: (stage, random) => outage(stage, random.pick(stage.shops.all).code, random.between(500, 8_000), random),
};

const centralOutage: Disturbance = {
  name: 'central outage',
  cards: 3,
  befall: (stage, random) => outage(stage, stage.shops.central.name, random.between(300, 3_000), random),
};

/** The answers of a few calls that write are lost, or come in half: what they did stays. */
const lostAnswer: Disturbance = {
  name: 'answer of load lost',
  cards: 4,
  befall({ shops, signal }, random) {
    const kind = random.pick(['reset-after', 'half-answer', 'serialization'] as const);
    const times = random.between(1, 3);
    const end = shops.sim.outages.add({ match: { database: shops.central.name, method: 'load' }, kind, times });
    return { detail: `${kind}, ${times} times`, over: endAfter(end, 5_000, signal) };
  },
};

const lineCut: Disturbance = {
  name: 'line cut',
  cards: 1,
  befall({ shops: { line }, signal }, random) {
    const ms = random.between(500, 3_000);
    if (!line.isUp()) return null;
    const over = async () => {
      await line.cut();
      await pause(ms, undefined, { signal });
      await line.mend();
    };
    return { detail: `to central and all branches, for ${ms} ms`, over: over() };
  },
};

/** What befalls the Odoos. */
export const odooDisturbances: readonly Disturbance[] = [branchOutage, centralOutage, lostAnswer, lineCut];

function outage({ shops, signal }: Stage, database: string, ms: number, random: Random) {
  const kind = random.pick(kinds);
  const end = shops.sim.outages.add({ match: { database }, kind });
  return { detail: `${database}, ${kind}, for ${ms} ms`, over: endAfter(end, ms, signal) };
}

async function endAfter(end: () => void, ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal });
  end();
}
