import { once } from 'node:events';
import { type ClientRequest, get } from 'node:http';
import type { Socket } from 'node:net';
import { runEndSchema, runLineSchema, runSchema } from '@branch-sync/contract';
import { addRunLine, type Run, runs } from '@branch-sync/db';
import { queueNames } from '@branch-sync/queue';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type StreamLimits, streamLimits } from '../../../apps/api/src/streams/streams.ts';
import { cutOff, letBack } from '../../harness/database-outage.ts';
import { anEventStream, type EventStream } from '../../harness/event-stream.ts';
import { until } from '../../harness/until.ts';
import { aBranch, aRun, over } from './a-run.ts';
import { anApi, bearer, type TestApi } from './an-api.ts';
import { aBrowser } from './browser.ts';

interface Watched {
  readonly api: TestApi;
  readonly run: Run;
  /** Of the run's stream. */
  readonly url: string;
  open(headers?: Record<string, string>, query?: string): Promise<EventStream>;
  say(...texts: string[]): Promise<void>;
  change(to: Partial<typeof runs.$inferInsert>): Promise<void>;
}

const isRunning = { status: 'running', attempts: 1, startedAt: new Date() } as const;

/** An API that listens, and a run that somebody can watch there. */
async function aWatchedRun(
  given: Partial<typeof runs.$inferInsert> = isRunning,
  limits: Partial<StreamLimits> = {},
): Promise<Watched> {
  const api = await anApi({ streams: { ...streamLimits, pollMs: 20, ...limits } });
  const run = await aRun(api, await aBranch(api, 'B1'), given);
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const url = `${address}/api/runs/${run.id}/events`;
  const { db } = api.database;
  return {
    api,
    run,
    url,
    open: (headers = {}, query = '') => anEventStream(`${url}${query}`, { ...bearer(api.keys.viewer), ...headers }),
    async say(...texts) {
      for (const text of texts) await addRunLine(db, run.id, text);
    },
    change: async (to) => void (await db.update(runs).set(to).where(eq(runs.id, run.id))),
  };
}

const namesOf = ({ events }: EventStream) => events.map(({ event }) => event);
const textsOf = ({ events }: EventStream) =>
  events.filter(({ event }) => event === 'line').map(({ data }) => runLineSchema.parse(data).text);
const isLine = (text: string) => (sent: { event: string; data: unknown }) =>
  sent.event === 'line' && runLineSchema.parse(sent.data).text === text;
const isRun = (seen: number) => (sent: { event: string; data: unknown }) =>
  sent.event === 'run' && runSchema.parse(sent.data).counts.seen === seen;

/** A client that opens a stream and never reads what comes. */
async function aDeafClient(url: string, key: string): Promise<ClientRequest> {
  const request = get(url, { headers: bearer(key) });
  onTestFinished(() => void request.destroy());
  request.on('error', () => undefined);
  const [response] = await once(request, 'response');
  response.on('error', () => undefined).pause();
  return request;
}

/** Asks, look by look, whether what waits to be sent does not get away any more. */
function isHeldUp(socket: Socket | undefined): () => Promise<boolean> {
  let written = 0;
  let looksAlike = 0;
  return async () => {
    if (socket === undefined) return false;
    looksAlike = socket.writableLength > 0 && socket.bytesWritten === written ? looksAlike + 1 : 0;
    written = socket.bytesWritten;
    return looksAlike >= 8;
  };
}

describe('the events of a run', () => {
  it('tell how it stands, what it tells, what changes, and its end', async () => {
    const { run, open, say, change } = await aWatchedRun();
    await say('first');
    const stream = await open();
    await stream.until('the first line', isLine('first'));
    expect(namesOf(stream)).toEqual(['run', 'line']);
    expect(runSchema.parse(stream.events[0]?.data)).toMatchObject({ id: run.id, branchCode: 'B1', status: 'running' });
    await say('second', 'third');
    await stream.until('the third line', isLine('third'));
    await change({ seen: 100, expected: 900 });
    expect((await stream.until('the new counts', isRun(100))).data).toMatchObject({ expected: 900, status: 'running' });
    await say('last');
    await change({ ...over('succeeded'), seen: 900 });
    expect(await stream.ended).toBe('in order');
    expect(textsOf(stream)).toEqual(['first', 'second', 'third', 'last']);
    expect(stream.events.at(-2)?.data).toMatchObject({ status: 'succeeded', counts: { seen: 900 } });
    expect(stream.events.at(-1)?.event).toBe('end');
    expect(runEndSchema.parse(stream.events.at(-1)?.data)).toEqual({ status: 'succeeded' });
    expect(stream.retryMs()).toBe(2_000);
  });

  it('come as a stream that no proxy holds up, under the headers of every answer', async () => {
    const { open } = await aWatchedRun();
    const { headers } = await open({ 'x-request-id': 'watch-1' });
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toBe('watch-1');
  });

  it('begin with the last 100 lines, and go on after the one that a client has', async () => {
    const { open, say } = await aWatchedRun();
    const texts = Array.from({ length: 105 }, (_, index) => `line ${index}`);
    await say(...texts);
    const fresh = await open();
    const { id } = await fresh.until('line 100', isLine('line 100'));
    await fresh.until('the last line', isLine('line 104'));
    expect(textsOf(fresh)).toEqual(texts.slice(5));
    const again = [await open({ 'last-event-id': id ?? '' }), await open({}, `?lastEventId=${id}`)];
    // A browser's own header is newer than what its page once wrote into the address.
    again.push(await open({ 'last-event-id': id ?? '' }, '?lastEventId=1'));
    await say('new');
    for (const stream of again) {
      await stream.until('the new line', isLine('new'));
      expect(namesOf(stream)[0]).toBe('run');
      expect(textsOf(stream)).toEqual([...texts.slice(101), 'new']);
    }
    const all = await open({}, '?lastEventId=0');
    await all.until('the new line', isLine('new'));
    expect(textsOf(all)).toEqual([...texts, 'new']);
  });

  it('of a run that is over are its state, its lines and its end, as often as they are asked for', async () => {
    const finishedAt = new Date(Date.now() - 60_000);
    const { open, say } = await aWatchedRun(over('failed', { finishedAt }));
    await say('what happened');
    const first = await open();
    expect(await first.ended).toBe('in order');
    expect(namesOf(first)).toEqual(['run', 'line', 'end']);
    const again = await open({ 'last-event-id': first.events[1]?.id ?? '' });
    expect(await again.ended).toBe('in order');
    expect(again.events.map(({ event }) => event)).toEqual(['run', 'end']);
    expect(again.events[1]?.data).toEqual({ status: 'failed' });
  });

  it('hold a line that is written a moment after the end', async () => {
    const { open, say, change } = await aWatchedRun();
    const stream = await open();
    await change({ ...over('cancelled'), finishedAt: new Date(Date.now() + 3_600_000) });
    await stream.until('the run to be over', ({ data }) => JSON.stringify(data).includes('"cancelled"'));
    await say('late');
    await stream.until('the late line', isLine('late'));
    await change({ finishedAt: new Date(Date.now() - 60_000) });
    expect(await stream.ended).toBe('in order');
    expect(namesOf(stream)).toEqual(['run', 'run', 'line', 'run', 'end']);
  });

  it('are refused for a run that there is not, a line that is none, and for want of a key', async () => {
    const { api, url, open } = await aWatchedRun();
    const unknown = await api.call('GET', `/api/runs/${uuidv7()}/events`, { as: 'viewer' });
    expect(unknown.json()).toMatchObject({ status: 404, code: 'run.not_found' });
    await expect(open({ 'last-event-id': '7; drop' })).rejects.toThrow(/^400: .*last-event-id/);
    await expect(anEventStream(url, {})).rejects.toThrow(/^401: .*access\.no_key/);
    expect((await fetch(url, { method: 'HEAD', headers: bearer(api.keys.viewer) })).status).toBe(405);
  });
});

describe('a stream of events', () => {
  it('says that it is alive while nothing happens', async () => {
    const { open } = await aWatchedRun(isRunning, { heartbeatMs: 30 });
    const stream = await open();
    await until('some heartbeats', async () => stream.comments.length >= 3);
    expect(namesOf(stream)).toEqual(['run']);
  });

  it('has its place for itself alone, and gives it back however it ends', async () => {
    const { open, change, run, api } = await aWatchedRun(isRunning, { maxStreams: 2 });
    const first = await open();
    const second = await open();
    await expect(open()).rejects.toThrow(/^503: .*streams\.all_taken/);
    const refused = await api.call('GET', `/api/runs/${run.id}/events`, { as: 'viewer' });
    expect(refused.headers['retry-after']).toBe('5');
    first.leave();
    // Places are free once the server has seen that the client is gone.
    const place = () => open().catch(() => undefined);
    const third = await until('a free place', place);
    await change(over('succeeded', { finishedAt: new Date(Date.now() - 60_000) }));
    expect(await Promise.all([second.ended, third.ended])).toEqual(['in order', 'in order']);
    for (const _ of [1, 2, 3]) await until('a free place', place);
  });

  it('ends when it is old, so that its client comes again with its key', async () => {
    const { open, say } = await aWatchedRun(isRunning, { maxAgeMs: 100 });
    await say('first');
    const stream = await open();
    expect(await stream.ended).toBe('in order');
    expect(namesOf(stream)).toEqual(['run', 'line']);
    expect((await open({ 'last-event-id': stream.events[1]?.id ?? '' })).headers.get('content-type')).toBe('text/event-stream');
  });

  it('is refused to whoever has too many, and to nobody else', async () => {
    const { api, open, url } = await aWatchedRun(isRunning, { maxStreamsOfOne: 2 });
    await open();
    await open();
    await expect(open()).rejects.toThrow(/^429: .*streams\.too_many/);
    await anEventStream(url, bearer(api.keys.operator));
  });

  it('ends when its key is revoked, or the sign-in that opened it is over', async () => {
    const { api, open, url } = await aWatchedRun(isRunning, { recheckMs: 20 });
    const browser = aBrowser(api);
    await browser.signIn({ way: 'key', key: api.keys.operator });
    const [byKey, byCookie] = [await open(), await anEventStream(url, { cookie: browser.cookie })];
    const keys = (await api.call('GET', '/api/keys')).json<{ items: { id: string; name: string }[] }>().items;
    await browser.call('POST', '/sign-out');
    expect(await byCookie.ended).toBe('in order');
    await api.call('DELETE', `/api/keys/${keys.find(({ name }) => name === 'viewer')?.id}`);
    expect(await byKey.ended).toBe('in order');
    expect([...namesOf(byKey), ...namesOf(byCookie)]).not.toContain('end');
  });

  it('outlives an outage of the database', async () => {
    const { api, open, say, change } = await aWatchedRun(isRunning, { heartbeatMs: 30 });
    const stream = await open();
    await stream.until('how it stands', ({ event }) => event === 'run');
    // BullMQ's own start does not outlive an outage: it has to be through.
    await Promise.all(queueNames.map((name) => api.deps.queues.byName[name].waitUntilReady()));
    await cutOff(api.database);
    await until('the outage to be seen', async () => api.log().includes('runs cannot be watched for now'));
    const { length } = stream.comments;
    await until('a heartbeat in the outage', async () => stream.comments.length > length);
    await letBack(api.database);
    await until('the database to be back', () =>
      say('back').then(
        () => true,
        () => false,
      ),
    );
    await stream.until('the line', isLine('back'));
    await change(over('succeeded', { finishedAt: new Date(Date.now() - 60_000) }));
    expect(await stream.ended).toBe('in order');
  });

  it('of a client that does not read waits for it, and holds up no other, and no stop', async () => {
    const { api, url, run, open, say, change } = await aWatchedRun();
    const sockets: Socket[] = [];
    api.app.server.on('connection', (socket) => sockets.push(socket));
    // 24 megabytes: more than the system's buffers take of it.
    await api.database.sql`
      insert into run_lines (run_id, text) select ${run.id}, repeat('x', 2000) from generate_series(1, 12000)`;
    await aDeafClient(`${url}?lastEventId=0`, api.keys.viewer);
    const [deaf] = sockets;
    await until('the stream to be held up', isHeldUp(deaf));
    const stream = await open();
    await say('heard');
    await stream.until('the line', isLine('heard'));
    await change({ seen: 5 });
    await stream.until('the counts', isRun(5));
    // What waits in the process is what was asked for last, not all that there is.
    expect(deaf?.writableLength).toBeLessThan(5_000_000);
    await api.app.close();
    expect(await stream.ended).toBe('in order');
    expect(namesOf(stream)).not.toContain('end');
  });
});
