#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  console.error('branch-sync is not built yet. Run "npm ci && npm run build" in the project folder.');
  process.exitCode = 1;
}
