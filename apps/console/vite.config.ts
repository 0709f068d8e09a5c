import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.ts';
import { licences } from './licences.ts';

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';

// The API serves dist/page. `npm run dev -w apps/console` serves the sources instead, with a running API (API_URL) behind them.
export default defineConfig({
  plugins: [react(), licences(), compressed()],
  build: {
    outDir: 'dist/page',
    target: 'es2023',
    sourcemap: true,
    // The page's policy allows no data: scripts and fonts, and small files are not many.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/sign-in', '/sign-out', '/queues', '/docs'].map((path) => [path, { target: api }])),
  },
});
