import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is there. Throws after `withinMs` with what was waited for. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false | null>, withinMs = 50_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${what}.`);
    await pause(25);
  }
}
