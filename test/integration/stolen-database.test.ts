import { createHash, randomBytes } from 'node:crypto';
import {
  branches,
  branchSecretPlace,
  central,
  centralSecretPlace,
  createSecretBox,
  type SecretPlace,
  TamperedSecretError,
  UnknownKeyError,
} from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { storedTexts } from '../harness/stored-texts.ts';
import { aWorld, canarySecret } from '../harness/world.ts';
import { anApi } from './api/an-api.ts';

/** A database in use: connections with secrets, keys, a session, orders that came in and one that did not. */
async function aDatabaseInUse() {
  const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 2, password: canarySecret });
  const world = await aWorld([shop('b1', 61), shop('b2', 62)]);
  const api = await anApi({ database: world.database, secretBox: world.deps.secretBox });
  const [b1, b2] = world.branches;
  if (b2 === undefined) throw new Error('There are two branches.');
  await world.receive(b1);
  const signedIn = await api.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ key: api.keys.admin }).toString(),
  });
  const cookie = signedIn.cookies[0];
  if (cookie === undefined) throw new Error('The sign-in was refused.');
  const stolen = [...(await storedTexts(world.database)).values()].join('\n');
  const envelopes: [string, SecretPlace][] = [];
  for (const row of await world.database.db.select().from(branches))
    envelopes.push([row.secretEnvelope, branchSecretPlace(row.id)]);
  for (const row of await world.database.db.select().from(central)) envelopes.push([row.secretEnvelope, centralSecretPlace]);
  return { world, api, b1, b2, cookie, stolen, envelopes };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Everything in a text that could be a key, a token or a password, and what it is in other writings. */
function wordsOf(text: string): string[] {
  const words = new Set(text.split(/[\s"',;{}()[\]\\]+/).flatMap((word) => [word, ...word.split(/[.:=]/)]));
  return [...words].filter(({ length }) => length >= 16 && length <= 500);
}

describe('a stolen database', () => {
  it('has no secret, no key, no token and no encryption key in it, however written', async () => {
    const { world, api, cookie, stolen } = await aDatabaseInUse();
    const key = Buffer.from(world.encryptionKey.key);
    for (const secret of [canarySecret, ...Object.values(api.keys), cookie.value]) {
      expect(stolen).not.toContain(secret);
      for (const encoding of ['base64', 'base64url', 'hex'] as const)
        expect(stolen).not.toContain(Buffer.from(secret).toString(encoding));
    }
    for (const encoding of ['base64', 'base64url', 'hex'] as const) expect(stolen).not.toContain(key.toString(encoding));
    expect(stolen).toContain('v1.test.');
  });

  it('opens no door: nothing in it is taken for a key or a cookie', async () => {
    const { api, cookie, stolen } = await aDatabaseInUse();
    const opens = async (headers: Record<string, string>) =>
      (await api.call('GET', '/api/branches', { as: null, headers })).statusCode === 200;
    expect(await opens({ cookie: `${cookie.name}=${cookie.value}` })).toBe(true);
    expect(await opens({ authorization: `Bearer ${api.keys.viewer}` })).toBe(true);
    const words = wordsOf(stolen);
    const digests = words.filter((word) => /^[0-9a-f]{64}$/.test(word));
    const prefixes = [...new Set([...stolen.matchAll(/bs_[0-9a-f]{8}/g)].map(([prefix]) => prefix))];
    expect(digests).toEqual(expect.arrayContaining([...Object.values(api.keys), cookie.value].map(sha256)));
    expect(prefixes).toHaveLength(3);
    const forged = prefixes.flatMap((prefix) => digests.map((digest) => `${prefix}_${digest}`));
    for (const word of [...words, ...forged]) {
      expect(await opens({ authorization: `Bearer ${word}` }), word).toBe(false);
      expect(await opens({ cookie: `${cookie.name}=${word}` }), word).toBe(false);
    }
  });

  it('opens no secret: nothing in it is a key of the envelopes', async () => {
    const { world, stolen, envelopes } = await aDatabaseInUse();
    const key = Buffer.from(world.encryptionKey.key);
    const bytes = wordsOf(stolen).flatMap((word) => [
      Buffer.from(word, 'hex'),
      Buffer.from(word, 'base64'),
      Buffer.from(word, 'utf8').subarray(0, 32),
    ]);
    const keys = [...bytes, randomBytes(32), Buffer.alloc(32)].filter(({ length }) => length === 32);
    expect(keys.length).toBeGreaterThan(10);
    expect(envelopes).toHaveLength(3);
    for (const [envelope, place] of envelopes) {
      expect(createSecretBox([{ id: 'test', key }]).open(envelope, place)).toBe(canarySecret);
      expect(() => createSecretBox([{ id: 'other', key }]).open(envelope, place)).toThrow(UnknownKeyError);
      for (const other of keys) {
        expect(() => createSecretBox([{ id: 'test', key: other }]).open(envelope, place)).toThrow(TamperedSecretError);
      }
    }
  });

  it('cannot be rearranged: an envelope opens in its own row and field alone, and is sent to nobody else', async () => {
    const { world, api, b1, b2, envelopes } = await aDatabaseInUse();
    const { secretBox } = world.deps;
    for (const [envelope, place] of envelopes) {
      for (const [, elsewhere] of envelopes.filter(([other]) => other !== envelope)) {
        expect(() => secretBox.open(envelope, elsewhere)).toThrow(TamperedSecretError);
      }
      expect(() => secretBox.open(envelope, { ...place, field: 'login' })).toThrow(TamperedSecretError);
      expect(() => secretBox.open(envelope.replace('v1.test.', 'v1.test2.'), place)).toThrow(UnknownKeyError);
    }
    const { db } = world.database;
    const [ofFirst] = await db.select().from(branches).where(eq(branches.id, b1.id));
    await db
      .update(branches)
      .set({ secretEnvelope: ofFirst?.secretEnvelope ?? '' })
      .where(eq(branches.id, b2.id));
    const before = world.sim.calls.count({ database: 'b2' });
    const test = (await api.call('POST', '/api/branches/b2/test')).json();
    expect(test).toMatchObject({ ok: false, findings: [{ code: 'secret.unreadable' }] });
    const { end } = await world.receive(b2);
    expect(end).toMatchObject({ kind: 'failed', description: { code: 'secret.unreadable' } });
    expect(world.sim.calls.count({ database: 'b2' })).toBe(before);
  });
});
