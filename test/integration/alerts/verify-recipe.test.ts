import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startHttpServer } from '../../../packages/odoo/src/testing/http-server.ts';
import { anAlerting } from './an-alerting.ts';

type Verify = (
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  isKnown: (id: string) => Promise<boolean>,
  now: number,
) => Promise<{ type: string } | null>;

const at = '2026-11-20T11:00:00Z';

/** The recipe as the document has it. */
async function theRecipe(): Promise<Verify> {
  const document = await readFile(new URL('../../../docs/alerts.md', import.meta.url), 'utf8');
  const [, code = ''] = /```js\n(.*?)```/s.exec(document) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'verify-recipe-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'verify.mjs');
  await writeFile(file, code);
  const { verify } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { verify: Verify };
  return verify;
}

/** A call as a receiver got it, and the secret that it was signed with. */
async function aCall() {
  const receiver = await startHttpServer(() => ({ status: 204, body: '' }));
  const alerting = await anAlerting(at);
  const { id, secret } = await alerting.aWebhook(receiver.url);
  await alerting.aRule({ kind: 'branch_behind', minutes: 15, channelIds: [id] });
  await alerting.aBranch('B1', '2026-11-20T10:00:00Z');
  await alerting.turn();
  const [call] = receiver.asked;
  if (call === undefined) throw new Error('The receiver was called.');
  const known = new Set<string>();
  const isKnown = async (one: string) => known.size === known.add(one).size;
  return { secret, isKnown, ...call };
}

describe('the recipe for receivers', () => {
  it('takes a call that we make', async () => {
    const { secret, headers, body, isKnown } = await aCall();
    const verify = await theRecipe();
    expect(await verify(secret, headers, body, isKnown, Date.parse(at))).toMatchObject({ type: 'alert.opened' });
  });

  it('takes an id once', async () => {
    const { secret, headers, body, isKnown } = await aCall();
    const verify = await theRecipe();
    await verify(secret, headers, body, isKnown, Date.parse(at));
    expect(await verify(secret, headers, body, isKnown, Date.parse(at))).toBeNull();
  });

  it('refuses another body, id, time or secret', async () => {
    const { secret, headers, body, isKnown } = await aCall();
    const verify = await theRecipe();
    const refused = [
      verify(secret, headers, body.replace('B1', 'B2'), isKnown, Date.parse(at)),
      verify(secret, { ...headers, 'webhook-id': 'another' }, body, isKnown, Date.parse(at)),
      verify(secret, { ...headers, 'webhook-timestamp': String(Date.parse(at) / 1000 + 1) }, body, isKnown, Date.parse(at)),
      verify(secret, { ...headers, 'webhook-signature': undefined }, body, isKnown, Date.parse(at)),
      verify(`whsec_${Buffer.alloc(32).toString('base64')}`, headers, body, isKnown, Date.parse(at)),
    ];
    for (const one of refused) await expect(one).rejects.toThrow('The signature is wrong.');
  });

  it('refuses a call that is played back later, or comes from the future', async () => {
    const { secret, headers, body, isKnown } = await aCall();
    const verify = await theRecipe();
    for (const seconds of [301, -301]) {
      const later = Date.parse(at) + seconds * 1000;
      await expect(verify(secret, headers, body, isKnown, later)).rejects.toThrow('too old');
    }
    expect(await verify(secret, headers, body, isKnown, Date.parse(at) + 299_000)).not.toBeNull();
  });
});
