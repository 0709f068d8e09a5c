import { describe, expect, it, onTestFinished } from 'vitest';
import { type Probe, startProbeServer } from './probe-server.ts';

const well: Probe = async () => [{ name: 'part', ok: true, message: 'well' }];
const metrics = { contentType: 'text/plain; version=0.0.4', read: async () => 'up 1\n' };
const ill: Probe = async () => [...(await well()), { name: 'other', ok: false, message: 'ill' }];

async function aServer(probes: { live: Probe; ready: Probe }) {
  const server = await startProbeServer({ host: '127.0.0.1', port: 0 }, { ...probes, metrics });
  onTestFinished(() => server.close());
  return server;
}

describe('the probes', () => {
  it('answer 200 where all is well, else 503, each for itself, and say why', async () => {
    const { url } = await aServer({ live: well, ready: ill });
    const live = await fetch(`${url}/health/live`);
    expect([live.status, await live.json()]).toEqual([200, { status: 'live', checks: await well() }]);
    const ready = await fetch(`${url}/health/ready?verbose`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not_ready', checks: await ill() }]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
  });

  it('and the metrics are all that is there', async () => {
    const { url } = await aServer({ live: well, ready: well });
    expect(await (await fetch(`${url}/metrics`)).text()).toBe('up 1\n');
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/health/live`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/health/live`, { method: 'HEAD' })).status).toBe(200);
  });

  it('cannot be where another server is', async () => {
    const { url } = await aServer({ live: well, ready: well });
    const taken = { host: '127.0.0.1', port: Number(new URL(url).port) };
    await expect(startProbeServer(taken, { live: well, ready: well, metrics })).rejects.toThrow('EADDRINUSE');
  });
});
