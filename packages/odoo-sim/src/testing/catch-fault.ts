import { Fault } from './rpc-client.ts';

/** The fault that a call ends in; fails where it ends well. */
export async function faultOfCall(call: Promise<unknown>): Promise<Fault> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('the call ended well');
}
