import type { ViteUserConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const { projects: _projects, ...test } = base.test ?? {};

/** `npm run screenshots`: the same stack as the browser tests have, for pictures instead of findings. */
const config: ViteUserConfig = { ...base, test: { ...test, include: ['test/browser/screenshots.ts'] } };
export default config;
