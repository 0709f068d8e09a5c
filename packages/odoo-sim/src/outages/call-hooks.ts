import { type CallDescription, type CallMatch, isMeant } from './call-description.ts';

/** `before`: the request has arrived, nothing is done. `after`: all is committed, the answer has not left. */
export type CallMoment = 'before' | 'after';

/** May take its time: the call waits for it. */
export type CallHook = (moment: CallMoment, call: CallDescription) => void | Promise<void>;

interface Entry {
  readonly match: CallMatch;
  readonly hook: CallHook;
  seen: number;
}

/** Functions that run just before and just after the work of matching calls: how a test stops the world at a chosen step. */
export class CallHooks {
  readonly #entries = new Set<Entry>();

  /** Gives a function that takes the hook away. */
  add(match: CallMatch, hook: CallHook): () => void {
    const entry: Entry = { match, hook, seen: 0 };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  /** The hooks of one call; asked once a call, as it counts. */
  take(call: CallDescription): readonly CallHook[] {
    const taken: CallHook[] = [];
    for (const entry of this.#entries) {
      if (!isMeant(entry.match, call)) continue;
      entry.seen += 1;
      if (entry.match.nth === undefined || entry.match.nth === entry.seen) taken.push(entry.hook);
    }
    return taken;
  }
}
