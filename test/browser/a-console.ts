import { cliActor, createApiKey, type Role } from '@branch-sync/db';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { type ApiProcess, anApiProcess } from '../harness/api-process.ts';
import { queueStores } from '../harness/queue-stores.ts';
import { type QueuedWorld, withQueue } from '../harness/queued-world.ts';
import type { World } from '../harness/world.ts';
import { theBrowser } from './chromium.ts';
import { hearRequests } from './settled.ts';

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** What the browser may complain about in this test; all else is a fault. */
  readonly mayComplain?: RegExp;
}

/** The real stack with a page on it: API, workers, Postgres, queue and stand-in, nothing of it mocked. */
export interface Console {
  readonly world: World;
  readonly queued: QueuedWorld;
  readonly api: ApiProcess;
  /** A page of somebody in a role, signed in by a key of theirs, at `path`. */
  open(role: Role, path: string, look?: Look): Promise<Page>;
  /** A page of nobody. */
  stranger(path: string, look?: Look): Promise<Page>;
}

/** As in production but for lines that are down: they are tried again at once. */
const patient = { WORKER_LOCK_MS: '30000', ODOO_CALL_TIMEOUT_MS: '60000', OFFLINE_RETRY_SECONDS: '1' };

/** Starts an API on a world, and as many workers as asked for. */
export async function aConsole(
  world: World,
  { workers = 1, environment = {} }: { readonly workers?: number; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Console> {
  const [store] = queueStores();
  if (store === undefined) throw new Error('There is a queue store.');
  const queued = withQueue(world, store, { ...patient, ...environment });
  for (let count = 0; count < workers; count += 1) await queued.startWorker();
  const api = await anApiProcess({ ...queued.environment, RATE_LIMIT_PER_MINUTE: '0' });

  async function stranger(path: string, { width = 1440, scheme = 'light', mayComplain }: Look = {}): Promise<Page> {
    const browser = await theBrowser();
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Brussels',
    });
    const page = await context.newPage();
    hearRequests(page);
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    const hear = (text: string) => mayComplain?.test(text) || complaints.push(text);
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && hear(message.text()));
    page.on('pageerror', (error) => hear(String(error)));
    onTestFinished(async ({ task }) => {
      // What it waited for in vain is not in the message; what there was instead tells why.
      if (task.result?.state === 'fail') process.stdout.write(`${page.url()}\n${await page.locator('body').ariaSnapshot()}\n`);
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(`${api.url}${path}`);
    return page;
  }

  return {
    world,
    queued,
    api,
    stranger,
    async open(role, path, look) {
      const { secret } = await createApiKey(world.database.db, cliActor, { name: `${role} of a test`, role, expiresAt: null });
      const page = await stranger(path, look);
      await signIn(page, secret);
      await page.locator('main#view').waitFor();
      return page;
    },
  };
}

/** Types a key into the sign-in page that somebody was led to. */
export async function signIn(page: Page, key: string): Promise<void> {
  const form = page.locator('form:has(#key)');
  if (!(await form.isVisible())) await page.locator('summary', { hasText: 'API key' }).click();
  await page.locator('#key').fill(key);
  await form.getByRole('button', { name: 'Sign in' }).click();
}
