import { type CallDescription, type CallMatch, isMeant } from './call-description.ts';

/** What becomes of a matching call. For a machine that does not even listen, see `goDown` of the stand-in. */
export type OutageKind =
  /** The connection is closed without an answer, nothing was done. */
  | 'refuse'
  /** Never answered; the connection stays open. */
  | 'hang'
  /** The connection is reset, nothing was done. */
  | 'reset-before'
  /** The work is done, then the connection is reset: the answer is lost. */
  | 'reset-after'
  /** The work is done, half of the answer comes, then the connection is reset. */
  | 'half-answer'
  /** A proxy's `502 Bad Gateway` page; nothing was done. */
  | 'html-502'
  /** `503 Service Unavailable`; nothing was done. */
  | 'busy-503'
  /** The work takes `ms` longer, inside its transaction. */
  | 'slow'
  /** The fault `code`, `text`; nothing was done. */
  | 'fault'
  /** The transaction loses against another: `load` answers `ids: false` with the message, other methods a fault. */
  | 'serialization';

export interface Outage {
  readonly match?: CallMatch;
  readonly kind: OutageKind;
  /** How many matching calls it befalls; all when left out. */
  readonly times?: number;
  /** For `slow`: milliseconds. */
  readonly ms?: number;
  /** For `fault`: the code of XML-RPC (1 to 4) and the text. */
  readonly code?: number;
  readonly text?: string;
}

interface Entry {
  readonly id: number;
  readonly outage: Outage;
  seen: number;
  left: number;
}

/** The scripted outages of a stand-in; the first that matches a call befalls it. */
export class Outages {
  readonly #entries = new Map<number, Entry>();
  #lastId = 0;

  /** Gives a function that ends the outage. */
  add(outage: Outage): () => void {
    const id = this.addNumbered(outage);
    return () => this.remove(id);
  }

  /** Like `add`, and gives the number that `remove` takes. */
  addNumbered(outage: Outage): number {
    this.#lastId += 1;
    this.#entries.set(this.#lastId, { id: this.#lastId, outage, seen: 0, left: outage.times ?? Number.POSITIVE_INFINITY });
    return this.#lastId;
  }

  remove(id: number): void {
    this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The outage that befalls this call, if any; asked once a call, as it counts. */
  take(call: CallDescription): Outage | null {
    for (const entry of this.#entries.values()) {
      if (!isMeant(entry.outage.match ?? {}, call)) continue;
      entry.seen += 1;
      const { nth } = entry.outage.match ?? {};
      if (entry.left <= 0 || (nth !== undefined && entry.seen !== nth)) continue;
      entry.left -= 1;
      return entry.outage;
    }
    return null;
  }
}
