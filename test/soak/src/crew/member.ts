import { setTimeout as pause } from 'node:timers/promises';
import type { Journal } from '../journal.ts';
import type { Service } from '../services/service.ts';
import { type ProcessSpec, type RunningProcess, startProcess } from './process.ts';

/** A process of the product with somebody who starts it again, as a service manager does. */
export interface Member {
  readonly name: string;
  /** Whether it is there to be disturbed: ready, and not told to end. */
  isUp(): boolean;
  /** Starts it as soon as what it needs is there. Settles when it is ready. */
  start(): Promise<void>;
  /** SIGKILL: no goodbye, no clean-up. Settles when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM. Settles when it is gone; that it does not end, or not in order, is told as wrong. */
  stop(): Promise<void>;
  /** Stops it in its tracks for a while, as a machine that swaps does. */
  freeze(ms: number): Promise<void>;
  /** What its own probes say that is not well; null: all is. */
  ailment(): Promise<string | null>;
}

export interface MemberSpec extends ProcessSpec {
  readonly name: string;
  /** How long it may take to end in order. */
  readonly graceMs: number;
  /** URLs that answer 200 where it is well. */
  readonly probes: readonly string[];
  /** What it cannot start without. */
  readonly needs: readonly Service[];
}

interface Life {
  readonly process: RunningProcess;
  readonly startedAt: number;
  isReady: boolean;
  /** We have told it to end. */
  isEnding: boolean;
}

const startAgainAfterMs = 500;

/** A member that is down. One that ends without being told to is wrong, and started again, until `signal` is aborted. */
export function createMember(spec: MemberSpec, journal: Journal, signal: AbortSignal): Member {
  const { name, graceMs, probes, needs } = spec;
  let life: Life | null = null;

  function begin(): Life {
    const begun: Life = { process: startProcess(spec), startedAt: performance.now(), isReady: false, isEnding: false };
    life = begun;
    void begun.process.ready.then(() => {
      begun.isReady = true;
    });
    void begun.process.ended.then((how) => {
      if (life === begun) life = null;
      if (begun.isEnding) return;
      if (!isExcused(begun)) journal.wrong(`${name} ended by itself (${how}):\n${begun.process.lastLines()}`);
      if (begun.isReady)
        void pause(startAgainAfterMs)
          .then(start)
          .catch(() => undefined);
    });
    return begun;
  }

  /** A process may refuse to start for want of what it needs: its manager tries again. */
  function isExcused({ isReady, startedAt }: Life): boolean {
    return !isReady && needs.some((service) => service.wasAwaySince(startedAt));
  }

  async function start(): Promise<void> {
    for (;;) {
      // Starts in vain would only take the machine's time from those that work.
      while (needs.some((service) => !service.isUp())) await pause(startAgainAfterMs, undefined, { signal });
      const current = life ?? begin();
      await Promise.race([current.process.ready, current.process.ended]);
      if (current.isReady || current.isEnding) return;
      await pause(startAgainAfterMs, undefined, { signal });
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<string | null> {
    if (life === null) return null;
    const ending = life;
    ending.isEnding = true;
    ending.process.signal(signal);
    return ending.process.ended;
  }

  return {
    name,
    isUp: () => life?.isReady === true && !life.isEnding,
    start,
    async kill() {
      await end('SIGKILL');
    },
    async stop() {
      const stopped = life;
      if (stopped === null) return;
      const toldAt = performance.now();
      const lastResort = setTimeout(() => {
        journal.wrong(`${name} did not end within ${graceMs} ms of SIGTERM:\n${stopped.process.lastLines()}`);
        stopped.process.signal('SIGKILL');
      }, graceMs);
      const how = await end('SIGTERM');
      clearTimeout(lastResort);
      // Without what it works with it cannot always end as it should.
      if (how === 'exit code 0' || !stopped.isReady || needs.some((service) => service.wasAwaySince(toldAt))) return;
      journal.wrong(`${name} did not end in order (${how}):\n${stopped.process.lastLines()}`);
    },
    async freeze(ms) {
      const frozen = life?.process;
      frozen?.signal('SIGSTOP');
      await pause(ms);
      frozen?.signal('SIGCONT');
    },
    async ailment() {
      const found = (await Promise.all(probes.map(ask))).filter((one) => one !== null);
      return found.length === 0 ? null : found.join('; ');
    },
  };
}

async function ask(probe: string): Promise<string | null> {
  try {
    const answer = await fetch(probe);
    const text = await answer.text();
    return answer.ok ? null : `${new URL(probe).pathname} answers ${answer.status}: ${text}`;
  } catch (error) {
    return `${new URL(probe).pathname} does not answer: ${String(error)}`;
  }
}
