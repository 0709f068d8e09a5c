import type { OdooContext, OdooValue, OdooVersion } from './client.ts';

/** A method call, whatever the wire. */
export interface WireCall {
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[] | null;
  readonly named: { readonly [name: string]: OdooValue };
  readonly context: OdooContext | null;
  readonly signal: AbortSignal | null;
}

/** One way of speaking to one database. Both methods throw `OdooError`. */
export interface Transport {
  /** Signs in and gives the user's id. */
  authenticate(signal: AbortSignal | null): Promise<number>;
  call(call: WireCall, uid: number): Promise<unknown>;
}

/** Reads `19.0`, `saas~18.2` or `18.2+e` as a version. */
export function parseVersion(text: string): OdooVersion {
  const [, major = '0', minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return { text, major: Number(major), minor: Number(minor) };
}
