import { expect, it } from 'vitest';
import { startSlice } from './slice.ts';

function aSlice({ waiting = false, stopping = false }) {
  let now = 0;
  const world = { waiting, stopping };
  const shouldPause = startSlice({
    isStopping: () => world.stopping,
    doJobsWait: async () => world.waiting,
    sliceMs: 1_000,
    now: () => now,
  });
  return {
    world,
    askAt(ms: number) {
      now = ms;
      return shouldPause();
    },
  };
}

it('a run that others wait for pauses once its turn is over, not before', async () => {
  const { askAt } = aSlice({ waiting: true });
  expect([await askAt(0), await askAt(999), await askAt(1_000)]).toEqual([false, false, true]);
});

it('a run brings one batch in at the least, however late it is ready', async () => {
  const { askAt } = aSlice({ waiting: true });
  expect([await askAt(60_000), await askAt(60_400), await askAt(61_000)]).toEqual([false, false, true]);
});

it('a run that nobody waits for goes on, until somebody does', async () => {
  const { world, askAt } = aSlice({});
  expect([await askAt(0), await askAt(5_000)]).toEqual([false, false]);
  world.waiting = true;
  expect(await askAt(5_001)).toBe(true);
});

it('a stopping worker pauses every run at once', async () => {
  const { askAt } = aSlice({ stopping: true });
  expect(await askAt(0)).toBe(true);
});
