import { setTimeout as wait } from 'node:timers/promises';
import { CommandError } from '../command-line/command-error.ts';

const intervalMs = 50;
const patienceMs = 60_000;
const probeMs = 2_000;

/**
 * Waits until a started API answers its liveness probe. Throws `CommandError` when a minute passes, and the signal's
 * reason when that is aborted.
 */
export async function untilApiAnswers(apiUrl: string, signal: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await answers(apiUrl))) {
    signal.throwIfAborted();
    if (Date.now() > giveUpAt) throw new CommandError(`The API does not answer at ${apiUrl} after ${patienceMs / 1000} s.`);
    await pause(intervalMs, signal);
  }
}

/** Whether an API answers there. */
export async function answers(apiUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(`${apiUrl}/api/health/live`, { signal: AbortSignal.timeout(probeMs) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Waits, or throws the signal's reason: node's own timer would throw an AbortError around it. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
