import { setTimeout as pause } from 'node:timers/promises';
import { residentMb } from '../process-status.ts';

const everyMs = 50;

/** Looks at a process's resident memory again and again; `stop` gives what was seen, in MB, in the order of time. */
export function sampleMemory(pid: number): { stop(): Promise<readonly number[]> } {
  const samples: number[] = [];
  let isStopped = false;
  const done = (async () => {
    while (!isStopped) {
      samples.push(await residentMb(pid));
      await pause(everyMs);
    }
  })();
  // A worker that ends by itself is told by whoever waits for its run.
  done.catch(() => undefined);
  return {
    async stop() {
      isStopped = true;
      await done;
      return samples;
    },
  };
}
