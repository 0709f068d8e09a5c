import { readFile } from 'node:fs/promises';
import { environmentVariables } from '@branch-sync/config';
import { describe, expect, it } from 'vitest';

describe('docker-compose.yml', () => {
  it('hands every setting of .env on, and gives no password of its own', async () => {
    const text = await readFile(new URL('../../docker-compose.yml', import.meta.url), 'utf8');
    const [, shared = ''] = /x-branch-sync: &branch-sync\n([\s\S]*?)\n\n/.exec(text) ?? [];
    expect(shared).toContain('env_file: [{ path: .env, required: false }]');
    // What stands under `environment` would go before it.
    const fixed = environmentVariables.filter(({ name }) => new RegExp(`^ +${name}:`, 'm').test(shared));
    expect(fixed.map(({ name }) => name)).toEqual(['DATABASE_URL', 'REDIS_URL']);
    expect(text).not.toMatch(/POSTGRES_PASSWORD:-/);
  });
});
