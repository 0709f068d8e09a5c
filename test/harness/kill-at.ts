import type { World } from './world.ts';

type CallMatch = Parameters<World['sim']['onCall']>[0];

/** Kills at the first call that matches, on its way to Odoo or with the answer on its way back; resolves once that is done. */
export function killAt(
  { sim }: Pick<World, 'sim'>,
  match: CallMatch,
  moment: 'before' | 'after',
  worker: { kill(): Promise<unknown> },
): Promise<void> {
  return new Promise((resolve) => {
    const stop = sim.onCall(match, async (now) => {
      if (now !== moment) return;
      stop();
      await worker.kill();
      resolve();
    });
  });
}
