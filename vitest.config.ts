import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

// Tests run against the sources; only processes that tests spawn run the build (scripts/ready.mjs makes it first).
export default defineConfig({
  resolve: {
    alias: [{ find: /^@branch-sync\/(.+)$/, replacement: `${root}packages/$1/src/index.ts` }],
  },
  test: {
    globalSetup: ['test/harness/services.ts'],
    // Fault tests wait more than they work, for leases, lines and processes: even two cores run two files side by side.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    exclude: ['**/node_modules/**', '**/dist/**'],
    projects: [
      {
        extends: true,
        // Beside the source there is nothing to keep apart: the tests of a worker share its modules, and do not load them a hundred times.
        test: { name: 'unit', include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'], isolate: false },
      },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'] } },
    ],
  },
});
