import { type Browser, chromium } from 'playwright-core';
import { afterAll, inject, vi } from 'vitest';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  // Loopback is the only network: without these it asks its maker's hosts for this and that.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// A browser, an API and workers beside one another: on two cores a page takes its time.
vi.setConfig({ testTimeout: 180_000 });

/** Whether there is a Chromium to test with; the harness has said so where there is none, and CI does not come to that. */
export const hasChromium = inject('chromiumPath') !== null;

let launched: Promise<Browser> | null = null;

/** The Chromium of this test file: one process, in which every page has a profile of its own. */
export function theBrowser(): Promise<Browser> {
  launched ??= chromium.launch({ executablePath: inject('chromiumPath') ?? '', args: flags });
  return launched;
}

afterAll(async () => {
  await (await launched)?.close();
});
