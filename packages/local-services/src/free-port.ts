import { createServer } from 'node:net';

const attempts = 5;

/** The port that a server was to listen on belongs to another. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** A TCP port of loopback that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/**
 * Starts something on the wanted port, or on any free one. Between finding a free port and listening on it another may take
 * it: then the next one is tried. Throws `PortTakenError` for a wanted port that is taken.
 */
export async function onFreePort<T>(wanted: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  if (wanted !== undefined) return start(wanted);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (!(error instanceof PortTakenError) || attempt === attempts) throw error;
    }
  }
}
