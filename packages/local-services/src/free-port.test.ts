import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort, onFreePort, PortTakenError } from './free-port.ts';

it('gives a port that can be listened on', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  server.close();
  expect(port).toBeGreaterThan(0);
});

it('tries the next port when another process was quicker', async () => {
  const tried: number[] = [];
  const used = await onFreePort(undefined, async (port) => {
    tried.push(port);
    if (tried.length < 3) throw new PortTakenError('taken');
    return port;
  });
  expect(tried).toHaveLength(3);
  expect(used).toBe(tried[2]);
});

it('gives up after five ports', async () => {
  let tried = 0;
  const start = async () => {
    tried += 1;
    throw new PortTakenError('taken');
  };
  await expect(onFreePort(undefined, start)).rejects.toThrow(PortTakenError);
  expect(tried).toBe(5);
});

it('tries a port that was asked for once, and other errors never again', async () => {
  const tried: number[] = [];
  const start = (error: Error) => async (port: number) => {
    tried.push(port);
    throw error;
  };
  await expect(onFreePort(1, start(new PortTakenError('taken')))).rejects.toThrow(PortTakenError);
  await expect(onFreePort(undefined, start(new Error('other')))).rejects.toThrow('other');
  expect(tried).toHaveLength(2);
});
