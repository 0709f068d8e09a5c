import serveFiles from '@fastify/static';
import type { App } from '../app.ts';
import { consoleFiles, readConsolePage } from '../console/page.ts';
import { consolePaths } from '../console/paths.ts';
import { consolePolicy } from '../security/policies.ts';

const yearSeconds = 365 * 24 * 3_600;

/**
 * The console: its page at the address of every view, for whoever is signed in (strangers are led to the sign-in and back), and its files. Those are the
 * same for everybody and named by what is in them: browsers keep them. The page is never kept: it names the files of today.
 */
export async function consoleRoutes(app: App): Promise<void> {
  const page = await readConsolePage();
  for (const path of consolePaths) {
    app.get(path, { schema: { hide: true } }, async (_request, reply) => {
      const { html, nonce } = page();
      reply.header('content-security-policy', consolePolicy(nonce)).header('cache-control', 'no-store');
      return reply.type('text/html; charset=utf-8').send(html);
    });
  }
  app.get('/favicon.svg', { schema: { hide: true } }, (_request, reply) => reply.sendFile('favicon.svg', consoleFiles));
  await app.register(serveFiles, {
    root: `${consoleFiles}assets`,
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    maxAge: yearSeconds * 1_000,
    immutable: true,
    schemaHide: true,
  });
}
