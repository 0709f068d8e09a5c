import type { OdooContext, OdooValue } from './client.ts';

/** A method call, whatever the wire. */
export interface WireCall {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[] | null;
  readonly named: { readonly [name: string]: OdooValue };
  readonly context: OdooContext | null;
  readonly signal: AbortSignal | null;
  /** Left out: the first. */
  readonly attempt?: number;
}

/** One way of speaking to one database. Both methods throw `OdooError`. */
export interface Transport {
  /** Signs in and gives the user's id. */
  authenticate(signal: AbortSignal | null): Promise<number>;
  call(call: WireCall, uid: number): Promise<unknown>;
}
