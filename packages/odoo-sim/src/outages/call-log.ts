import { type CallDescription, type CallMatch, isMeant } from './call-description.ts';

/** How often what was called; requests count when they arrive, whatever becomes of them. */
export class CallLog {
  readonly #counts = new Map<string, { readonly call: CallDescription; count: number }>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  record(call: CallDescription): void {
    const key = `${call.database} ${call.model} ${call.method}`;
    const known = this.#counts.get(key);
    if (known) known.count += 1;
    else this.#counts.set(key, { call, count: 1 });
    this.#total += 1;
  }

  count(match: Omit<CallMatch, 'nth'> = {}): number {
    return this.entries()
      .filter((entry) => isMeant(match, entry))
      .reduce((sum, entry) => sum + entry.count, 0);
  }

  entries(): (CallDescription & { readonly count: number })[] {
    return [...this.#counts.values()].map(({ call, count }) => ({ ...call, count }));
  }

  reset(): void {
    this.#counts.clear();
    this.#total = 0;
  }
}
