import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where the build of apps/console stands: the same seen from our sources and from our own build. */
export const consoleFiles = fileURLToPath(new URL('../../../console/dist/page/', import.meta.url));

const noncePlace = '{{nonce}}';

/** The console's page with a word of its own, that its policy knows too: styles that the page makes while it runs need it. */
export interface ConsolePage {
  readonly html: string;
  readonly nonce: string;
}

/** Gives the page, a new one at every call. Throws where the console was not built. */
export async function readConsolePage(): Promise<() => ConsolePage> {
  const template = await readFile(`${consoleFiles}index.html`, 'utf8').catch(() => {
    throw new Error('The console is not built. Run "npm run build" first.');
  });
  return () => {
    const nonce = randomBytes(16).toString('base64url');
    return { html: template.replaceAll(noncePlace, nonce), nonce };
  };
}
