import { type NewsTopic, newsSchema } from '@branch-sync/contract';
import { circuits, failures, recordBeat, recordStop } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { queueNames } from '@branch-sync/queue';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { type StreamLimits, streamLimits } from '../../../apps/api/src/streams/streams.ts';
import { cutOff, letBack } from '../../harness/database-outage.ts';
import { anEventStream, type EventStream } from '../../harness/event-stream.ts';
import { until } from '../../harness/until.ts';
import { aWorld, canarySecret, type World } from '../../harness/world.ts';
import { aBranch, aRun } from './a-run.ts';
import { aCentralInput, anApi, bearer, type TestApi } from './an-api.ts';

interface Watched {
  readonly api: TestApi;
  readonly url: string;
  open(): Promise<EventStream>;
}

/** An API that listens, and whose news come fast. */
async function aWatchedApi(limits: Partial<StreamLimits> = {}, world?: World): Promise<Watched> {
  const known = world === undefined ? {} : { database: world.database, secretBox: world.deps.secretBox };
  const api = await anApi({ ...known, streams: { ...streamLimits, newsMs: 20, pollMs: 20, ...limits } });
  const url = `${await api.app.listen({ host: '127.0.0.1', port: 0 })}/api/events`;
  return { api, url, open: () => anEventStream(url, bearer(api.keys.viewer)) };
}

const topicsOf = ({ events }: EventStream) => events.flatMap(({ data }) => newsSchema.parse(data).topics);

/** What a stream tells of an act: all topics until those that are awaited are there, and some heartbeats have passed. */
async function newsOf(stream: EventStream, act: () => Promise<unknown>, awaited: readonly NewsTopic[]): Promise<string[]> {
  const before = topicsOf(stream).length;
  await act();
  const told = () => topicsOf(stream).slice(before);
  await until(`news of ${awaited}`, async () => awaited.every((topic) => told().includes(topic)));
  const beats = stream.comments.length;
  await until('some quiet', async () => stream.comments.length > beats + 1);
  return [...new Set(told())].toSorted();
}

const soonQuiet = { heartbeatMs: 100 };

describe('news', () => {
  it('come as a stream that no proxy holds up', async () => {
    const { headers } = await (await aWatchedApi()).open();
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('x-accel-buffering')).toBe('no');
  });

  it('are none while nothing happens', async () => {
    const { api, open } = await aWatchedApi({ heartbeatMs: 30 });
    const stream = await open();
    await api.call('GET', '/api/branches');
    await until('some heartbeats', async () => stream.comments.length >= 5);
    expect(stream.events).toEqual([]);
    expect(stream.retryMs()).toBe(2_000);
  });

  it('tell what somebody has changed', async () => {
    const { api, open } = await aWatchedApi(soonQuiet);
    const { call } = api;
    const stream = await open();
    expect(await newsOf(stream, () => aBranch(api, 'B1'), ['branches'])).toEqual(['branches']);
    const rename = () => call('PATCH', '/api/branches/B1', { body: { name: 'Quay' } });
    expect(await newsOf(stream, rename, ['branches'])).toEqual(['branches']);
    const setCentral = () => call('PUT', '/api/central', { body: aCentralInput() });
    expect(await newsOf(stream, setCentral, ['central'])).toEqual(['central']);
    const receive = () => call('POST', '/api/branches/B1/receive', { body: {} });
    expect(await newsOf(stream, receive, ['runs'])).toEqual(['runs']);
    expect(await newsOf(stream, () => call('DELETE', '/api/branches/B1'), ['branches', 'runs'])).toEqual(['branches', 'runs']);
  });

  it('tell what happens to branches, central, workers and failures', async () => {
    const { api, open } = await aWatchedApi(soonQuiet);
    const { db, sql } = api.database;
    const id = await aBranch(api, 'B1');
    const stream = await open();
    const away = { misses: 3, firstMissAt: new Date(), openSince: new Date(), nextTryAt: new Date() };
    const offline = () => db.insert(circuits).values({ place: id, branchId: id, ...away });
    expect(await newsOf(stream, offline, ['branches'])).toEqual(['branches']);
    const centralAway = () => db.insert(circuits).values({ place: 'central', ...away });
    expect(await newsOf(stream, centralAway, ['central'])).toEqual(['central']);

    const identity = { id: uuidv7(), host: 'h', pid: 1, version: '1.2.3' };
    const beat = { concurrency: 50, running: 1, isDraining: false, isConsuming: true, msSinceLastJob: 1, eventLoopLagMs: 1 };
    const recorded = (running: number) => recordBeat(db, identity, { ...beat, running, rssMb: 90, uptimeMs: 1 });
    expect(await newsOf(stream, () => recorded(1), ['workers'])).toEqual(['workers']);
    expect(await newsOf(stream, () => recorded(2), ['workers'])).toEqual(['workers']);
    expect(await newsOf(stream, () => sql`update workers set seen_at = now() - interval '1 minute'`, ['workers'])).toEqual([
      'workers',
    ]);
    expect(await newsOf(stream, () => recordStop(db, identity.id), ['workers'])).toEqual(['workers']);

    const words = { code: 'product.not_found', class: 'permanent', message: 'm', fix: 'f', fingerprint: 'p' } as const;
    const failure = { id: uuidv7(), branchId: id, kind: 'receive', ...words } as const;
    expect(await newsOf(stream, () => db.insert(failures).values(failure), ['failures'])).toEqual(['failures']);
    const dismiss = () => api.call('POST', '/api/failures/dismiss', { body: { ids: [failure.id], reason: 'r' } });
    expect(await newsOf(stream, dismiss, ['failures'])).toEqual(['failures']);
    const reopen = () => api.call('POST', '/api/failures/reopen', { body: { ids: [failure.id] } });
    expect(await newsOf(stream, reopen, ['failures'])).toEqual(['failures']);
  });

  it('tell what runs do: a receive of orders, one of nothing, and a reconcile', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 41, orders: 12, password: canarySecret })]);
    const [branch] = world.branches;
    const { open } = await aWatchedApi(soonQuiet, world);
    const stream = await open();
    expect(await newsOf(stream, () => world.receive(branch), ['runs', 'orders'])).toEqual(
      expect.arrayContaining(['orders', 'runs']),
    );
    const ofNothing = await newsOf(stream, () => world.receive(branch), ['runs']);
    expect(ofNothing).toContain('runs');
    expect(ofNothing).not.toContain('orders');
    expect(ofNothing).not.toContain('reconciliation');
    const ofDays = await newsOf(stream, () => world.reconcile(branch), ['runs', 'reconciliation']);
    expect(ofDays).toContain('orders');
  });

  it('tell of the progress of a run, and of its end', async () => {
    const { api, open } = await aWatchedApi(soonQuiet);
    const run = await aRun(api, await aBranch(api, 'B1'), { kind: 'push', status: 'running', attempts: 1 });
    const { sql } = api.database;
    const stream = await open();
    const counts = () => sql`update runs set seen = 5 where id = ${run.id}`;
    expect(await newsOf(stream, counts, ['runs'])).toEqual(['runs']);
    const ends = () => sql`update runs set status = 'succeeded', finished_at = now() where id = ${run.id}`;
    expect(await newsOf(stream, ends, ['runs'])).toEqual(['runs']);
  });
});

describe('a stream of news', () => {
  it('has its place among those of runs, and gives it back', async () => {
    const { api, url, open } = await aWatchedApi({ maxStreams: 2 });
    const run = await aRun(api, await aBranch(api, 'B1'), { status: 'running', attempts: 1 });
    const ofRun = await anEventStream(url.replace('/events', `/runs/${run.id}/events`), bearer(api.keys.viewer));
    await open();
    await expect(open()).rejects.toThrow(/^503: .*streams\.all_taken/);
    ofRun.leave();
    await until('a free place', () => open().catch(() => undefined));
  });

  it('is refused to whoever has too many, for want of a key, and to HEAD', async () => {
    const { api, url, open } = await aWatchedApi({ maxStreamsOfOne: 1 });
    await open();
    await expect(open()).rejects.toThrow(/^429: .*streams\.too_many/);
    await anEventStream(url, bearer(api.keys.operator));
    await expect(anEventStream(url, {})).rejects.toThrow(/^401: .*access\.no_key/);
    expect((await fetch(url, { method: 'HEAD', headers: bearer(api.keys.viewer) })).status).toBe(405);
  });

  it('ends when it is old, when its key is revoked, and when the API stops', async () => {
    const old = await (await aWatchedApi({ maxAgeMs: 100 })).open();
    expect(await old.ended).toBe('in order');

    const { api, url, open } = await aWatchedApi({ recheckMs: 20 });
    const [revoked, stopped] = [await open(), await anEventStream(url, bearer(api.keys.operator))];
    const keys = (await api.call('GET', '/api/keys')).json<{ items: { id: string; name: string }[] }>().items;
    await api.call('DELETE', `/api/keys/${keys.find(({ name }) => name === 'viewer')?.id}`);
    expect(await revoked.ended).toBe('in order');
    await api.app.close();
    expect(await stopped.ended).toBe('in order');
  });

  it('outlives an outage of the database, and tells what has happened in it', async () => {
    const { api, open } = await aWatchedApi({ heartbeatMs: 30 });
    const run = await aRun(api, await aBranch(api, 'B1'));
    const stream = await open();
    // BullMQ's own start does not outlive an outage: it has to be through.
    await Promise.all(queueNames.map((name) => api.deps.queues.byName[name].waitUntilReady()));
    await cutOff(api.database);
    await until('the outage to be seen', async () => api.log().includes('nobody can be told what is new for now'));
    const { length } = stream.comments;
    await until('a heartbeat in the outage', async () => stream.comments.length > length);
    await letBack(api.database);
    await until('the database to be back', () =>
      api.database.sql`update runs set status = 'cancelled', finished_at = now() where id = ${run.id}`.then(
        () => true,
        () => false,
      ),
    );
    await stream.until('the news', ({ data }) => newsSchema.parse(data).topics.includes('runs'));
  });
});
