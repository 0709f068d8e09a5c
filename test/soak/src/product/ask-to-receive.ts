import { runAcceptedSchema } from '@branch-sync/contract';
import type { Random } from '@branch-sync/odoo-sim';
import { soldOrders } from '../../../harness/compare-books.ts';
import type { Shop } from '../shops/open-shops.ts';
import type { Stage } from '../stage.ts';

/** People who ask for receives by hand while everything falls apart. */
export interface Asking {
  /** The runs that the API has promised so far. */
  readonly promised: ReadonlySet<string>;
  /** Asks for no more; settles when the last request has been answered. */
  finish(): Promise<void>;
}

const everyMs = 1_500;

/**
 * Asks the API to receive one branch after another, each time under a new idempotency key, with which it asks again until it
 * has an answer. Now and then it asks once more: the answer must be the same run. Not for what is new, which two may ask for
 * at once: a run that waits is both's, and has one key.
 */
export function askToReceive({ product: { api }, shops, journal, signal }: Stage, random: Random): Asking {
  const promised = new Set<string>();
  const underWay = new Set<Promise<void>>();

  async function ask(shop: Shop, { request, isAskedTwice }: Wish, key: string): Promise<void> {
    const first = await insist(shop, request, key);
    if (first === null) return;
    promised.add(first);
    if (!isAskedTwice) return;
    const second = await insist(shop, request, key);
    if (second !== null && second !== first) journal.wrong(`the key ${key} was answered with run ${first}, then with ${second}`);
  }

  async function insist({ code }: Shop, request: object, key: string): Promise<string | null> {
    const answer = await api.insist('POST', `/branches/${code}/receive`, request, { 'idempotency-key': key });
    if (answer.status === 202) return runAcceptedSchema.parse(answer.body).runId;
    journal.wrong(`a receive of ${code} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return null;
  }

  const timer = setInterval(() => {
    const shop = random.pick(shops.all);
    const asked = ask(shop, wishFor(shop, random), random.uuid()).catch((error: unknown) => {
      if (!signal.aborted) journal.wrong(`could not ask to receive ${shop.code}: ${String(error)}`);
    });
    underWay.add(asked);
    void asked.then(() => underWay.delete(asked));
  }, everyMs);

  return {
    promised,
    async finish() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

interface Wish {
  readonly request: object;
  readonly isAskedTwice: boolean;
}

/** What is new, or certain orders, or all since a moment. */
function wishFor({ odoo }: Shop, random: Random): Wish {
  const draw = random.next();
  if (draw < 0.5) return { request: {}, isAskedTwice: false };
  const isAskedTwice = random.chance(0.8);
  if (draw < 0.75) {
    const ids = soldOrders(odoo).map(({ id }) => id);
    const orderIds = [...new Set([random.pick(ids), random.pick(ids), random.pick(ids)])];
    return { request: { orderIds }, isAskedTwice };
  }
  const since = new Date(odoo.clock().getTime() - random.between(1, 90 * 60_000));
  return { request: { since: since.toISOString() }, isAskedTwice };
}
