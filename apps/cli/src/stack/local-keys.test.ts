import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@branch-sync/config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeys, keepKeys } from './local-keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branch-sync-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('keepKeys', () => {
  it('makes keys once and gives the same ones ever after', () => {
    const file = join(folder, 'deep', 'keys.json');
    const keys = keepKeys(file);
    expect(keepKeys(file)).toEqual(keys);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{}', '{"ENCRYPTION_KEYS": 1, "ADMIN_API_KEY": "x"}', 'null'])(
    'leaves a file alone that holds %j',
    (text) => {
      const file = join(folder, 'keys.json');
      writeFileSync(file, text);
      expect(() => keepKeys(file)).toThrow(/does not hold the keys/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});

it('generates what the configuration takes, never twice the same', () => {
  const keys = generateKeys();
  const config = readConfig({ ...keys });
  expect(config.encryptionKeys).toHaveLength(1);
  expect(config.adminApiKey?.reveal()).toBe(keys.ADMIN_API_KEY);
  expect(generateKeys()).not.toEqual(keys);
});
