import type { TransportName } from './client.ts';
import { OdooError, type OdooErrorKind } from './errors.ts';

/** A request to Odoo as it begins: what is called, never with what. */
export interface ObservedCall {
  /** Null: no model (version, sign-in). */
  readonly model: string | null;
  readonly method: string | null;
  /** `web`: Odoo's own page that tells the version. */
  readonly transport: TransportName | 'web';
  /** 2: repeated with version, wire and user asked anew. */
  readonly attempt: number;
}

/** How a request ended. */
export interface ObservedEnd {
  /** `internal`: a fault of ours. */
  readonly outcome: 'ok' | OdooErrorKind | 'internal';
  /** Bytes of the bodies as they went over the line. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Times that it was sent again by another socket, a kept one being dead: nothing had left by then. */
  readonly resends: number;
}

/** Hears of every request as it begins; what it gives back hears how it ended. Neither may throw. */
export type CallObserver = (call: ObservedCall) => (end: ObservedEnd) => void;

/** Counts what one request moves; the HTTP side writes it. */
export interface Meter {
  sentBytes: number;
  receivedBytes: number;
  resends: number;
}

/** A meter at zero. */
export function newMeter(): Meter {
  return { sentBytes: 0, receivedBytes: 0, resends: 0 };
}

/** Does a call under the eyes of an observer; without one it costs nothing. What `work` throws passes. */
export async function observed<T>(
  observe: CallObserver | undefined,
  call: ObservedCall,
  work: (meter: Meter) => Promise<T>,
): Promise<T> {
  const meter = newMeter();
  if (observe === undefined) return work(meter);
  const end = observe(call);
  try {
    const answer = await work(meter);
    end({ outcome: 'ok', ...meter });
    return answer;
  } catch (error) {
    end({ outcome: error instanceof OdooError ? error.kind : 'internal', ...meter });
    throw error;
  }
}
