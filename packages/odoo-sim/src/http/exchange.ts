import type { OdooDatabase } from '../orm/database.ts';
import type { OdooFault } from '../orm/fault.ts';
import type { CallDescription } from '../outages/call-description.ts';
import type { CallRunner } from '../rpc/call-runner.ts';
import type { Reply } from './reply.ts';

/** A request that was understood: what it asks, how it is answered, and how its wire tells a fault. */
export interface Exchange {
  readonly call: CallDescription;
  /** Does the work. `extraMs` is a scripted slowness. Throws `OdooFault`. */
  readonly perform: (extraMs: number) => Promise<Reply>;
  readonly tellFault: (fault: OdooFault) => Reply;
  /** A scripted fault, told with its code. */
  readonly tellScripted: (code: number, text: string) => Reply;
  /** What the loser of a race is told. Throws `OdooFault` where the method can only fail. */
  readonly loseRace: () => Reply;
}

/** What the endpoints work with. */
export interface Server {
  readonly databases: ReadonlyMap<string, OdooDatabase>;
  readonly runner: CallRunner;
}
