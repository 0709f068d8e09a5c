import type { Page, Request } from 'playwright-core';

/** What each page waits for: what is asked for and not answered yet. */
const asked = new WeakMap<Page, Set<Request>>();

/** Hears from here on what a page asks for; the stream of news, which never ends, aside. */
export function hearRequests(page: Page): void {
  const open = new Set<Request>();
  asked.set(page, open);
  page.on('request', (request) => void (request.resourceType() === 'eventsource' || open.add(request)));
  const close = (request: Request) => void open.delete(request);
  page.on('requestfinished', close).on('requestfailed', close);
}

/** Between two looks at a page: an answer may lead to another question. */
const betweenLooksMs = 100;

/** Waits until nothing is asked for and nothing loads any more: what the page shows is what there is. */
export async function settled(page: Page): Promise<void> {
  const isQuiet = () => (asked.get(page)?.size ?? 0) === 0;
  for (let wasQuiet = false; !(wasQuiet && isQuiet()); ) {
    wasQuiet = isQuiet();
    await page.waitForTimeout(betweenLooksMs);
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  }
}
