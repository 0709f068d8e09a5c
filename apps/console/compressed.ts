import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressors = { br: promisify(brotliCompress), gz: promisify(gzip) } as const;

/** Lays each script and style beside itself as Brotli and as gzip: the API sends those to browsers that take them, and compresses nothing itself. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => /\.(js|css)$/.test(fileName));
      for (const file of files) {
        const content = file.type === 'chunk' ? file.code : file.source;
        for (const [ending, compress] of Object.entries(compressors)) {
          await writeFile(join(dir, `${file.fileName}.${ending}`), await compress(content));
        }
      }
    },
  };
}
