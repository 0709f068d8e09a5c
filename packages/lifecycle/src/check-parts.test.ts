import { describe, expect, it, vi } from 'vitest';
import { checkParts } from './check-parts.ts';

type Log = Parameters<typeof checkParts>[1];

const aLog = () => ({ warn: vi.fn() }) as unknown as Log;

describe('checkParts', () => {
  it('looks at all parts, and tells them in their order', async () => {
    const well = async () => ({ ok: true, message: 'well' });
    const ill = async () => ({ ok: false, message: 'ill' });
    expect(await checkParts({ one: well, two: ill }, aLog())).toEqual([
      { name: 'one', ok: true, message: 'well' },
      { name: 'two', ok: false, message: 'ill' },
    ]);
  });

  it('leaves the cause of a failed look to the log', async () => {
    const log = aLog();
    const cause = new Error('inner cause');
    const [check] = await checkParts({ one: () => Promise.reject(cause) }, log);
    expect(check).toEqual({ name: 'one', ok: false, message: 'It does not answer; the log says why.' });
    expect(log.warn).toHaveBeenCalledWith({ err: cause, check: 'one' }, 'not ready');
  });

  it('does not wait for ever for a part that does not answer', async () => {
    const checks = await checkParts({ one: () => new Promise<never>(() => undefined) }, aLog(), 5);
    expect(checks).toEqual([{ name: 'one', ok: false, message: 'It does not answer within 0.005 seconds.' }]);
  });
});
