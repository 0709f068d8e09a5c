import { ahead } from '../ahead.ts';
import { phase } from '../runs/phase.ts';
import type { Page } from './batches.ts';
import { type Catalogues, prepareCatalogues } from './catalogues.ts';
import { dropSettled } from './drop-settled.ts';
import { readOrderDetails, readOrderPages } from './read-orders.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { RunWindow } from './receive-window.ts';
import { sizeAfter } from './size-after.ts';

/** Orders read at once: three calls a page, and a few megabytes. */
const pageOrders = 500;

/**
 * Steps 2 and 3: a window's orders page by page, one page ahead of whoever takes them; what they name is looked up with them. Where the first page is
 * full, `onMany` is called before the others are read. Throws `OdooError`.
 */
export function readPages(
  context: ReceiveContext,
  window: RunWindow,
  catalogues: Catalogues,
  onMany: () => Promise<void>,
): AsyncGenerator<Page, void, undefined> {
  const size = sizeAfter(context.failedBefore, pageOrders);
  const heads = readOrderPages(context, window.selection, window.afterId, size);
  return ahead(
    heads,
    () => 1,
    async (page) => {
      if (page.length === size) await onMany();
      const { fresh, countsAsThere } = await dropSettled(context, page);
      const orders = await phase(context, 'read orders', () => readOrderDetails(context, fresh));
      await phase(context, 'read what they name', () => prepareCatalogues(catalogues, orders));
      return { heads: page, orders, countsAsThere };
    },
  );
}
