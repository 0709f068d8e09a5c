// Writes docs/failures.md from the failure catalogue, as it was built last.
import { writeFile } from 'node:fs/promises';
import { failuresPage } from '../packages/sync/dist/failures/failures-page.js';

await writeFile(new URL('../docs/failures.md', import.meta.url), failuresPage());
