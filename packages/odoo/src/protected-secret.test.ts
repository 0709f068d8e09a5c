import { redact } from '@branch-sync/redaction';
import { describe, expect, it } from 'vitest';
import { createOdooClient, DEFAULT_LIMITS } from './create-client.ts';
import { aClient } from './testing/a-client.ts';

const url = 'http://127.0.0.1:1';

describe('the secret of a client', () => {
  it('is struck out of whatever leaves the process, and is for a while after the client is closed', async () => {
    const client = aClient(url, { secret: 'a secret of its own' });
    expect(redact('it was: a secret of its own')).toBe('it was: [secret]');
    await client.close();
    expect(redact('it was: a secret of its own')).toBe('it was: [secret]');
  });

  it('is a word like others where it is the login, or the database', () => {
    aClient(url, { login: 'sync_branch', secret: 'sync_branch' });
    aClient(url, { database: 'branch-of-all', secret: 'branch-of-all' });
    expect(redact('sync_branch at branch-of-all is refused')).toBe('sync_branch at branch-of-all is refused');
  });

  it('is a word like others where somebody has typed it', async () => {
    const connection = { url, database: 'central', login: 'anna', secret: 'orders imported', transport: 'auto' } as const;
    const client = createOdooClient(connection, DEFAULT_LIMITS, { isSecretTyped: true });
    expect(redact('3 orders imported')).toBe('3 orders imported');
    await client.close();
    expect(redact('3 orders imported')).toBe('3 orders imported');
  });
});
