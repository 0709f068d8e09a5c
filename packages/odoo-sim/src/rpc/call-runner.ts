import { setTimeout as sleep } from 'node:timers/promises';
import { serializationOutcome } from '../load/load.ts';
import { OdooFault, SERIALIZATION_MESSAGE } from '../orm/fault.ts';
import type { WireValue } from '../orm/value.ts';
import { executeCall, type ModelCall } from './execute.ts';
import { ExternalIdLocks } from './external-id-locks.ts';
import { WorkerPool } from './worker-pool.ts';

/** What the loser of a race for the same external ids meets; Odoo does both. `alternate`: in turn, waiting first. */
export type RaceOutcome = 'wait' | 'serialize' | 'alternate';

/** How long calls take; the work itself is far faster than Odoo's. */
export interface Latency {
  readonly perCallMs?: number;
  /** For each record that a call creates or loads. */
  readonly perOrderMs?: number;
}

export interface RunnerOptions {
  readonly httpWorkers: number;
  readonly latency: Latency;
  readonly raceOutcome: RaceOutcome;
  /** How the runner lets time pass; real time when left out. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** Carries out calls the way Odoo's workers and Postgres do: side by side, but for those that want the same external ids. */
export class CallRunner {
  readonly #workers: WorkerPool;
  readonly #locks = new ExternalIdLocks();
  readonly #latency: Latency;
  readonly #wait: (ms: number) => Promise<unknown>;
  /** May be changed while the stand-in runs. */
  raceOutcome: RaceOutcome;
  #racesLost = 0;

  constructor(options: RunnerOptions) {
    this.#workers = new WorkerPool(options.httpWorkers);
    this.#latency = options.latency;
    this.#wait = options.wait ?? sleep;
    this.raceOutcome = options.raceOutcome;
  }

  /** `extraMs`: a scripted slowness, spent inside the transaction. */
  run(call: ModelCall, extraMs: number): Promise<WireValue> {
    return this.#workers.run(async () => {
      const names = wantedExternalIds(call);
      const hasLost = await this.#waitForTurn(names);
      if (hasLost && this.#losesNow()) return lostRace(call);
      const release = this.#locks.take(names);
      try {
        const waitMs = extraMs + (this.#latency.perCallMs ?? 0) + (this.#latency.perOrderMs ?? 0) * recordCount(call);
        if (waitMs > 0) await this.#wait(waitMs);
        return executeCall(call);
      } finally {
        release();
      }
    });
  }

  async #waitForTurn(names: readonly string[]): Promise<boolean> {
    let hasWaited = false;
    for (let holder = this.#locks.holderOf(names); holder !== null; holder = this.#locks.holderOf(names)) {
      hasWaited = true;
      await holder;
    }
    return hasWaited;
  }

  #losesNow(): boolean {
    this.#racesLost += 1;
    return this.raceOutcome === 'serialize' || (this.raceOutcome === 'alternate' && this.#racesLost % 2 === 0);
  }
}

/** What a transaction that lost against another answers. Throws the fault for any method but `load`. */
export function lostRace(call: { readonly method: string }): WireValue {
  if (call.method !== 'load') throw new OdooFault('SerializationFailure', SERIALIZATION_MESSAGE);
  const { messages } = serializationOutcome(SERIALIZATION_MESSAGE);
  return { ids: false, messages: [...messages], nextrow: 0 };
}

function loadArguments(call: ModelCall): { readonly columns: WireValue[]; readonly rows: WireValue[] } {
  const columns = call.positional[0] ?? call.named['fields'];
  const rows = call.positional[1] ?? call.named['data'];
  return { columns: Array.isArray(columns) ? columns : [], rows: Array.isArray(rows) ? rows : [] };
}

function wantedExternalIds(call: ModelCall): string[] {
  if (call.method !== 'load') return [];
  const { columns, rows } = loadArguments(call);
  const place = columns.indexOf('id');
  if (place < 0) return [];
  return rows.flatMap((row) => {
    const cell = Array.isArray(row) ? row[place] : undefined;
    return typeof cell === 'string' && cell !== '' ? [`${call.database.name} ${cell}`] : [];
  });
}

function recordCount(call: ModelCall): number {
  if (call.method === 'load') return wantedExternalIds(call).length;
  const created = call.method === 'create' ? (call.positional[0] ?? call.named['vals_list']) : null;
  return Array.isArray(created) ? created.length : created ? 1 : 0;
}
