import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The lines of all files in a folder that hold a secret, each once, with the secret struck out. */
export async function findSecrets(folder: string, secrets: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const file of await readdir(folder)) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    for (const line of lines) {
      if (!secrets.some((secret) => line.includes(secret))) continue;
      const struck = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line);
      found.add(`${file}: ${struck.slice(0, 500)}`);
    }
  }
  return [...found];
}
